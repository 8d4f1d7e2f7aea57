import { keyFor } from '@reglament/kernel'
import type { DraftCreation, RegulationText } from '@reglament/contract'

export type Document = RegulationText['document']
export type PipelineText = Document['pipelines'][number]
export type StageText = PipelineText['stages'][number]
export type FormerText = NonNullable<Document['former']>[number]
type ClauseChange = NonNullable<DraftCreation['changes']>[number]

/** What is changed on this screen: pipelines with their stages, where deals of stages that go away go, and parameters of clauses. */
export type Paper = { pipelines: PipelineText[]; former: FormerText[]; changes: ClauseChange[] }

/** What the draft says, and where it says nothing what is in force. */
export const paperOf = (document: Pick<Document, 'pipelines' | 'former'>, content: DraftCreation | null): Paper => ({
  pipelines: content?.pipelines ?? document.pipelines,
  former: content?.former ?? document.former ?? [],
  changes: content?.changes ?? [],
})

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
const isOf = (pipeline: string, key: string) => (one: FormerText) => one.pipeline === pipeline && one.stage.key === key

/** The paper as it is sent, with what else the draft changes; null where it says what is in force anyway. */
export function contentOf(
  { pipelines, former, changes }: Paper,
  document: Pick<Document, 'pipelines' | 'former'>,
  basedOn: number,
  rest: DraftCreation | null,
): DraftCreation | null {
  const { pipelines: _pipelines, former: _former, changes: _changes, basedOn: _basedOn, ...others } = rest ?? {}
  const content = {
    ...others,
    ...(!same(pipelines, document.pipelines) && { pipelines }),
    ...(!same(former, document.former ?? []) && { former }),
    ...(changes.length > 0 && { changes }),
  }
  return Object.keys(content).length === 0 ? null : { basedOn, ...content }
}

export const withPipeline = (paper: Paper, key: string, change: (pipeline: PipelineText) => PipelineText): Paper => ({
  ...paper,
  pipelines: paper.pipelines.map((pipeline) => (pipeline.key === key ? change(pipeline) : pipeline)),
})

export const withStage = (paper: Paper, pipeline: string, stage: StageText): Paper =>
  withPipeline(paper, pipeline, (one) => ({ ...one, stages: one.stages.map((old) => (old.key === stage.key ? stage : old)) }))

/** Keys are never given twice, not even after what had them is gone: history speaks by them. */
const stageKeys = ({ pipelines, former }: Paper) =>
  new Set([...pipelines.flatMap(({ stages }) => stages.map(({ key }) => key)), ...former.map(({ stage }) => stage.key)])

/** An open stage put in before another: deals that went there from the one above go through the new one now. */
export function withNewStage(paper: Paper, pipeline: string, { name, before }: { name: StageText['name']; before: string }): Paper {
  const key = keyFor(name.en, stageKeys(paper), 'stage')
  return withPipeline(paper, pipeline, (one) => {
    const at = one.stages.findIndex((stage) => stage.key === before)
    const above = one.stages[at - 1]
    const isWay = above?.kind === 'open'
    const next = one.stages[at]!
    const fallback = next.kind === 'lost' ? [] : [next.key]
    const stage: StageText = {
      key,
      name,
      kind: 'open',
      optional: false,
      forward: isWay ? above.forward : fallback,
      required: [],
      tasks: [],
      stay: null,
      worksIt: above?.worksIt ?? next.worksIt,
    }
    const stages = one.stages.map((old) => (isWay && old.key === above.key ? { ...old, forward: [key] } : old))
    return { ...one, stages: [...stages.slice(0, at), stage, ...stages.slice(at)] }
  })
}

/** A stage one place up or down; the stages in which deals end stay at the end. */
export const withStageMoved = (paper: Paper, pipeline: string, key: string, by: -1 | 1): Paper =>
  withPipeline(paper, pipeline, (one) => {
    const at = one.stages.findIndex((stage) => stage.key === key)
    const other = one.stages[at + by]
    if (!other || other.kind !== 'open' || one.stages[at]?.kind !== 'open') return one
    const stages = one.stages.with(at, other).with(at + by, one.stages[at])
    return { ...one, stages }
  })

/** The stage is taken away, its deals go to another; what led to it leads to where it led. */
export function withoutStage(paper: Paper, pipeline: string, key: string, to: string): Paper {
  const gone = paper.pipelines.find((one) => one.key === pipeline)?.stages.find((stage) => stage.key === key)
  if (!gone) return paper
  const led = (stage: StageText) =>
    stage.forward.includes(key)
      ? [...new Set(stage.forward.flatMap((next) => (next === key ? gone.forward : [next])))].filter((next) => next !== stage.key)
      : stage.forward
  const left = withPipeline(paper, pipeline, (one) => ({
    ...one,
    stages: one.stages.filter((stage) => stage.key !== key).map((stage) => ({ ...stage, forward: led(stage) })),
  }))
  // Deals that were to go to the stage which goes away now go on with its own.
  const others = paper.former
    .filter((one) => !isOf(pipeline, key)(one))
    .map((one) => (one.pipeline === pipeline && one.to === key ? { ...one, to } : one))
  return { ...left, former: [...others, { pipeline, stage: gone, to }] }
}

