import type { ClauseDocument, PipelineDocument, RegulationDocument } from './document.ts'
import { listFaults } from './listFaults.ts'
import { formerFaults } from './formerStages.ts'
import { termFaults } from './termFaults.ts'
import { roles } from './words.ts'

/** A fault of a regulation document: where it is, and what is wrong with it. */
export type DocumentFault = { path: string; message: string; ru: string }

type Scope = NonNullable<ClauseDocument['scope']>
type Keyed = { readonly key: string }
type Pipe = PipelineDocument['stages']

/** Does a document of the right shape make sense: nothing named twice, nothing named that is not there, every deal can go on (A11). */
export function senseFaults({
  pipelines,
  fields,
  taskKinds,
  lossReasons,
  criteria,
  falseLosses = [],
  sections,
  former,
}: RegulationDocument): DocumentFault[] {
  const known = { fields: keysOf(fields), taskKinds: keysOf(taskKinds) }
  const clauses = sections.flatMap(({ clauses }, i) => clauses.map((clause, j) => ({ ...clause, at: `/sections/${i}/clauses/${j}` })))
  const stageKeys = keysOf(pipelines.flatMap(({ stages }) => stages))
  return [
    ...twice(pipelines, '/pipelines'),
    ...pipelines.flatMap(({ stages }, p) => {
      const at = `/pipelines/${p}/stages`
      return [...twice(stages, at), ...referenceFaults(stages, at, known), ...wayFaults(stages, at)]
    }),
    ...formerFaults({ pipelines, ...(former && { former }) }),
    ...archiveFaults(pipelines),
    ...twice(fields, '/fields'),
    ...fields.flatMap(({ options }, f) => twice(options, `/fields/${f}/options`)),
    ...twice(taskKinds, '/taskKinds'),
    ...twice(lossReasons, '/lossReasons'),
    ...twice(criteria, '/criteria'),
    ...twice(falseLosses, '/falseLosses'),
    ...listFaults({ fields, taskKinds, lossReasons, criteria, falseLosses }),
    ...repeated(clauses, ({ at }) => at),
    ...clauses.flatMap(({ scope = {}, at }) => [
      ...unknown(scope.pipelines, keysOf(pipelines), 'pipeline', `${at}/scope/pipelines`),
      ...unknown(scope.stages, stageKeys, 'stage', `${at}/scope/stages`),
      ...unknown(scope.roles, actors, 'role', `${at}/scope/roles`),
      ...nowhere(scope, pipelines, `${at}/scope/stages`),
    ]),
    ...termFaults({ pipelines, sections }),
  ]
}

/** New deals have to begin somewhere (B1). */
const archiveFaults = (pipelines: readonly PipelineDocument[]): DocumentFault[] =>
  pipelines.some(({ kind, archived }) => kind === 'sales' && !archived) || pipelines.every(({ archived }) => !archived)
    ? []
    : [{ path: '/pipelines', message: 'one pipeline of sales must stay open', ru: 'Хотя бы одна воронка продаж должна принимать сделки.' }]

/** A clause for stages that its pipelines do not have holds nowhere. */
function nowhere({ pipelines: named, stages }: Scope, pipelines: readonly PipelineDocument[], path: string): DocumentFault[] {
  if (!named || !stages || stages.length === 0) return []
  const there = keysOf(pipelines.filter(({ key }) => named.includes(key)).flatMap((pipeline) => pipeline.stages))
  if (stages.some((key) => there.has(key))) return []
  return [{ path, message: 'these pipelines have none of these stages', ru: 'В этих воронках нет ни одного из этих этапов.' }]
}

export const actors: ReadonlySet<string> = new Set([...roles, 'system'])

