import { addWorkingDays, dateOf, type Instant, instantOn, isWorkingDay } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { breaking, sinceOpen } from '../clocks.ts'
import type { Dossier } from '../dossier.ts'
import { isSales } from '../pipelineKind.ts'
import type { Situation } from '../situation.ts'

/** The last run of working days with too many calls on each: from the call that completed it to the end of the first day without. */
function tooOften({ calls }: Dossier, { calendar }: Situation, callsADay: number, daysRunning: number) {
  if (calls.length < callsADay * daysRunning) return null
  const perDay = Map.groupBy(calls, (at) => dateOf(calendar, at))
  const isTooMany = (day: Instant) => (perDay.get(dateOf(calendar, day))?.length ?? 0) >= callsADay
  const last = calls.findLast((at) => isWorkingDay(calendar, at) && isTooMany(at))
  if (last === undefined) return null
  const run: Instant[] = []
  for (let day = last; isTooMany(day); day = addWorkingDays(calendar, day, -1)) run.unshift(day)
  const completed = run[daysRunning - 1]
  if (completed === undefined) return null
  const from = perDay.get(dateOf(calendar, completed))![callsADay - 1]!
  return { from, until: instantOn(calendar, dateOf(calendar, addWorkingDays(calendar, last, 1)), 24 * 60) }
}

/** Attention is even: neither pestered nor forgotten (D6). */
export const attention = clauseKind({
  kind: 'attention',
  ids: ['D6'],
  params: Type.Object(
    {
      callsADay: Type.Integer({ minimum: 1, maximum: 50, default: 3 }),
      daysRunning: Type.Integer({ minimum: 1, maximum: 10, default: 5 }),
      withoutMovement: Type.String({ pattern: '^(\\d{1,4} d|\\d{1,3} (w|mo))$', default: '3 w' }),
    },
    { additionalProperties: false },
  ),
  watch: {
    breaks: ({ dossier, situation, regulation }, { callsADay, daysRunning, withoutMovement }) => {
      if (!isSales(regulation, dossier)) return []
      const often = tooOften(dossier, situation, callsADay, daysRunning)
      return [
        { ...breaking(dossier, sinceOpen(dossier, dossier.movedAt), withoutMovement, situation), about: 'no-movement' },
        ...(often ? [{ about: 'too-often', since: often.from, ...often, memberId: dossier.responsibleId }] : []),
      ]
    },
  },
  words: {
    ru: {
      title: 'Внимание поровну',
      clock: 'Внимание',
      names: { callsADay: 'Звонков в день — уже много', daysRunning: 'Сколько дней подряд', withoutMovement: 'Без движения не дольше' },
      sentence: ({ callsADay, daysRunning, withoutMovement }, say) =>
        `Клиенту не звонят по ${say.count(callsADay, ['разу', 'раза', 'раз'])} в день ${say.count(daysRunning, ['рабочий день', 'рабочих дня', 'рабочих дней'])} подряд и не оставляют сделку без движения на ${say.span(withoutMovement)}.`,
      fate: 'руководитель увидит, что внимание к сделке неровное',
      lesson: 'Пока один клиент устал от звонков, другой ждёт первого. Разделите внимание.',
    },
    en: {
      title: 'Even attention',
      clock: 'Attention',
      names: {
        callsADay: 'Calls a day are too many from',
        daysRunning: 'How many days running',
        withoutMovement: 'Without movement at most',
      },
      sentence: ({ callsADay, daysRunning, withoutMovement }, say) =>
        `A client is not called ${say.count(callsADay, ['time', 'times'])} a day on ${say.count(daysRunning, ['working day', 'working days'])} running, nor is a deal left without movement for ${say.term(withoutMovement)}.`,
      fate: 'the head sees that attention to the deal is uneven',
      lesson: 'While one client is tired of calls, another waits for the first. Share your attention.',
    },
  },
})
