import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { isSales } from '../pipelineKind.ts'

/** Nobody is given more deals than he can work: win, lose or give one back first (D9, regulation §9). */
export const loadMax = clauseKind({
  kind: 'load-max',
  ids: ['D9', 'I2'],
  params: Type.Object({}, { additionalProperties: false }),
  guard: {
    on: ['create', 'adopt', 'assign', 'reopen'],
    when: ({ situation: { receiver }, before, after, regulation }) =>
      receiver !== null &&
      receiver.max !== null &&
      isSales(regulation, after) &&
      (before?.status !== 'open' || before.responsibleId !== after.responsibleId),
    holds: ({ situation: { receiver } }) => receiver!.openDeals < receiver!.max!,
    explain: ({ situation: { receiver } }) => ({
      lacks: { what: 'room', memberId: receiver!.memberId, made: receiver!.openDeals, needed: receiver!.max! },
      mends: [{ act: 'win' }, { act: 'closure' }, { act: 'give-back' }],
    }),
  },
  words: {
    ru: {
      title: 'Предел нагрузки',
      sentence: () => 'Сотрудник ведёт не больше открытых сделок, чем его предел; больше ему не назначить ничего.',
      lesson: 'Место появляется тремя путями: выиграть, закрыть или вернуть сделку на биржу. Лишняя сделка — это две недоделанные.',
      refusal: ({ made, needed }) => `Нет места: ${made as number} сделок при пределе ${needed as number}`,
    },
    en: {
      title: 'Limit of load',
      sentence: () => 'A member works no more open deals than his limit; nothing can be assigned to him above it.',
      lesson: 'There are three ways to get room: win, close, or give a deal back to the exchange. One deal too many is two half-done ones.',
      refusal: ({ made, needed }) => `No room: ${made as number} deals at a limit of ${needed as number}`,
    },
  },
})