function referenceFaults(stages: Pipe, at: string, known: { fields: Set<string>; taskKinds: Set<string> }): DocumentFault[] {
  const keys = keysOf(stages)
  return stages.flatMap(({ forward, required, tasks, worksIt }, s) => [
    ...unknown(forward, keys, 'stage', `${at}/${s}/forward`),
    ...unknown(required, known.fields, 'field', `${at}/${s}/required`),
    ...tasks.flatMap(({ kind }, i) => (known.taskKinds.has(kind) ? [] : [missing('task kind', kind, `${at}/${s}/tasks/${i}/kind`)])),
    ...unknown(worksIt, actors, 'role', `${at}/${s}/worksIt`),
  ])
}

/** Every stage is reached by going forward from the first, and from every open one a deal can go on to the end; lost is reached by closing. */
function wayFaults(stages: Pipe, at: string): DocumentFault[] {
  const reached = reachedFrom(stages[0]!.key, stages)
  const ends = keysOf(stages.filter(({ kind }) => kind === 'won'))
  const lost = keysOf(stages.filter(({ kind }) => kind === 'lost'))
  return stages.flatMap(({ key, name, kind, forward, tasks }, s) => {
    const faults: DocumentFault[] = []
    const ru = `«${name.ru}»`
    const fault = (path: string, message: string, inRussian: string) => faults.push({ path: `${at}/${s}${path}`, message, ru: inRussian })
    if (s === 0 && kind !== 'open') fault('/kind', 'the first stage must be open', 'Первый этап воронки — открытый.')
    if (kind !== 'lost' && !reached.has(key)) fault('', `no way forward leads to ${key}`, `На этап ${ru} не ведёт ни один переход.`)
    if (kind === 'open' && ![...reachedFrom(key, stages)].some((end) => ends.has(end)))
      fault('/forward', `no way leads from ${key} to a won stage`, `С этапа ${ru} нельзя дойти до выигрыша.`)
    if (kind !== 'open' && forward.length > 0)
      fault(
        '/forward',
        'a closed deal is only reopened, it does not go forward',
        'Закрытую сделку только открывают заново: дальше она не идёт.',
      )
    if (kind !== 'open' && tasks.length > 0) fault('/tasks', 'a closed deal has no tasks', 'У закрытой сделки нет дел.')
    forward.forEach(
      (to, i) =>
        lost.has(to) &&
        fault(
          `/forward/${i}`,
          `${to} is reached by closing the deal, not by a move`,
          'В отказ сделку переводят закрытием, а не переходом.',
        ),
    )
    return faults
  })
}

/** The stages that can be reached going forward from a stage, itself among them. */
function reachedFrom(start: string, stages: Pipe): Set<string> {
  const forward = new Map(stages.map((stage) => [stage.key, stage.forward]))
  const reached = new Set([start])
  for (const key of reached) for (const next of forward.get(key) ?? []) reached.add(next)
  return reached
}

export const keysOf = (items: readonly Keyed[]) => new Set(items.map(({ key }) => key))

const thingsRu = { pipeline: 'воронки', stage: 'этапа', field: 'поля', 'task kind': 'вида дел', role: 'роли' }
type Thing = keyof typeof thingsRu

const missing = (what: Thing, key: string, path: string): DocumentFault => ({
  path,
  message: `no ${what} ${key}`,
  ru: `Нет ${thingsRu[what]} ${key}.`,
})

/** Keys that are not there, each with its place. */
export const unknown = (keys: readonly string[] = [], known: ReadonlySet<string>, what: Thing, at: string): DocumentFault[] =>
  keys.flatMap((key, i) => (known.has(key) ? [] : [missing(what, key, `${at}/${i}`)]))

function repeated<T extends Keyed>(items: readonly T[], pathOf: (item: T, place: number) => string): DocumentFault[] {
  const seen = new Set<string>()
  return items.flatMap((item, i) => {
    const again = seen.has(item.key)
    seen.add(item.key)
    return again
      ? [{ path: `${pathOf(item, i)}/key`, message: `the key ${item.key} is used twice`, ru: `Ключ ${item.key} занят дважды.` }]
      : []
  })
}

const twice = (items: readonly Keyed[], at: string) => repeated(items, (_item, i) => `${at}/${i}`)
