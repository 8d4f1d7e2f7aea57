import { Type, type Static } from 'typebox'
import { Id, Key, Money, Named, nullable, page, Timestamp } from './common.ts'
import { Mode } from './verdict.ts'

/** How often one clause is broken now by one member; null: nobody's, the deal waits on the exchange. */
export const ControlCell = Type.Object({
  member: nullable(Id),
  clause: Key,
  open: Type.Integer(),
  weekAgo: Type.Integer({ description: 'how many stood open a week ago' }),
  oldest: nullable(Timestamp),
})
export type ControlCell = Static<typeof ControlCell>

export const ControlMember = Type.Object({
  id: Id,
  name: Type.String(),
  role: Key,
  deals: Type.Integer({ description: 'open sales deals' }),
  min: nullable(Type.Integer()),
  max: nullable(Type.Integer()),
})
export type ControlMember = Static<typeof ControlMember>

export const ControlClause = Type.Object({ key: Key, number: Type.String(), title: Type.String(), sentence: Type.String(), mode: Mode })
export type ControlClause = Static<typeof ControlClause>

export const WorstDeal = Type.Object({
  id: Id,
  number: Type.Integer(),
  title: Type.String(),
  client: nullable(Type.String()),
  stage: Type.String({ description: 'its name' }),
  responsible: nullable(Named),
  oldest: Timestamp,
  broken: Type.Array(Type.Object({ clause: Key, number: Type.String(), title: Type.String(), from: Timestamp })),
})
export type WorstDeal = Static<typeof WorstDeal>

/** What to look at now, by clause and by member (J1). */
export const Control = Type.Object({
  at: Timestamp,
  mayAct: Type.Boolean({ description: 'whether who asks may remind, hand over and exempt, or only look' }),
  members: Type.Array(ControlMember),
  clauses: Type.Array(ControlClause, { description: 'those that are broken now or were a week ago, in the order of the document' }),
  cells: Type.Array(ControlCell),
  reviews: Type.Object(
    { pending: Type.Integer(), oldest: nullable(Timestamp) },
    { description: 'closings that wait for their review (H5)' },
  ),
  worst: Type.Array(WorstDeal, { description: 'at most ten, those with most breaches first' }),
})
export type Control = Static<typeof Control>

/** One open breach with the deal behind it. */
export const ControlRow = Type.Object({
  id: Id,
  clause: Key,
  number: Type.String(),
  title: Type.String(),
  from: Timestamp,
  member: nullable(Named),
  deal: nullable(
    Type.Object({
      id: Id,
      number: Type.Integer(),
      version: Type.Integer(),
      title: Type.String(),
      client: nullable(Type.String()),
      stage: Type.String({ description: 'its name' }),
      responsible: nullable(Named),
      budget: nullable(Money),
      touchedAt: Timestamp,
      task: nullable(Type.Object({ title: Type.String(), dueAt: Timestamp })),
    }),
  ),
})
export type ControlRow = Static<typeof ControlRow>
export const ControlRowPage = page(ControlRow)
