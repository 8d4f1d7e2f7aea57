import type { DayLead, DayReview, DayTask, IncomingItem, MyDay, QualitySample, RepeatedBreach } from '@reglament/contract'

/** One row of the day, whatever it is about. */
export type Row =
  | { part: 'incoming'; id: string; item: IncomingItem }
  | { part: 'leads'; id: string; lead: DayLead }
  | { part: 'repeated'; id: string; talk: RepeatedBreach }
  | { part: 'calls'; id: string; call: QualitySample }
  | { part: 'overdue' | 'today' | 'done'; id: string; task: DayTask }
  | { part: 'review'; id: string; review: DayReview }

export type Part = Row['part']
export const parts = ['incoming', 'leads', 'repeated', 'overdue', 'today', 'calls', 'review', 'done'] as const satisfies readonly Part[]

/** The rows of the day in the order in which it is to be done (D8). */
export function rowsOf(day: MyDay): Record<Part, Row[]> {
  return {
    incoming: day.incoming.map((item) => ({ part: 'incoming', id: item.id, item })),
    leads: day.leads.map((lead) => ({ part: 'leads', id: lead.id, lead })),
    repeated: day.repeated.map((talk) => ({ part: 'repeated', id: talk.id, talk })),
    overdue: day.overdue.map((task) => ({ part: 'overdue', id: task.id, task })),
    today: day.today.map((task) => ({ part: 'today', id: task.id, task })),
    calls: day.calls.map((call) => ({ part: 'calls', id: call.id, call })),
    review: day.review.map((review) => ({ part: 'review', id: review.deal.id, review })),
    done: day.done.map((task) => ({ part: 'done', id: task.id, task })),
  }
}

/** What is done of what there was, a square each: at most as many as fit into a glance. */
export function progressOf(day: MyDay, most = 24): { done: number; all: number; squares: Part[] } {
  const counts = [
    ['done', day.done.length],
    ['incoming', day.incoming.length + day.leads.length],
    ['overdue', day.overdue.length + day.repeated.length],
    ['today', day.today.length],
    ['calls', day.calls.length],
  ] as const
  const all = counts.reduce((sum, [, n]) => sum + n, 0)
  const scale = all > most ? most / all : 1
  const squares = counts.flatMap(([part, n]) => Array.from({ length: n === 0 ? 0 : Math.max(1, Math.round(n * scale)) }, () => part))
  return { done: day.done.length, all, squares }
}

/** The row after or before another in what is shown; the first where it is gone. */
export function stepFrom(ids: readonly string[], current: string | undefined, step: 1 | -1): string | undefined {
  const at = current === undefined ? -1 : ids.indexOf(current)
  if (at < 0) return ids[0]
  return ids[Math.min(Math.max(at + step, 0), ids.length - 1)]
}
