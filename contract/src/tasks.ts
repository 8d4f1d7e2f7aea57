import { Type, type Static } from 'typebox'
import { Id, Key, Named, nullable, page, Timestamp } from './common.ts'

export const TaskDraft = Type.Object(
  {
    kind: Type.Optional(Key),
    text: Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' }),
    dueAt: Timestamp,
    assigneeId: Type.Optional(Id),
  },
  { additionalProperties: false },
)
export type TaskDraft = Static<typeof TaskDraft>

export const TaskCreation = Type.Object(
  { dealId: Id, ...TaskDraft.properties, confirmed: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)
export type TaskCreation = Static<typeof TaskCreation>

export const Task = Type.Object({
  id: Id,
  dealId: Id,
  dealTitle: Type.Optional(Type.String()),
  kind: Key,
  title: Type.String({ description: 'what is to be done, in the language of the request: own text, or the name of its kind' }),
  text: nullable(Type.String()),
  dueAt: Timestamp,
  overdue: Type.Boolean(),
  assignee: nullable(Named),
  createdAt: Timestamp,
  clause: nullable(Key),
  clauseNumber: nullable(Type.String()),
  completedAt: nullable(Timestamp),
  completedBy: nullable(Named),
  result: nullable(Type.String()),
  cancelledAt: nullable(Timestamp),
})
export type Task = Static<typeof Task>
export const TaskPage = page(Task)

export const TaskEdit = Type.Object(
  {
    text: Type.Optional(Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' })),
    dueAt: Type.Optional(Timestamp),
    assigneeId: Type.Optional(Id),
    confirmed: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type TaskEdit = Static<typeof TaskEdit>
