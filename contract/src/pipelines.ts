import { Type, type Static } from 'typebox'
import { Id, Key, nullable } from './common.ts'

export const FieldType = Type.Union([
  Type.Literal('text'),
  Type.Literal('list'),
  Type.Literal('number'),
  Type.Literal('money'),
  Type.Literal('date'),
  Type.Literal('url'),
  Type.Literal('boolean'),
])
export type FieldType = Static<typeof FieldType>

export const Field = Type.Object({
  key: Key,
  name: Type.String(),
  type: FieldType,
  options: Type.Array(
    Type.Object({ key: Type.String(), name: Type.String(), retired: Type.Optional(Type.Boolean({ description: 'chosen no more' })) }),
  ),
  retired: Type.Boolean({ description: 'filled in no more; what stands in it is read' }),
  system: Type.Boolean({ description: 'budget and note: kept on the deal itself' }),
})
export type Field = Static<typeof Field>
export const FieldList = Type.Object({ items: Type.Array(Field) })

export const StageKind = Type.Union([Type.Literal('open'), Type.Literal('won'), Type.Literal('lost')])
export type StageKind = Static<typeof StageKind>

export const Stage = Type.Object({
  id: Id,
  key: Key,
  name: Type.String(),
  kind: StageKind,
  optional: Type.Boolean(),
  position: Type.Integer(),
  required: Type.Array(Key, { description: 'fields asked on entering; `note` and `budget` among them' }),
  stay: nullable(Type.String({ description: 'longest stay as a term, e.g. `3 wd`' })),
})
export type Stage = Static<typeof Stage>

export const Pipeline = Type.Object({
  id: Id,
  key: Key,
  name: Type.String(),
  kind: Type.String(),
  archived: Type.Boolean({ description: 'no new deals begin in it' }),
  workedBy: Type.Array(Type.String(), { description: 'roles that work its deals' }),
  stages: Type.Array(Stage),
})
export type Pipeline = Static<typeof Pipeline>
export const PipelineList = Type.Object({ items: Type.Array(Pipeline) })

export const TaskKind = Type.Object({
  key: Key,
  name: Type.String(),
  byHand: Type.Boolean(),
  retired: Type.Boolean({ description: 'set no more; old tasks have it' }),
  own: Type.Boolean({ description: 'of the company: clauses do not set it by themselves' }),
})
export type TaskKind = Static<typeof TaskKind>
export const TaskKindList = Type.Object({ items: Type.Array(TaskKind) })
