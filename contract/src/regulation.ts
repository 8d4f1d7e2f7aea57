import { Type, type Static } from 'typebox'
import { Key, nullable, Timestamp } from './common.ts'
import type { FormerStageDocument, RegulationDocument } from '@reglament/regulation'
import { Mode } from './verdict.ts'

/** One parameter of a clause as a form asks for it; the input follows from its type (A1). */
export const ParamInput = Type.Object({
  key: Key,
  name: Type.String(),
  type: Type.Union([
    Type.Literal('term'),
    Type.Literal('terms'),
    Type.Literal('integer'),
    Type.Literal('boolean'),
    Type.Literal('choice'),
    Type.Literal('stages'),
    Type.Literal('fields'),
    Type.Literal('roles'),
    Type.Literal('text'),
    Type.Literal('texts'),
    Type.Literal('people'),
  ]),
  value: Type.Unknown(),
  units: Type.Optional(Type.Array(Type.String({ description: 'wmin, wh, wd, d, w, mo: units that a term may have' }))),
  min: Type.Optional(Type.Number()),
  max: Type.Optional(Type.Number()),
  options: Type.Optional(Type.Array(Type.Object({ key: Type.String(), name: Type.String() }))),
  optional: Type.Optional(Type.Boolean()),
  parts: Type.Optional(
    Type.Array(
      Type.Object({
        key: Type.String(),
        name: Type.String(),
        by: Type.Optional(
          Type.String({ description: 'source or product: names of it lead to a member; left out: a plain list of members' }),
        ),
        roles: Type.Optional(Type.Array(Type.String(), { description: 'roles of members who fit; left out: all' })),
        when: Type.Optional(Type.Object({ param: Type.String(), values: Type.Array(Type.String()) })),
      }),
    ),
  ),
})
export type ParamInput = Static<typeof ParamInput>

/** A mode that comes by itself from a date on (A12). */
export const ModeStep = Type.Object({ mode: Mode, at: Timestamp }, { additionalProperties: false })
export type ModeStep = Static<typeof ModeStep>

export const Clause = Type.Object({
  key: Key,
  kind: Key,
  number: Type.String(),
  section: Type.String(),
  mode: Mode,
  /** It needs facts that the product does not record yet; while it only observes it is not asked (regulation §10). */
  waits: Type.Boolean(),
  title: Type.String(),
  sentence: Type.String(),
  parts: Type.Array(Type.Object({ text: Type.String(), param: Type.Optional(Key) }), {
    description: 'the sentence in pieces; `param` names the parameter that a piece says',
  }),
  lesson: Type.String(),
  ids: Type.Array(Type.String()),
  params: Type.Unknown(),
  inputs: Type.Array(ParamInput),
  atStages: Type.Array(
    Type.Object({
      pipeline: Key,
      name: Type.String(),
      stages: Type.Array(Type.Object({ stage: Key, name: Type.String(), text: Type.String() })),
    }),
    { description: 'what the clause demands stage by stage' },
  ),
  faces: Type.Object({ guard: Type.Boolean(), watch: Type.Boolean(), consequence: Type.Boolean() }),
  scope: Type.Object({ pipelines: Type.Array(Type.String()), stages: Type.Array(Type.String()), roles: Type.Array(Type.String()) }),
  steps: Type.Array(ModeStep),
})
export type Clause = Static<typeof Clause>

export const RegulationInForce = Type.Object({
  version: Type.Integer(),
  inForceFrom: Timestamp,
  author: nullable(Type.String()),
  clauses: Type.Array(Clause),
})
export type RegulationInForce = Static<typeof RegulationInForce>

export const VersionState = Type.Union([
  Type.Literal('in-force'),
  Type.Literal('ahead', { description: 'comes in force by itself on its date' }),
  Type.Literal('former'),
  Type.Literal('withdrawn', { description: 'was to come, and was called off' }),
])
export type VersionState = Static<typeof VersionState>

export const RegulationVersion = Type.Object({
  number: Type.Integer(),
  author: nullable(Type.String()),
  inForceFrom: Timestamp,
  inForce: Type.Boolean(),
  state: VersionState,
  recheck: nullable(Type.Object({ deals: Type.Integer(), done: Type.Integer(), finished: Type.Boolean() })),
})
export type RegulationVersion = Static<typeof RegulationVersion>
export const RegulationVersionList = Type.Object({ items: Type.Array(RegulationVersion) })

/** The document itself, as programs and the editor of stages and lists read it. */
export const RegulationText = Type.Object({ version: Type.Integer(), document: Type.Unsafe<RegulationDocument>(Type.Unknown()) })
export type RegulationText = Static<typeof RegulationText>

/** How often a clause refused, was confirmed past, let past by an exemption, and was broken, since an instant. */
export const ClauseFigures = Type.Object({
  clause: Key,
  refused: Type.Integer(),
  wouldRefuse: Type.Integer(),
  confirmed: Type.Integer(),
  exempt: Type.Integer(),
  breaches: Type.Integer(),
  open: Type.Integer({ description: 'of those breaches, not mended yet' }),
})
export type ClauseFigures = Static<typeof ClauseFigures>
export const RegulationFigures = Type.Object({ since: Timestamp, items: Type.Array(ClauseFigures) })
export type RegulationFigures = Static<typeof RegulationFigures>

