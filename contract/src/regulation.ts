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
