import type { Finding, Following, Verdict } from '@reglament/contract'
import { formatInstant } from '@reglament/kernel'
import {
  type DealEvent,
  explainFinding,
  type Finding as Found,
  type Language,
  speech,
  type Texts,
  type Verdict as Judged,
} from '@reglament/regulation'
import type { Book } from './inForce.ts'

/** A finding for the API: its data, and its reason as a sentence in the reader's language (A3). */
export const sayFinding = ({ regulation }: Book, finding: Found, language: Language): Finding => ({
  ...finding,
  mends: [...finding.mends],
  text: explainFinding(regulation, finding, language),
  passesAt: finding.passesAt === null ? null : formatInstant(finding.passesAt),
  countsFrom: finding.countsFrom === undefined ? undefined : formatInstant(finding.countsFrom),
})

export const sayVerdict = (book: Book, { allowed, findings, refusals }: Judged, language: Language): Verdict => ({
  allowed,
  findings: findings.map((finding) => sayFinding(book, finding, language)),
  refusals: refusals.map((finding) => sayFinding(book, finding, language)),
})

/** What an act is followed by, for people to see before and after it (A4). */
export function sayFollowing({ regulation }: Book, events: readonly DealEvent[], texts: Texts, language: Language): Following[] {
  const say = speech(regulation, language)
  return events.flatMap((event): Following[] =>
    event.type === 'task-set'
      ? [
          {
            what: 'task',
            clause: event.clause ?? null,
            number: (event.clause && regulation.clause(event.clause)?.number) || null,
            kind: event.data.kind,
            title: texts.tasks[event.data.id] ?? say.taskKind(event.data.kind),
            dueAt: formatInstant(event.data.dueAt),
          },
        ]
      : [],
  )
}
