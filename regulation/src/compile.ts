import { parseTerm, type Term } from '@reglament/kernel'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { ClauseKind, NeededFact } from './clauseKind.ts'
import { clauseKinds } from './clauses/index.ts'
import {
  type ClauseDocument,
  type FieldDocument,
  type LossReasonDocument,
  type NamedDocument,
  RegulationDocument,
  type StageDocument,
  type TaskKindDocument,
} from './document.ts'
import { noStage, successorOf } from './formerStages.ts'
import { actors, type DocumentFault, keysOf, senseFaults, unknown } from './lint.ts'
import { referencesOf } from './params.ts'
import { schemaFaultRu } from './faultWords.ts'
import { falseLossesOf } from './losing.ts'
import type { StepKind } from './act.ts'
import type { DealEventType } from './events.ts'
import type { Localised, Mode, Role } from './words.ts'

/** A stage ready for judging: its place, its arrows as a set, its terms read. */
export type Stage = {
  readonly key: string
  readonly name: Localised
  readonly kind: 'open' | 'won' | 'lost'
  readonly optional: boolean
  readonly position: number
  readonly forward: ReadonlySet<string>
  /** Fields of this stage and of all before it: a move asks for those of every stage up to its target (§4). */
  readonly requiredUpTo: readonly string[]
  readonly required: readonly string[]
  readonly tasks: readonly { readonly kind: string; readonly term: Term }[]
  readonly stay: Term | null
}
export type Pipeline = {
  readonly key: string
  readonly name: Localised
  readonly kind: string
  readonly archived: boolean
  readonly stages: ReadonlyMap<string, Stage>
  readonly first: Stage
}

/** A clause in force: the instance with its kind and checked parameters. */
export type Clause = {
  readonly key: string
  readonly number: string
  readonly section: Localised
  readonly mode: Mode
  readonly params: unknown
  readonly scope: { pipelines?: ReadonlySet<string>; stages?: ReadonlySet<string>; roles?: ReadonlySet<string> }
  readonly kind: ClauseKind
  /** Whether it waits for facts that the product does not record yet; while it only observes it is not asked then. */
  readonly waits: boolean
}

/** A regulation compiled for judging. Holds no state; one object serves all requests of a workspace. */
export type Regulation = {
  readonly version: number
  readonly document: RegulationDocument
  readonly pipelines: ReadonlyMap<string, Pipeline>
  readonly fields: ReadonlyMap<string, FieldDocument>
  readonly taskKinds: ReadonlyMap<string, TaskKindDocument>
  readonly lossReasons: ReadonlyMap<string, LossReasonDocument>
  readonly falseLosses: ReadonlyMap<string, NamedDocument>
  readonly clauses: readonly Clause[]
  readonly guardsOn: ReadonlyMap<StepKind, readonly Clause[]>
  readonly consequencesAfter: ReadonlyMap<DealEventType, readonly Clause[]>
  /** Clauses that fall due by themselves, what goes first at the same instant first (§7). */
  readonly watches: readonly Clause[]
  /** Clauses whose subject is a member. */
  readonly memberClauses: readonly Clause[]
  /** A stage of a pipeline; of one that was taken away what it was, at the place where its deals go on, with no arrow left. */
  stage(pipeline: string, key: string): Stage
  /** The stage in which a deal of this one goes on: the stage itself while it is there; null: the document does not say (B1). */
  successor(pipeline: string, key: string): string | null
  /** The stage that a closed deal of a pipeline stands in; null where it can't be closed so. */
  closedStage(pipeline: string, kind: 'won' | 'lost'): string | null
  /** What a stage is called; pipelines may use the same key for stages of different names. */
  stageName(key: string, pipeline?: string): Localised | undefined
  clause(key: string): Clause | undefined
}

export type { DocumentFault } from './lint.ts'

/** Thrown by `compileRegulation` for a document that can't be read; `faults` names every place. */
export class UnreadableRegulation extends Error {
  readonly faults: DocumentFault[]
  constructor(faults: DocumentFault[]) {
    super(faults.map(({ path, message }) => `${path}: ${message}`).join('\n'))
    this.faults = faults
  }
}

const kindsByName = new Map(clauseKinds.map((kind) => [kind.kind, kind]))

const schemaFaults = (schema: TSchema, value: unknown, at: string): DocumentFault[] =>
  [...Value.Errors(schema, value)].map((fault) => ({ path: at + fault.instancePath, message: fault.message, ru: schemaFaultRu(fault) }))

