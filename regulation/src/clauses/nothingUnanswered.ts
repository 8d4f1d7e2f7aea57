import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'

/** No deal is lost while something of the client's waits for an answer (H2, D7, regulation §8). */
export const nothingUnanswered = clauseKind({
  kind: 'nothing-unanswered',
  ids: ['D7', 'H2'],
  params: Type.Object({}, { additionalProperties: false }),
  guard: {
    on: ['close'],
    holds: ({ before }) => before!.unanswered.length === 0,
    explain: ({ before }) => ({
      lacks: { what: 'answer', made: 0, needed: before!.unanswered.length, items: before!.unanswered.map(({ id }) => id) },
      mends: [{ act: 'answer' }, { act: 'dismiss-incoming' }],
    }),
  },
  words: {
    ru: {
      title: 'Сначала ответить',
      sentence: () => 'Сделку не закрывают, пока что-то от клиента осталось без ответа.',
      lesson: 'Неотвеченное письмо или пропущенный звонок — это клиент, который хочет с вами говорить. Сначала ответьте, потом решайте.',
      refusal: ({ needed }, say) => `От клиента есть ${say.count(needed as number, ['обращение', 'обращения', 'обращений'])} без ответа`,
    },
    en: {
      title: 'Answer first',
      sentence: () => 'A deal is not closed while something of the client’s waits for an answer.',
      lesson: 'An unanswered letter or a missed call is a client who wants to talk to you. Answer first, then decide.',
      refusal: ({ needed }, say) => `${say.count(needed as number, ['message', 'messages'])} of the client wait for an answer`,
    },
  },
})
