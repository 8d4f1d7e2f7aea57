import { add, closingAfter, closingOfLaterDay, type Instant, parseTerm, type WorkCalendar } from '@reglament/kernel'
import { type Static, Type } from 'typebox'
import { clauseKind, type Following } from '../clauseKind.ts'
import type { Regulation } from '../compile.ts'
import { isOversight } from '../oversight.ts'

const params = Type.Object(
  {
    keep: Type.Integer({ minimum: 0, maximum: 10_000, default: 20 }),
    deadlineDays: Type.Integer({ minimum: 1, maximum: 30, default: 1 }),
    alwaysKept: Type.Array(Type.String(), { default: ['start-agreed', 'invoiced'], refers: 'stages' }),
    undoWithin: Type.String({ pattern: '^\\d{1,4} (wh|wd)$', default: '1 wd' }),
  },
  { additionalProperties: false },
)

/** The terms of a release by the regulation in force; null while the clause is off, or nowhere in the document. */
export function releaseTerms({ clauses }: Regulation) {
  const clause = clauses.find(({ kind }) => kind.kind === 'release')
  if (!clause || clause.mode === 'off') return null
  const { keep, deadlineDays, alwaysKept, undoWithin } = clause.params as Static<typeof params>
  return {
    clause,
    keep,
    alwaysKept,
    /** The closing of the next working day after the one on which it is opened. */
    deadline: (calendar: WorkCalendar, now: Instant): Instant => closingOfLaterDay(calendar, now, deadlineDays),
    undoUntil: (calendar: WorkCalendar, at: Instant): Instant => add(calendar, at, parseTerm(undoWithin)),
  }
}

/** Too much work: each keeps what he marks, the rest goes to the exchange at once, and who has room takes it (I3, regulation §9). */
export const release = clauseKind({
  kind: 'release',
  ids: ['I3'],
  params,
  guard: {
    on: ['keep'],
    holds: ({ step: { marked, keepMax } }) => marked < keepMax,
    explain: ({ step: { marked, keepMax } }) => ({ lacks: { what: 'marks', made: marked, needed: keepMax }, mends: [{ act: 'unmark' }] }),
  },
  consequence: {
    after: ['release-due'],
    follows: ({ event, dossier, situation, now }): Following[] => {
      if (event.type !== 'release-due') return []
      const { releaseId, to } = event.data
      const why = to === null ? 'release' : 'release-undone'
      const changed: Following = {
        event: { type: 'responsible-changed', at: now, data: { from: dossier.responsibleId, to, why, releaseId } },
      }
      // What fell due on the exchange is nobody's fault: it is due by the closing of the day on which the deal comes back.
      const late = to === null ? [] : dossier.openTasks.filter((task) => task.dueAt <= now && !isOversight(task))
      const dueAt = closingAfter(situation.calendar, now)
      return [changed, ...late.map(({ id }): Following => ({ event: { type: 'task-changed', at: now, data: { id, dueAt } } }))]
    },
  },
  words: {
    ru: {
      title: 'Разгрузка',
      names: {
        keep: 'Сколько сделок можно оставить',
        deadlineDays: 'Через сколько рабочих дней срок',
        alwaysKept: 'На каких этапах остаются всегда',
        undoWithin: 'Сколько можно отменить',
      },
      sentence: ({ keep, deadlineDays, alwaysKept, undoWithin }, say) =>
        `Руководитель объявляет разгрузку: за ${say.count(deadlineDays, ['следующий рабочий день', 'следующих рабочих дня', 'следующих рабочих дней'])} менеджер отмечает, какие сделки оставить, не больше ${say.count(keep, ['сделки', 'сделок', 'сделок'])}; остальные уходят на биржу, кроме этапов ${alwaysKept.map((key) => say.stage(key)).join(', ')}; отменить можно в течение ${say.term(undoWithin)}.`,
      refusal: ({ needed }, say) =>
        `Оставить можно ${say.count(needed as number, ['сделку', 'сделки', 'сделок'])}: снимите одну из отметок`,
      lesson: 'Оставьте то, что доведёте до оплаты. Остальное продаст тот, у кого есть время, и клиент не будет ждать.',
    },
    en: {
      title: 'Release',
      names: {
        keep: 'How many deals may be kept',
        deadlineDays: 'Working days until the deadline',
        alwaysKept: 'Stages that are always kept',
        undoWithin: 'How long it can be undone',
      },
      sentence: ({ keep, deadlineDays, alwaysKept, undoWithin }, say) =>
        `The head announces a release: within ${say.count(deadlineDays, ['next working day', 'next working days'])} a manager marks which deals to keep, at most ${say.count(keep, ['deal', 'deals'])}; the others go to the exchange, except those at ${alwaysKept.map((key) => say.stage(key)).join(', ')}; it can be undone within ${say.term(undoWithin)}.`,
      refusal: ({ needed }, say) => `${say.count(needed as number, ['deal', 'deals'])} can be kept: take one of the marks back`,
      lesson: 'Keep what you will bring to payment. The rest is sold by who has time, and no client waits.',
    },
  },
})
