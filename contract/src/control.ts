import { Type, type Static } from 'typebox'
import { Id, Key, Money, Named, nullable, page, Timestamp } from './common.ts'
import { Mode } from './verdict.ts'

/** How often one clause is broken now by one member; null: nobody's, the deal waits on the exchange. */
export const ControlCell = Type.Object({
  member: nullable(Id),
  clause: Key,
  open: Type.Integer(),
  before: Type.Integer({ description: 'how many stood open so many days ago as the panel compares with' }),
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
  teamId: nullable(Id),
})
export type ControlMember = Static<typeof ControlMember>

export const ControlClause = Type.Object({ key: Key, number: Type.String(), title: Type.String(), sentence: Type.String(), mode: Mode })
export type ControlClause = Static<typeof ControlClause>

export const WorstDeal = Type.Object({
  id: Id,
  number: Type.Integer(),
  version: Type.Integer(),
  title: Type.String(),
  client: nullable(Type.String()),
  stage: Type.String({ description: 'its name' }),
  responsible: nullable(Named),
  oldest: Timestamp,
  broken: Type.Array(Type.Object({ clause: Key, number: Type.String(), title: Type.String(), from: Timestamp })),
})
export type WorstDeal = Static<typeof WorstDeal>

/** What narrows the panel: a team, a pipeline, and with which day it is compared. */
const narrowed = {
  team: Type.Optional(Id),
  pipeline: Type.Optional(Key),
}
export const ControlQuery = Type.Object(
  { ...narrowed, days: Type.Optional(Type.Union([Type.Literal(1), Type.Literal(7), Type.Literal(30)], { default: 7 })) },
  { additionalProperties: false },
)
export type ControlQuery = Static<typeof ControlQuery>

/** Which open breaches are read: those of a figure, a member, a team, a pipeline. */
export const ControlRowsQuery = Type.Object(
  {
    ...narrowed,
    clause: Type.Optional(Type.String({ maxLength: 400, description: 'one or several keys, separated by commas' })),
    about: Type.Optional(Type.String({ maxLength: 64, description: 'of which kind within the clause, e.g. too-often' })),
    member: Type.Optional(Type.Union([Id, Type.Literal('none')])),
    after: Type.Optional(Type.String({ maxLength: 400 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  },
  { additionalProperties: false },
)
export type ControlRowsQuery = Static<typeof ControlRowsQuery>

/** How a member shares his attention: clients called too often, beside deals in which nothing moves (D6). */
export const ControlAttention = Type.Object({ member: nullable(Id), tooOften: Type.Integer(), noMovement: Type.Integer() })
export type ControlAttention = Static<typeof ControlAttention>

/** What to look at now, by clause and by member (J1). */
export const Control = Type.Object({
  at: Timestamp,
  mayAct: Type.Boolean({ description: 'whether who asks may remind, hand over and exempt, or only look' }),
  members: Type.Array(ControlMember),
  clauses: Type.Array(ControlClause, {
    description: 'those that are broken now or were on the day compared with, in the order of the document',
  }),
  cells: Type.Array(ControlCell),
  attention: Type.Array(ControlAttention, { description: 'who calls somebody too often or leaves deals without movement' }),
  teams: Type.Array(Named, { description: 'whose people who asks sees' }),
  days: Type.Integer({ description: 'with how many days ago it is compared' }),
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
  /** A lead that is no deal yet; without a name it is called by its company or by what it is about. */
  lead: nullable(Named),
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
