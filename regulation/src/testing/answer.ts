import type { Instant } from '@reglament/kernel'
import type { Act } from '../act.ts'
import type { Decision } from '../judge.ts'
import type { Dossier } from '../dossier.ts'
import type { DealEvent } from '../events.ts'
import type { Situation } from '../situation.ts'
import type { Verdict } from '../verdict.ts'
import { inMoscow } from './moscow.ts'

type Question = { readonly act: Act; readonly situation: Situation; readonly now: Instant }

/** What the book answers: its verdict, with everything that the act does, and what was asked. */
export type Answer = Verdict &
  Omit<Decision, 'verdict'> & { readonly asked: Question; readonly events: readonly DealEvent[]; readonly deal: Dossier | null }

export const answerOf = (asked: Question, { verdict, ...decision }: Decision): Answer => ({
  asked,
  ...verdict,
  ...decision,
  events: decision.changes.events,
  deal: decision.changes.after,
})

/** The clauses that stop the act. */
export const refusedBy = ({ refusals }: Verdict): string[] => refusals.map(({ clause }) => clause)

/** The clauses that do not hold, whether they stop the act or not. */
export const foundBy = ({ findings }: Verdict): string[] => findings.map(({ clause }) => clause)

/** What a clause says is lacking. */
export const lacksOf = ({ findings }: Verdict, clause: string) => findings.find((finding) => finding.clause === clause)?.lacks

/** The records that an act leaves about rules, by kind: `{ refused: ['stage-order'] }`. */
export function recordedIn({ events }: Pick<Answer, 'events'>): Record<string, string[]> {
  const records: Record<string, string[]> = {}
  for (const event of events) {
    if (event.type === 'would-do') records[event.type] = [...(records[event.type] ?? []), event.clause ?? '']
    if (event.type === 'refused' || event.type === 'would-refuse' || event.type === 'confirmed') records[event.type] = event.data.clauses
  }
  return records
}

/** The open tasks that an act leaves, as they are read aloud: `contact-and-qualify, Tue 10 Mar 09:20`. */
export const tasksAfter = ({ deal }: Pick<Answer, 'deal'>): string[] =>
  (deal?.openTasks ?? []).map(({ kind, dueAt }) => `${kind}, ${inMoscow(dueAt)}`)

const aloud = (clause: string, about: string) => (about === '' ? clause : `${clause} (${about})`)

/** The breaches that open and close, as they are read aloud: `overdue (call), Wed 11 Mar 15:00`. */
export const breachesIn = ({ events }: { events: readonly DealEvent[] }): string[] =>
  events.flatMap((event) =>
    event.type === 'breach-opened' ? [`${aloud(event.data.clause, event.data.about)}, ${inMoscow(event.data.from)}`] : [],
  )

/** What else happens, by type. */
export const happenedIn = ({ events }: { events: readonly DealEvent[] }): string[] =>
  events.map(({ type }) => type).filter((type) => !type.startsWith('breach-'))
