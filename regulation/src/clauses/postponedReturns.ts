import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'

/** On the date that the client named, a postponed deal comes back as a new one, linked to it (H9, regulation §8). */
export const postponedReturns = clauseKind({
  kind: 'postponed-returns',
  ids: ['H9'],
  params: Type.Object({}, { additionalProperties: false }),
  // Who gets the new deal depends on his load at that moment: the creation is judged like any other, and falls back to the exchange.
  consequence: {
    after: ['postponed-due'],
    follows: ({ now, newId }) => [{ event: { type: 'deal-returned', at: now, data: { dealId: newId() } } }],
  },
  words: {
    ru: {
      title: 'Отложенные возвращаются',
      sentence: () =>
        'В день, который назвал клиент, отложенная сделка возвращается новой, связанной с прежней: тому же менеджеру, а если у него нет места или его нет — на биржу.',
      lesson: 'Отложенную сделку не нужно держать в голове: в назначенный день она придёт сама, с примечанием и всей историей.',
    },
    en: {
      title: 'Postponed deals return',
      sentence: () =>
        'On the day that the client named, a postponed deal comes back as a new one, linked to it: to the same manager, or to the exchange where he has no room or is away.',
      lesson: 'Nobody has to remember a postponed deal: on its day it comes by itself, with its note and its whole history.',
    },
  },
})
