import { dutyAt, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'

/** Who breaks one clause again and again in a month is talked to by the quality controller, once for that month (J7). */
export const repeatedBreach = clauseKind({
  kind: 'repeated-breach',
  ids: ['J7'],
  params: Type.Object(
    {
      times: Type.Integer({ minimum: 2, maximum: 100, default: 3 }),
      within: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '2 wd' }),
    },
    { additionalProperties: false },
  ),
  memberConsequence: {
    follows: ({ member: { counts, calendar, controllerId }, now }, { times, within }) =>
      counts
        .filter(({ count, given }) => count >= times && !given)
        .map(({ clause, month, count }) => ({
          about: { clause, month, count },
          assigneeId: controllerId,
          dueAt: dutyAt(calendar, now, parseTerm(within)),
        })),
  },
  words: {
    ru: {
      title: 'Повторное нарушение',
      sentence: ({ times, within }, say) =>
        `Когда сотрудник за календарный месяц ${say.count(times, ['раз', 'раза', 'раз'])} нарушает один и тот же пункт, контролёр качества разбирает это с ним за ${say.term(within)}.`,
      names: { times: 'Сколько раз за месяц', within: 'Срок разбора' },
      lesson: 'Одна ошибка — случай, три одинаковые — привычка. Разговор нужен, чтобы найти причину, а не виноватого.',
    },
    en: {
      title: 'Repeated breach',
      sentence: ({ times, within }, say) =>
        `When a member breaks the same clause ${say.count(times, ['time', 'times'])} in a calendar month, the quality controller talks it over with him within ${say.term(within)}.`,
      names: { times: 'Times in a month', within: 'Time to talk it over' },
      lesson: 'One mistake is chance, three of a kind are a habit. The talk is to find the cause, not the culprit.',
    },
  },
})
