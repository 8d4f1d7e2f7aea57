import type { FormerStageDocument, PipelineDocument, RegulationDocument } from './document.ts'
import type { DocumentFault } from './lint.ts'
import type { Localised } from './words.ts'

type Stages = Pick<RegulationDocument, 'pipelines' | 'former'>

const stageOf = (pipelines: readonly PipelineDocument[], pipeline: string, key: string) =>
  pipelines.find((one) => one.key === pipeline)?.stages.find((stage) => stage.key === key)

/** The stage in which a deal of a stage goes on: that stage itself while it is there, else where the document sends it, however often; null: nowhere. */
export function successorOf({ pipelines, former = [] }: Stages, pipeline: string, stage: string): string | null {
  const been = new Set<string>()
  for (let key = stage; !been.has(key);) {
    if (stageOf(pipelines, pipeline, key)) return key
    been.add(key)
    const next = former.find((one) => one.pipeline === pipeline && one.stage.key === key)
    if (!next) return null
    key = next.to
  }
  return null
}

/** What is wrong with naming a stage that is not there: one that was taken away is called by its name. */
export function noStage({ former = [] }: Pick<RegulationDocument, 'former'>, key: string): Localised {
  const name = former.find(({ stage }) => stage.key === key)?.stage.name
  return name
    ? { ru: `Этап «${name.ru}» убран, а здесь он назван.`, en: `the stage “${name.en}” is taken away, and it is named here` }
    : { ru: `Нет этапа ${key}.`, en: `no stage ${key}` }
}

/**
 * The stage that a key which somebody wrote down speaks of now: itself while any pipeline has it, else where the deals of that stage go
 * on. `pipeline`: of which it was said, where that is known.
 */
export function stageNow(document: Stages, key: string, pipeline?: string): string {
  const { pipelines, former = [] } = document
  const asked = pipelines.filter((one) => pipeline === undefined || one.key === pipeline)
  if (asked.some(({ stages }) => stages.some((stage) => stage.key === key))) return key
  const gone = former.find((one) => one.stage.key === key && (pipeline === undefined || one.pipeline === pipeline))
  return (gone && successorOf(document, gone.pipeline, key)) ?? key
}

/**
 * The value of a parameter with the stage where deals go on in the place of each stage that was taken away; null: it names none. What
 * a clause says of several stages it says of each once.
 */
export function namesMended(document: Stages, value: unknown): string | string[] | null {
  const mended = (key: string) => stageNow(document, key)
  if (typeof value === 'string') return mended(value) === value ? null : mended(value)
  if (!Array.isArray(value) || !value.every((key) => typeof key === 'string')) return null
  const all = [...new Set(value.map(mended))]
  return all.length === value.length && all.every((key, i) => key === value[i]) ? null : all
}

/** Only stages that really are gone, of pipelines that are there; who puts a stage back takes its entry away by that. */
export const stillFormer = (former: readonly FormerStageDocument[], pipelines: readonly PipelineDocument[]): FormerStageDocument[] =>
  former.filter(({ pipeline, stage }) => pipelines.some(({ key }) => key === pipeline) && !stageOf(pipelines, pipeline, stage.key))

/** What a document takes away from another: stages of pipelines that stay, or that it makes into stages of another kind. */
export const leavingStages = (before: Stages, after: Stages): Omit<FormerStageDocument, 'to'>[] =>
  before.pipelines.flatMap(({ key: pipeline, stages }) =>
    after.pipelines.some(({ key }) => key === pipeline)
      ? stages.flatMap((stage) => (stageOf(after.pipelines, pipeline, stage.key) ? [] : [{ pipeline, stage }]))
      : [],
  )

/**
 * Stages that are taken away and for which nobody has chosen where their deals go: the nearest open stage before them, else the first.
 * They stand empty, so this is for deals that are opened again to them later, and for one that came at the very moment.
 */
export function withoutGaps(before: Stages, after: RegulationDocument): RegulationDocument {
  const known = after.former ?? []
  const gaps = leavingStages(before, after).flatMap(({ pipeline, stage }): FormerStageDocument[] => {
    if (stage.kind !== 'open' || known.some((one) => one.pipeline === pipeline && one.stage.key === stage.key)) return []
    const was = before.pipelines.find(({ key }) => key === pipeline)!.stages
    const earlier = was
      .slice(
        0,
        was.findIndex(({ key }) => key === stage.key),
      )
      .toReversed()
    const open = after.pipelines.find(({ key }) => key === pipeline)!.stages.filter(({ kind }) => kind === 'open')
    const to = earlier.find(({ key }) => open.some((one) => one.key === key))?.key ?? open[0]?.key
    return to === undefined ? [] : [{ pipeline, stage, to }]
  })
  return gaps.length === 0 ? after : { ...after, former: [...known, ...gaps] }
}

/** Deals must be able to go on where they are sent: to an open stage of the same pipeline (A11). */
export function formerFaults({ pipelines, former = [] }: Stages): DocumentFault[] {
  return former.flatMap(({ pipeline, stage, to }, i): DocumentFault[] => {
    const path = `/former/${i}/to`
    const name = { ru: `«${stage.name.ru}»`, en: `“${stage.name.en}”` }
    if (!pipelines.some(({ key }) => key === pipeline))
      return [{ path: `/former/${i}/pipeline`, message: `no pipeline ${pipeline}`, ru: `Нет воронки ${pipeline}.` }]
    if (stage.kind !== 'open')
      return [
        {
          path: `/former/${i}/stage`,
          message: `deals of ${name.en} are closed, they do not move on`,
          ru: `Сделки этапа ${name.ru} закрыты: их не переводят.`,
        },
      ]
    const end = successorOf({ pipelines, former }, pipeline, to)
    if (end !== null && stageOf(pipelines, pipeline, end)!.kind === 'open') return []
    return [
      {
        path,
        message: `choose an open stage of the same pipeline for the deals of ${name.en}`,
        ru: `Выберите открытый этап той же воронки для сделок этапа ${name.ru}.`,
      },
    ]
  })
}
