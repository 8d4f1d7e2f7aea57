import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { letterKindOf } from '../losing.ts'

/** Closing sends the client the letter that the deal is closed, by the best known channel, once (H4, regulation §8). */
export const closingLetter = clauseKind({
  kind: 'closing-letter',
  ids: ['H4'],
  params: Type.Object({}, { additionalProperties: false }),
  consequence: {
    after: ['deal-lost'],
    follows: ({ dossier, situation, regulation, now }) => {
      if (!regulation.lossReasons.get(dossier.lossReason!)?.letter) return []
      return [
        { event: { type: 'letter-queued', at: now, data: { template: 'deal-closed', kind: letterKindOf(situation.client.channels) } } },
      ]
    },
  },
  words: {
    ru: {
      title: 'Письмо о закрытии',
      sentence: () => 'Закрывая сделку, клиенту пишут, что она закрыта и что ответить можно, если это ошибка.',
      lesson: 'Письмо уходит само. Если клиент ответит в течение месяца, ответ придёт во входящие, и сделку можно открыть снова.',
    },
    en: {
      title: 'Closing letter',
      sentence: () => 'When a deal is closed, the client is told so, and that he may write if this is a mistake.',
      lesson:
        'The letter goes out by itself. If the client answers within a month, the answer comes to Incoming, and the deal can be reopened.',
    },
  },
})
