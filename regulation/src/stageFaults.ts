import type { ParamFault } from './clauseKind.ts'
import type { RegulationDocument } from './document.ts'
import { noStage } from './formerStages.ts'

/** Stages that a clause names and no pipeline has (A11). */
export function stageFaults(stages: readonly string[], document: RegulationDocument, pathOf: (place: number) => string): ParamFault[] {
  const known = new Set(document.pipelines.flatMap((pipeline) => pipeline.stages.map(({ key }) => key)))
  return stages.flatMap((key, i) => (known.has(key) ? [] : [{ path: pathOf(i), message: noStage(document, key) }]))
}