function kindFaults(document: RegulationDocument, clause: ClauseDocument, at: string): DocumentFault[] {
  const kind = kindsByName.get(clause.kind)
  if (!kind) return [{ path: `${at}/kind`, message: `no clause kind ${clause.kind}`, ru: `Пункта вида ${clause.kind} нет.` }]
  const faults = schemaFaults(kind.params, clause.params, `${at}/params`)
  if (faults.length > 0) return faults
  const ofKind = kind.faults?.(clause.params, document) ?? []
  return [
    ...referenceFaults(document, kind, clause.params, `${at}/params`),
    ...ofKind.map(({ path, message: { ru, en } }) => ({ path: `${at}/params${path}`, message: en, ru })),
  ]
}

/** Parameters that name what is not in the document (A11). */
function referenceFaults(document: RegulationDocument, kind: ClauseKind, params: unknown, at: string): DocumentFault[] {
  const { pipelines, fields } = document
  const known = { stages: keysOf(pipelines.flatMap(({ stages }) => stages)), fields: keysOf(fields), roles: actors }
  const names = { stages: 'stage', fields: 'field', roles: 'role' } as const
  return referencesOf(kind, params).flatMap(({ key, refers, keys }) => {
    if (refers !== 'stages') return unknown(keys, known[refers], names[refers], `${at}/${key}`)
    return keys.flatMap((stage, i) => {
      const { ru, en } = noStage(document, stage)
      return known.stages.has(stage) ? [] : [{ path: `${at}/${key}/${i}`, message: en, ru }]
    })
  })
}

/** Faults of a document: its shape, unknown kinds, parameters out of range, references to what is not there (A11). */
export function faultsOf(document: unknown): DocumentFault[] {
  const faults = schemaFaults(RegulationDocument, document, '')
  if (faults.length > 0) return faults
  const read = document as RegulationDocument
  return [
    ...senseFaults(read),
    ...read.sections.flatMap(({ clauses }, i) => clauses.flatMap((clause, j) => kindFaults(read, clause, `/sections/${i}/clauses/${j}`))),
  ]
}

type Whole = Partial<Record<'pipelines' | 'former' | 'taskKinds' | 'lossReasons' | 'criteria' | 'falseLosses', unknown>>

/** Whether lists of a document that somebody gives have its shape; they need not make sense yet, nor be complete. */
export const shapeFaults = (lists: Whole): DocumentFault[] =>
  Object.entries(lists).flatMap(([key, list]) =>
    list === undefined ? [] : schemaFaults(RegulationDocument.properties[key as keyof Whole], list, `/${key}`),
  )

/** What the product records today; who teaches it to record more puts it in here, and the clauses that wait for it wake up. */
const recordedFacts: ReadonlySet<NeededFact> = new Set()

const isWaiting = ({ needs }: ClauseKind, recorded: ReadonlySet<NeededFact>) => needs !== undefined && !recorded.has(needs)

const groupBy = <K, T>(items: readonly T[], keysOf: (item: T) => readonly K[]) => {
  const groups = new Map<K, T[]>()
  for (const item of items) for (const key of keysOf(item)) groups.set(key, [...(groups.get(key) ?? []), item])
  return groups
}

function compileStages(documents: readonly StageDocument[]): Map<string, Stage> {
  const requiredSoFar: string[] = []
  return new Map(
    documents.map((document, position) => {
      if (document.kind !== 'lost') requiredSoFar.push(...document.required.filter((key) => !requiredSoFar.includes(key)))
      return [
        document.key,
        {
          key: document.key,
          name: document.name,
          kind: document.kind,
          optional: document.optional,
          position,
          forward: new Set(document.forward),
          requiredUpTo: document.kind === 'lost' ? [] : [...requiredSoFar],
          required: document.required,
          tasks: document.tasks.map(({ kind, term }) => ({ kind, term: parseTerm(term) })),
          stay: document.stay === null ? null : parseTerm(document.stay),
        },
      ]
    }),
  )
}

/** Stages that were taken away, by pipeline and key: their tasks are known, nothing leads from them and no time runs there. */
const compileFormer = (document: RegulationDocument, pipelines: ReadonlyMap<string, Pipeline>): ReadonlyMap<string, Stage> =>
  new Map(
    (document.former ?? []).map(({ pipeline, stage: was }) => {
      const end = successorOf(document, pipeline, was.key)!
      const { position, requiredUpTo } = pipelines.get(pipeline)!.stages.get(end)!
      const [stage] = compileStages([was]).values()
      return [`${pipeline} ${was.key}`, { ...stage!, position, requiredUpTo, forward: new Set<string>(), stay: null }]
    }),
  )

