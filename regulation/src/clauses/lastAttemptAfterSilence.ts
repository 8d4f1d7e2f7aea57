import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { asksForSilence, isSilent, silenceGate, silentRow } from '../losing.ts'

/** The last attempt comes after the three weeks, not before: only then is the client really given up (H2). */
export const lastAttemptAfterSilence = clauseKind({
  kind: 'last-attempt-after-silence',
  ids: ['H2'],
  params: Type.Object(
    { after: Type.String({ pattern: '^(\\d{1,4} d|\\d{1,3} (w|mo))$', default: '3 w' }) },
    { additionalProperties: false },
  ),
  guard: {
    on: ['close'],
    when: ({ step, before, situation }) => isSilent(step) && asksForSilence(silentRow(step.reason, before!, situation.client)),
    holds: ({ step, before, situation }, { after }) => {
      const gate = silenceGate(situation, before!, silentRow(step.reason, before!, situation.client), after)
      return before!.attempts.some(({ at }) => at >= gate)
    },
    explain: ({ step, before, situation, now }, { after }) => {
      const gate = silenceGate(situation, before!, silentRow(step.reason, before!, situation.client), after)
      return { lacks: { what: 'last-attempt', from: gate }, mends: [now >= gate ? { act: 'try-now' } : { act: 'plan-task', dueAt: gate }] }
    },
  },
  words: {
    ru: {
      title: 'Последняя попытка — в конце',
      names: { after: 'Сколько тишины до последней попытки' },
      sentence: ({ after }, say) => `Хотя бы одна попытка сделана, когда после последнего общения уже прошло ${say.term(after)}.`,
      lesson: 'Попытки в первые дни ничего не говорят о том, нужен ли вопрос клиенту теперь. Последний звонок — в день закрытия.',
      refusal: () => 'После срока тишины не было ни одной попытки связаться',
    },
    en: {
      title: 'The last attempt at the end',
      names: { after: 'Silence before the last attempt' },
      sentence: ({ after }, say) => `At least one attempt is made when ${say.term(after)} have passed since the last sign of the client.`,
      lesson: 'Attempts of the first days do not tell whether the client still wants it now. The last call is made on the day of closing.',
      refusal: () => 'No attempt was made after the time of silence',
    },
  },
})