/** A stage that was taken away is put back where it stood, with the ways that led to it. */
export function withStageBack(paper: Paper, pipeline: string, key: string, inForce: readonly PipelineText[]): Paper {
  const was = inForce.find((one) => one.key === pipeline)?.stages ?? []
  const gone = paper.former.find(isOf(pipeline, key))
  if (!gone) return paper
  const above = was.slice(
    0,
    was.findIndex((stage) => stage.key === key),
  )
  const back = withPipeline(paper, pipeline, (one) => {
    const known = new Set([...one.stages.map((stage) => stage.key), key])
    const after = above.findLast((stage) => one.stages.some((other) => other.key === stage.key))
    const at = after ? one.stages.findIndex((stage) => stage.key === after.key) + 1 : 0
    const stages = one.stages.map((stage) => {
      const before = was.find((other) => other.key === stage.key)
      return before?.forward.includes(key) && !stage.forward.includes(key) ? { ...stage, forward: [...stage.forward, key] } : stage
    })
    const stage = { ...gone.stage, forward: gone.stage.forward.filter((next) => known.has(next)) }
    return { ...one, stages: [...stages.slice(0, at), stage, ...stages.slice(at)] }
  })
  return { ...back, former: paper.former.filter((one) => !isOf(pipeline, key)(one)) }
}

const ends = (worksIt: string[], names: { won: StageText['name']; lost: StageText['name'] }): StageText[] =>
  (['won', 'lost'] as const).map((kind) => ({
    key: kind,
    name: names[kind],
    kind,
    optional: false,
    forward: [],
    required: [],
    tasks: [],
    stay: null,
    worksIt,
  }))

/** A new pipeline with one open stage and the two in which deals end. */
export function withNewPipeline(
  paper: Paper,
  { name, kind, first, won, lost }: Pick<PipelineText, 'name' | 'kind'> & Record<'first' | 'won' | 'lost', StageText['name']>,
): Paper {
  const key = keyFor(name.en, new Set(paper.pipelines.map((one) => one.key)), 'pipeline')
  const worksIt = kind === 'production' ? ['account-manager'] : ['manager', 'trainee']
  const open: StageText = {
    key: 'begun',
    name: first,
    kind: 'open',
    optional: false,
    forward: ['won'],
    required: [],
    tasks: [],
    stay: null,
    worksIt,
  }
  return { ...paper, pipelines: [...paper.pipelines, { key, name, kind, stages: [open, ...ends(worksIt, { won, lost })] }] }
}

/** A pipeline that never had a deal is taken away whole. */
export const withoutPipeline = (paper: Paper, key: string): Paper => ({
  ...paper,
  pipelines: paper.pipelines.filter((one) => one.key !== key),
  former: paper.former.filter(({ pipeline }) => pipeline !== key),
})

/** Which pipeline a won deal opens next, as the clause has it. */
export const chainText = (links: readonly { from: string; to: string }[]): string =>
  links.map(({ from, to }) => `${from} > ${to}`).join(', ')

/** A parameter of a clause in the draft; others of the same clause stay as they are. */
export function withParams(paper: Paper, clause: string, params: Record<string, unknown>): Paper {
  const known = paper.changes.find((change) => change.clause === clause)
  const change = { ...known, clause, params: { ...known?.params, ...params } }
  return { ...paper, changes: [...paper.changes.filter((one) => one !== known), change] }
}

type Fault = { path: string; message: string }

/** Faults that belong to one stage, or with no stage to the pipeline itself. */
export function faultsAt(faults: readonly Fault[], pipelines: readonly PipelineText[], pipeline: string, stage?: string): string[] {
  const p = pipelines.findIndex(({ key }) => key === pipeline)
  const s = stage === undefined ? -1 : pipelines[p]!.stages.findIndex(({ key }) => key === stage)
  const place = stage === undefined ? `/pipelines/${p}` : `/pipelines/${p}/stages/${s}`
  return faults.flatMap(({ path, message }) => {
    const isHere = path === place || path.startsWith(`${place}/`)
    const isOfStage = stage === undefined && /^\/pipelines\/\d+\/stages\/\d+/.test(path)
    return isHere && !isOfStage ? [message] : []
  })
}
