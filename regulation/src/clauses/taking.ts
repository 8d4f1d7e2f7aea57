import { add, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { isOversight } from '../oversight.ts'

/** Who takes a deal from the exchange does not take its overdue tasks as his own breaches: he has some hours for them (I4, regulation §9). */
export const taking = clauseKind({
  kind: 'taking',
  ids: ['I4'],
  params: Type.Object(
    { pastDueWithin: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '4 wh' }) },
    { additionalProperties: false },
  ),
  consequence: {
    after: ['responsible-changed'],
    follows: ({ event, dossier, situation, now }, { pastDueWithin }) => {
      if (event.type !== 'responsible-changed' || event.data.from !== null || event.data.to === null) return []
      const dueAt = add(situation.calendar, now, parseTerm(pastDueWithin))
      const late = dossier.openTasks.filter((task) => task.dueAt <= now && !isOversight(task))
      return late.map(({ id }) => ({ event: { type: 'task-changed', at: now, data: { id, dueAt } } }))
    },
  },
  words: {
    ru: {
      title: 'Взять сделку с биржи',
      sentence: ({ pastDueWithin }, say) => `Тот, кто берёт сделку с биржи, получает на её просроченные дела ${say.term(pastDueWithin)}.`,
      lesson: 'Чужая просрочка не ваша. Но клиент уже ждал: начните с него.',
    },
    en: {
      title: 'Taking from the exchange',
      sentence: ({ pastDueWithin }, say) => `Who takes a deal from the exchange has ${say.term(pastDueWithin)} for its overdue tasks.`,
      lesson: 'What others left overdue is not your fault. But the client has waited: begin with him.',
    },
  },
})
