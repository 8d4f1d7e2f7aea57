import type { ParamFault } from './clauseKind.ts'
import type { RegulationDocument } from './document.ts'

/** Stages that a clause names and no pipeline has (A11). */
export function stageFaults(stages: readonly string[], { pipelines }: RegulationDocument, pathOf: (place: number) => string): ParamFault[] {
  const known = new Set(pipelines.flatMap((pipeline) => pipeline.stages.map(({ key }) => key)))
  return stages.flatMap((key, i) =>
    known.has(key) ? [] : [{ path: pathOf(i), message: { ru: `Нет этапа ${key}.`, en: `no stage ${key}` } }],
  )
}
