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

/** What an act is followed by, for people to see before and after it: tasks, then letters to the client (A4). */
export function sayFollowing({ regulation }: Book, events: readonly DealEvent[], texts: Texts, language: Language): Following[] {
  const say = speech(regulation, language)
  const by = ({ clause }: DealEvent) => ({ clause: clause ?? null, number: (clause && regulation.clause(clause)?.number) || null })
  const tasks = events.flatMap((event): Following[] =>
    event.type === 'task-set'
      ? [
          {
            what: 'task',
            ...by(event),
            kind: event.data.kind,
            title: texts.tasks[event.data.id] ?? say.taskKind(event.data.kind),
            dueAt: formatInstant(event.data.dueAt),
          },
        ]
      : [],
  )
  const letters = events.flatMap((event): Following[] =>
    event.type === 'letter-queued'
      ? [{ what: 'letter', ...by(event), kind: event.data.template, title: letterName(event.data.template, language), dueAt: null }]
      : [],
  )
  return [...tasks, ...letters]
}

const letterNames: Partial<Record<string, Record<Language, string>>> = {
  'deal-closed': { ru: 'Письмо клиенту о закрытии', en: 'Closing letter to the client' },
  'could-not-reach-you': { ru: 'Письмо «Не смогли дозвониться»', en: 'Letter “could not reach you”' },
}
const letterName = (template: string, language: Language) =>
  (letterNames[template] ?? { ru: 'Письмо клиенту', en: 'Letter to the client' })[language]
