import type { RegulationDocument } from '../document.ts'
import type { People } from '../speech.ts'
import type { Language } from '../words.ts'
import { clauseDifferences } from './clauses.ts'
import { compared, type Difference } from './difference.ts'
import { listDifferences } from './lists.ts'
import { pipelineDifferences } from './pipelines.ts'

export type { Difference } from './difference.ts'

/**
 * What a regulation differs in from an earlier one, clause by clause and then pipelines with their stages, fields and lists, in sentences (A5);
 * `people` are the names of those whom it names. Pure.
 * @throws UnreadableRegulation when either can't be read
 */
export function differencesBetween(
  before: RegulationDocument,
  after: RegulationDocument,
  language: Language,
  people?: People,
): Difference[] {
  const comparison = compared(before, after, language, people)
  return [...clauseDifferences(comparison), ...pipelineDifferences(comparison), ...listDifferences(comparison)]
}
