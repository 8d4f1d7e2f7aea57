import { parseInstant, type Instant } from '@reglament/kernel'
import type { ClauseDocument, RegulationDocument } from './document.ts'

const arrived = (clause: ClauseDocument, now: Instant): ClauseDocument => {
  const mode = (clause.steps ?? []).filter(({ at }) => parseInstant(at) <= now).at(-1)?.mode
  return mode ? { ...clause, mode } : clause
}

/** The document as it judges at an instant: clauses that come in steps have the mode of the last step that has arrived (A12). */
export const asOf = (document: RegulationDocument, now: Instant): RegulationDocument => ({
  ...document,
  sections: document.sections.map((section) => ({ ...section, clauses: section.clauses.map((clause) => arrived(clause, now)) })),
})

/** When the next step of any clause arrives; null when none is ahead. */
export function nextStepAt(document: RegulationDocument, now: Instant): Instant | null {
  const ahead = document.sections
    .flatMap(({ clauses }) => clauses.flatMap(({ steps = [] }) => steps.map(({ at }) => parseInstant(at))))
    .filter((at) => at > now)
  return ahead.length === 0 ? null : Math.min(...ahead)
}