const whole = <T>(description: string) => Type.Optional(Type.Array(Type.Unsafe<T>(Type.Unknown()), { maxItems: 200, description }))

/**
 * A changed regulation: clauses with their modes and parameters, each from a date if it is to come in steps (A12); pipelines and lists
 * are given whole, as `GET /regulation/document` has them. `basedOn` is the version that was read: a newer one in force is a conflict.
 */
export const DraftCreation = Type.Object(
  {
    basedOn: Type.Optional(Type.Integer({ minimum: 1 })),
    changes: Type.Optional(
      Type.Array(
        Type.Object(
          {
            clause: Key,
            mode: Type.Optional(Mode),
            params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
            from: Type.Optional(Type.Array(ModeStep, { maxItems: 4 })),
          },
          { additionalProperties: false },
        ),
        { maxItems: 200 },
      ),
    ),
    pipelines: whole<RegulationDocument['pipelines'][number]>('pipelines with their stages'),
    former: Type.Optional(
      Type.Array(Type.Unsafe<FormerStageDocument>(Type.Unknown()), {
        maxItems: 400,
        description: 'stages that are taken away, as they were, each with the stage `to` which its deals go',
      }),
    ),
    taskKinds: whole<RegulationDocument['taskKinds'][number]>('kinds of tasks'),
    lossReasons: whole<RegulationDocument['lossReasons'][number]>('reasons of loss'),
    criteria: whole<RegulationDocument['criteria'][number]>('criteria of dropping a deal'),
    falseLosses: whole<NonNullable<RegulationDocument['falseLosses']>[number]>('kinds of false loss'),
  },
  { additionalProperties: false, minProperties: 1 },
)
export type DraftCreation = Static<typeof DraftCreation>

/**
 * The regulation as heads are changing it together; it may still be wrong. `version` 0: nobody is. `base` has the lists of the version on
 * which it is based where those in force are others by now.
 */
export const WorkingDraft = Type.Object({
  version: Type.Integer(),
  content: nullable(DraftCreation),
  inForce: Type.Integer({ description: 'the version of the regulation that is in force' }),
  base: nullable(
    Type.Object({
      pipelines: Type.Unsafe<RegulationDocument['pipelines']>(Type.Unknown()),
      former: Type.Unsafe<FormerStageDocument[]>(Type.Unknown()),
      lossReasons: Type.Unsafe<RegulationDocument['lossReasons']>(Type.Unknown()),
      taskKinds: Type.Unsafe<RegulationDocument['taskKinds']>(Type.Unknown()),
      criteria: Type.Unsafe<RegulationDocument['criteria']>(Type.Unknown()),
      falseLosses: Type.Unsafe<RegulationDocument['falseLosses']>(Type.Unknown()),
    }),
  ),
  editedAt: nullable(Timestamp),
  editedBy: nullable(Type.String()),
  returns: Type.Array(Type.Object({ pipeline: Key, stage: Key, to: Type.Array(Key) }), {
    description: 'to which stages deals may be moved back from each, as the draft would have it',
  }),
  chain: Type.Array(Type.Object({ from: Key, to: Key }), {
    description: 'which pipeline a won deal opens next, as the draft would have it',
  }),
  standing: Type.Array(Type.Object({ pipeline: Key, stage: Key, deals: Type.Integer() }), {
    description: 'how many deals stand in each stage',
  }),
})
export type WorkingDraft = Static<typeof WorkingDraft>

/** Something that two regulations differ in, in sentences of the reader's language; null: it was not there, or is not there any more. */
export const DraftDifference = Type.Object({
  clause: nullable(Key),
  number: nullable(Type.String()),
  what: Type.String({
    description: 'clause, mode, params, steps, scope, stage, pipeline, field, task-kind, loss-reason, criterion or false-loss',
  }),
  title: Type.String(),
  before: nullable(Type.String()),
  after: nullable(Type.String()),
  was: Type.Unknown(),
  willBe: Type.Unknown(),
})
export type DraftDifference = Static<typeof DraftDifference>

/** What a draft would be, without keeping it: its faults, each at its clause where it has one, or its differences and changed clauses. */
export const RegulationPreview = Type.Object({
  basedOn: Type.Integer(),
  faults: Type.Array(
    Type.Object({
      path: Type.String(),
      message: Type.String(),
      clause: nullable(Key),
      /** The parameters with which the clause would be right again, where that can be told. */
      mend: Type.Optional(Type.Object({ clause: Key, params: Type.Record(Type.String(), Type.Unknown()), text: Type.String() })),
    }),
  ),
  differences: Type.Array(DraftDifference),
  clauses: Type.Array(Clause),
})
export type RegulationPreview = Static<typeof RegulationPreview>

export const VersionDifferences = Type.Object({ number: Type.Integer(), against: Type.Integer(), differences: Type.Array(DraftDifference) })
export type VersionDifferences = Static<typeof VersionDifferences>

/** When a draft comes in force: at once, or by itself on a date. */
export const Enactment = Type.Object({ from: Type.Optional(Timestamp) }, { additionalProperties: false })
export type Enactment = Static<typeof Enactment>

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