/** Clauses speak of sales deals; where there are other pipelines only few hold everywhere (regulation §3). */
function pipelinesOf({ scope, kind }: ClauseDocument, { pipelines }: RegulationDocument): ReadonlySet<string> | undefined {
  const named = scope?.pipelines
  if (kindsByName.get(kind)!.everywhere || pipelines.every((pipeline) => pipeline.kind === 'sales')) return named && new Set(named)
  return new Set(pipelines.flatMap(({ key, kind: of }) => (of === 'sales' && (named?.includes(key) ?? true) ? [key] : [])))
}

const scopeOf = (clause: ClauseDocument, document: RegulationDocument): Clause['scope'] => ({
  ...rolesAndStages(clause),
  pipelines: pipelinesOf(clause, document),
})

const rolesAndStages = ({ scope }: ClauseDocument) => ({
  stages: scope?.stages && new Set(scope.stages),
  roles: scope?.roles && new Set(scope.roles as Role[]),
})

/**
 * Reads a regulation document and makes it ready for judging. `formerStages` are names of stages that it has no more, for the history;
 * `recorded` are the facts that there are: clauses that need others wait.
 * @throws UnreadableRegulation with every fault and its place
 */
export function compileRegulation(
  document: unknown,
  version: number,
  formerStages: ReadonlyMap<string, Localised> = new Map(),
  recorded = recordedFacts,
): Regulation {
  const faults = faultsOf(document)
  if (faults.length > 0) throw new UnreadableRegulation(faults)
  const read = document as RegulationDocument
  const pipelines = new Map(
    read.pipelines.map(({ key, name, kind, archived = false, stages: documents }) => {
      const stages = compileStages(documents)
      return [key, { key, name, kind, archived, stages, first: [...stages.values()][0]! }] as const
    }),
  )
  const former = compileFormer(read, pipelines)
  const clauses: Clause[] = read.sections.flatMap(({ name, clauses }, i) =>
    clauses.map((clause, j) => ({
      key: clause.key,
      number: `${i + 1}.${j + 1}`,
      section: name,
      mode: clause.mode,
      params: clause.params,
      scope: scopeOf(clause, read),
      kind: kindsByName.get(clause.kind)!,
      waits: isWaiting(kindsByName.get(clause.kind)!, recorded),
    })),
  )
  const inForce = clauses.filter(({ mode, waits }) => mode !== 'off' && !(waits && mode === 'observe'))
  const names = new Map([...pipelines.values()].flatMap(({ stages }) => [...stages.values()].map(({ key, name }) => [key, name] as const)))
  const byKey = new Map(clauses.map((clause) => [clause.key, clause]))
  return {
    version,
    document: read,
    pipelines,
    fields: new Map(read.fields.map((field) => [field.key, field])),
    taskKinds: new Map(read.taskKinds.map((kind) => [kind.key, kind])),
    lossReasons: new Map(read.lossReasons.map((reason) => [reason.key, reason])),
    falseLosses: new Map(falseLossesOf(read).map((kind) => [kind.key, kind])),
    clauses,
    guardsOn: groupBy(inForce, ({ kind }) => kind.guard?.on ?? []),
    consequencesAfter: groupBy(inForce, ({ kind }) => kind.consequence?.after ?? []),
    watches: inForce.filter(({ kind }) => kind.watch).toSorted((a, b) => (a.kind.watch!.order ?? 9) - (b.kind.watch!.order ?? 9)),
    memberClauses: inForce.filter(({ kind }) => kind.memberWatch ?? kind.memberConsequence),
    closedStage: (pipeline, wanted) => [...pipelines.get(pipeline)!.stages.values()].find(({ kind }) => kind === wanted)?.key ?? null,
    stage: (pipeline, key) => {
      const stage = pipelines.get(pipeline)?.stages.get(key) ?? former.get(`${pipeline} ${key}`)
      if (!stage) throw new Error(`no stage ${key} in the pipeline ${pipeline}`)
      return stage
    },
    successor: (pipeline, key) => successorOf(read, pipeline, key),
    stageName: (key, pipeline) =>
      (pipeline && (pipelines.get(pipeline)?.stages.get(key) ?? former.get(`${pipeline} ${key}`))?.name) ||
      names.get(key) ||
      formerStages.get(key),
    clause: (key) => byKey.get(key),
  }
}
