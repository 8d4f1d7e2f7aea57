import { dutyAt, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { isSales } from '../pipelineKind.ts'

/** A deal on the exchange does not wait for long; if it does, it is the head's breach (I1, regulation §7). */
export const exchangeWait = clauseKind({
  kind: 'exchange-wait',
  ids: ['I1'],
  params: Type.Object({ atMost: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '4 wh' }) }, { additionalProperties: false }),
  watch: {
    breaks: ({ dossier, situation, regulation }, { atMost }) =>
      isSales(regulation, dossier) && dossier.onExchangeSince !== null
        ? [
            {
              about: '',
              since: dossier.onExchangeSince,
              from: dutyAt(situation.calendar, dossier.onExchangeSince, parseTerm(atMost)),
              memberId: situation.headId,
            },
          ]
        : [],
  },
  words: {
    ru: {
      title: 'Ожидание на бирже',
      clock: 'Биржа',
      names: { atMost: 'Ждёт на бирже не дольше' },
      sentence: ({ atMost }, say) => `Сделка ждёт на бирже не дольше, чем ${say.term(atMost)}.`,
      fate: 'сделка ждёт на бирже слишком долго',
      lesson: 'Пока сделка на бирже, клиенту не отвечает никто. Возьмите её, если у вас есть место.',
    },
    en: {
      title: 'Waiting on the exchange',
      clock: 'Exchange',
      names: { atMost: 'Waits on the exchange at most' },
      sentence: ({ atMost }, say) => `A deal waits on the exchange for at most ${say.term(atMost)}.`,
      fate: 'the deal waits on the exchange for too long',
      lesson: 'While a deal is on the exchange nobody answers the client. Take it if you have room.',
    },
  },
})
