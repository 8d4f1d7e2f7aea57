import { Type, type Static } from 'typebox'
import { Key, nullable, Timestamp } from './common.ts'
import { Mode } from './verdict.ts'

export const Clause = Type.Object({
  key: Key,
  kind: Key,
  number: Type.String(),
  section: Type.String(),
  mode: Mode,
  title: Type.String(),
  sentence: Type.String(),
  lesson: Type.String(),
  ids: Type.Array(Type.String()),
  params: Type.Unknown(),
})
export type Clause = Static<typeof Clause>

export const RegulationInForce = Type.Object({
  version: Type.Integer(),
  inForceFrom: Timestamp,
  author: nullable(Type.String()),
  clauses: Type.Array(Clause),
})
export type RegulationInForce = Static<typeof RegulationInForce>

export const RegulationVersion = Type.Object({
  number: Type.Integer(),
  author: nullable(Type.String()),
  inForceFrom: Timestamp,
  inForce: Type.Boolean(),
  recheck: nullable(Type.Object({ deals: Type.Integer(), done: Type.Integer(), finished: Type.Boolean() })),
})
export type RegulationVersion = Static<typeof RegulationVersion>
export const RegulationVersionList = Type.Object({ items: Type.Array(RegulationVersion) })

/** A change of clauses: their modes and parameters, each from a date if it is to come in steps (A12). */
export const DraftCreation = Type.Object(
  {
    changes: Type.Array(
      Type.Object(
        {
          clause: Key,
          mode: Type.Optional(Mode),
          params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
          from: Type.Optional(Type.Array(Type.Object({ mode: Mode, at: Timestamp }, { additionalProperties: false }), { maxItems: 4 })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 200 },
    ),
  },
  { additionalProperties: false },
)
export type DraftCreation = Static<typeof DraftCreation>

export const DraftDifference = Type.Object({
  clause: Key,
  number: nullable(Type.String()),
  what: Type.Union([Type.Literal('mode'), Type.Literal('params'), Type.Literal('steps')]),
  before: Type.Unknown(),
  after: Type.Unknown(),
})
export const Draft = Type.Object({
  id: Type.String(),
  basedOn: Type.Integer(),
  createdAt: Timestamp,
  author: nullable(Type.String()),
  enactedAs: nullable(Type.Integer()),
  differences: Type.Array(DraftDifference),
})
export type Draft = Static<typeof Draft>
export const DraftList = Type.Object({ items: Type.Array(Draft) })
