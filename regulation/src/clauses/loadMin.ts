import { add, days, dutyAt, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'

/** Who has fewer deals than his corridor asks for is an alarm for his head; a newcomer is only observed (D9, regulation §9). */
export const loadMin = clauseKind({
  kind: 'load-min',
  ids: ['D9'],
  params: Type.Object(
    {
      after: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '1 wd' }),
      newcomerDays: Type.Integer({ minimum: 0, maximum: 365, default: 30 }),
    },
    { additionalProperties: false },
  ),
  memberWatch: {
    alarmsHead: true,
    breaks: ({ member: { load, joinedAt, calendar } }, { after, newcomerDays }) => {
      if (load.min === null || load.belowSince === null || load.open >= load.min) return []
      const from = dutyAt(calendar, load.belowSince, parseTerm(after))
      const settled = add(calendar, joinedAt, days(newcomerDays))
      // Two breaches, for the first of them alarms nobody and is not his.
      return [
        { about: 'newcomer', from, until: settled, mode: 'observe' },
        { about: '', from: Math.max(from, settled) },
      ]
    },
  },
  words: {
    ru: {
      title: 'Нехватка сделок',
      sentence: ({ after, newcomerDays }, say) =>
        `Если у сотрудника ${say.term(after)} меньше сделок, чем нижний предел его нагрузки, об этом узнаёт руководитель; первые ${say.count(newcomerDays, ['день', 'дня', 'дней'])} работы это только отмечается.`,
      fate: 'нехватку сделок увидит руководитель',
      names: { after: 'Сколько терпеть нехватку', newcomerDays: 'Дней, пока сотрудник новый' },
      lesson: 'Мало сделок — мало и продаж через месяц. Возьмите с биржи или скажите руководителю, почему не берёте.',
    },
    en: {
      title: 'Too few deals',
      sentence: ({ after, newcomerDays }, say) =>
        `When a member has fewer deals than his corridor asks for ${say.term(after)} long, his head hears of it; in his first ${say.count(newcomerDays, ['day', 'days'])} it is only observed.`,
      fate: 'the head sees that there are too few deals',
      names: { after: 'How long it may last', newcomerDays: 'Days as a newcomer' },
      lesson: 'Few deals today are few sales in a month. Take some from the exchange, or tell your head why you don’t.',
    },
  },
})
