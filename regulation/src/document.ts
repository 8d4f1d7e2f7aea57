import { Type, type Static } from 'typebox'

const Name = Type.Object({ ru: Type.String({ minLength: 1, maxLength: 200 }), en: Type.String({ minLength: 1, maxLength: 200 }) })
const Key = Type.String({ pattern: '^[a-zA-Z0-9][a-zA-Z0-9._-]*$', maxLength: 64 })
/** What is offered no more and stays readable on what has it; `replacedBy` takes its place there (L2). */
const retirement = { retired: Type.Optional(Type.Boolean()), replacedBy: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) }
/** Bounded, so that no term leaves the years that the calendar knows. */
const TermText = Type.String({ pattern: '^(\\d{1,4} (wmin|wh|wd|d)|\\d{1,3} (w|mo))$' })

/** A stage: what may come next, what is asked on entering, what is planned, how long it may last (regulation §4). */
export const StageDocument = Type.Object(
  {
    key: Key,
    name: Name,
    kind: Type.Union([Type.Literal('open'), Type.Literal('won'), Type.Literal('lost')]),
    optional: Type.Boolean({ default: false }),
    forward: Type.Array(Key),
    required: Type.Array(Key),
    tasks: Type.Array(Type.Object({ kind: Key, term: TermText }, { additionalProperties: false })),
    stay: Type.Union([TermText, Type.Null()]),
    worksIt: Type.Array(Key),
  },
  { additionalProperties: false },
)
export type StageDocument = Static<typeof StageDocument>

export const PipelineDocument = Type.Object(
  {
    key: Key,
    name: Name,
    kind: Key,
    /** No deal begins here any more; those that are here go on to their end (B1). */
    archived: Type.Optional(Type.Boolean()),
    stages: Type.Array(StageDocument, { minItems: 2, maxItems: 40 }),
  },
  { additionalProperties: false },
)
export type PipelineDocument = Static<typeof PipelineDocument>

/**
 * A stage that is no more, as it was, and where its deals go: those that stand in it when it is taken away, and those that are opened
 * again to it (B1).
 */
export const FormerStageDocument = Type.Object({ pipeline: Key, stage: StageDocument, to: Key }, { additionalProperties: false })
export type FormerStageDocument = Static<typeof FormerStageDocument>

/** A field of the deal card; `note` and `budget` are the deal's own and marked `system`. */
export const FieldDocument = Type.Object(
  {
    key: Key,
    name: Name,
    type: Type.Union([
      Type.Literal('text'),
      Type.Literal('list'),
      Type.Literal('number'),
      Type.Literal('money'),
      Type.Literal('date'),
      Type.Literal('url'),
      Type.Literal('boolean'),
    ]),
    options: Type.Array(
      Type.Object(
        {
          key: Type.String({ minLength: 1, maxLength: 200 }),
          name: Name,
          /** Came with an import as it was written there; nobody has put it into the list (L3). */
          adopted: Type.Optional(Type.Boolean()),
          ...retirement,
        },
        { additionalProperties: false },
      ),
    ),
    system: Type.Boolean({ default: false }),
    /** Filled in no more; what stands in it is read. */
    retired: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type FieldDocument = Static<typeof FieldDocument>

/** A kind of task; `short` is its name where there is little room, as on a card of the board. */
export const TaskKindDocument = Type.Object(
  { key: Key, name: Name, short: Type.Optional(Name), byHand: Type.Boolean(), ...retirement },
  { additionalProperties: false },
)
export type TaskKindDocument = Static<typeof TaskKindDocument>

/** A reason of loss; its kind says what the closing needs (H1, regulation §8). */
export const LossReasonDocument = Type.Object(
  {
    key: Key,
    name: Name,
    kind: Type.Union([
      Type.Literal('not-a-deal'),
      Type.Literal('client-refused'),
      Type.Literal('client-silent'),
      Type.Literal('by-rules'),
      Type.Literal('adopted'),
    ]),
    /** What has to be named besides: the date of a postponed deal, the deal that goes on. Absent: by the key, as shipped. */
    asks: Type.Optional(Type.Union([Type.Literal('nothing'), Type.Literal('date'), Type.Literal('deal')])),
    letter: Type.Boolean(),
    review: Type.Union([Type.Literal('none'), Type.Literal('sample'), Type.Literal('task')]),
    ...retirement,
  },
  { additionalProperties: false },
)
export type LossReasonDocument = Static<typeof LossReasonDocument>

/** A word of a list that is only named: a criterion of dropping a deal, a kind of false loss. */
export const NamedDocument = Type.Object({ key: Key, name: Name, retired: Type.Optional(Type.Boolean()) }, { additionalProperties: false })
export type NamedDocument = Static<typeof NamedDocument>

/** Where a clause applies; an absent list means everywhere (A1). */
const ScopeDocument = Type.Object(
  { pipelines: Type.Optional(Type.Array(Key)), stages: Type.Optional(Type.Array(Key)), roles: Type.Optional(Type.Array(Key)) },
  { additionalProperties: false },
)

const ModeDocument = Type.Union([Type.Literal('off'), Type.Literal('observe'), Type.Literal('warn'), Type.Literal('enforce')])

export const ClauseDocument = Type.Object(
  {
    key: Key,
    kind: Key,
    mode: ModeDocument,
    params: Type.Record(Type.String(), Type.Unknown()),
    scope: Type.Optional(ScopeDocument),
    /** Modes that come by themselves from a date on, in the order of their dates (A12). */
    steps: Type.Optional(
      Type.Array(Type.Object({ mode: ModeDocument, at: Type.String({ format: 'date-time' }) }, { additionalProperties: false }), {
        maxItems: 4,
      }),
    ),
  },
  { additionalProperties: false },
)
export type ClauseDocument = Static<typeof ClauseDocument>

const SectionDocument = Type.Object({ name: Name, clauses: Type.Array(ClauseDocument) }, { additionalProperties: false })

/** The whole regulation of a company as one readable document; each enacted version is kept (A1, A5). */
export const RegulationDocument = Type.Object(
  {
    pipelines: Type.Array(PipelineDocument, { minItems: 1, maxItems: 40 }),
    /** Absent in documents from which no stage was ever taken away. */
    former: Type.Optional(Type.Array(FormerStageDocument, { maxItems: 400 })),
    fields: Type.Array(FieldDocument),
    taskKinds: Type.Array(TaskKindDocument),
    lossReasons: Type.Array(LossReasonDocument),
    criteria: Type.Array(NamedDocument),
    /** In which ways a loss turns out to be false when the client is called (H6); absent in documents written before: as shipped. */
    falseLosses: Type.Optional(Type.Array(NamedDocument, { minItems: 1 })),
    sections: Type.Array(SectionDocument),
  },
  { additionalProperties: false },
)
export type RegulationDocument = Static<typeof RegulationDocument>
