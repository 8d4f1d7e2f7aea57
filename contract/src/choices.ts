import { Type, type Static } from 'typebox'
import { Id, Key, nullable, Timestamp } from './common.ts'

/** How often something of a list is used: on deals now (counted up to 1,001), and in what was before. */
export const ListUse = Type.Object({
  key: Type.String(),
  deals: Type.Integer({ description: 'deals that have it now; 1001 means more than 1,000' }),
  earlier: Type.Integer({ description: 'what is over: closings that were reopened or renamed, tasks that are done' }),
})
export type ListUse = Static<typeof ListUse>
export const ListUses = Type.Object({ items: Type.Array(ListUse) })

/** What is carried over because a list has changed, and how far it is. */
export const ReplacementRun = Type.Object({
  id: Id,
  what: Type.Union([Type.Literal('loss-reason'), Type.Literal('task-kind'), Type.Literal('field'), Type.Literal('lead-reason')]),
  field: nullable(Key),
  from: Type.String(),
  to: Type.String(),
  fromName: Type.String(),
  toName: Type.String(),
  by: nullable(Type.String()),
  at: Timestamp,
  done: Type.Integer(),
  finished: Type.Boolean(),
})
export type ReplacementRun = Static<typeof ReplacementRun>
export const ReplacementRunList = Type.Object({ items: Type.Array(ReplacementRun) })
