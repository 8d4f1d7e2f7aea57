import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { isSales } from '../pipelineKind.ts'
import type { Situation } from '../situation.ts'

const Deals = (usual: number) => Type.Integer({ minimum: 0, maximum: 100_000, default: usual })

/**
 * Nobody is given more deals than he can work: win, lose or give one back first (D9, regulation §9). Adoption may exceed it: that is a
 * breach of who got the deal, until he has no more than he may have, or the deal ends or changes hands.
 */
export const loadMax = clauseKind({
  kind: 'load-max',
  ids: ['D9', 'I2'],
  params: Type.Object(
    { managerMin: Deals(50), managerMax: Deals(80), traineeMin: Deals(0), traineeMax: Deals(25) },
    { additionalProperties: false },
  ),
  guard: {
    on: ['create', 'adopt', 'assign', 'reopen', 'review', 'sample', 'take', 'undo-release'],
    when: ({ situation: { receiver }, before, after, regulation }) =>
      receiver !== null &&
      receiver.max !== null &&
      after.status === 'open' &&
      isSales(regulation, after) &&
      (before?.status !== 'open' || before.responsibleId !== after.responsibleId),
    holds: ({ situation: { receiver } }) => receiver!.openDeals < receiver!.max!,
    explain: ({ situation: { receiver } }) => ({
      lacks: { what: 'room', memberId: receiver!.memberId, made: receiver!.openDeals, needed: receiver!.max! },
      mends: [{ act: 'win' }, { act: 'closure' }, { act: 'give-back' }],
    }),
  },
  consequence: {
    after: ['deal-adopted'],
    follows: ({ dossier, situation: { receiver }, regulation, now }) =>
      isSales(regulation, dossier) && receiver !== null && receiver.max !== null && receiver.openDeals >= receiver.max
        ? [
            {
              event: {
                type: 'breach-opened',
                at: now,
                data: { clause: 'load-max', about: '', from: now, memberId: receiver.memberId, enforced: true },
              },
            },
          ]
        : [],
  },
  watch: {
    // What adoption has opened lasts until its owner has no more than he may have, or the deal leaves his hands; nothing else opens it,
    // for guards stand before it.
    breaks: ({ dossier, regulation, situation: { responsibleLoad } }) =>
      dossier.breaches.flatMap(({ clause, about, from, memberId }) =>
        clause === 'load-max' && memberId === dossier.responsibleId && isSales(regulation, dossier) && !fits(responsibleLoad)
          ? [{ about, since: from, from, memberId }]
          : [],
      ),
  },
  words: {
    ru: {
      title: 'Предел нагрузки',
      names: {
        managerMin: 'Менеджер: сделок не меньше',
        managerMax: 'Менеджер: сделок не больше',
        traineeMin: 'Стажёр: сделок не меньше',
        traineeMax: 'Стажёр: сделок не больше',
      },
      sentence: ({ managerMin, managerMax, traineeMin, traineeMax }) =>
        `У менеджера ${corridor.ru(managerMin, managerMax)} открытых сделок, у стажёра ${corridor.ru(traineeMin, traineeMax)}; сверх предела сотруднику не назначить ничего.`,
      lesson: 'Место появляется тремя путями: выиграть, закрыть или вернуть сделку на биржу. Лишняя сделка — это две недоделанные.',
      refusal: ({ made, needed }) => `Нет места: ${made as number} сделок при пределе ${needed as number}`,
    },
    en: {
      title: 'Limit of load',
      names: {
        managerMin: 'Manager: deals at least',
        managerMax: 'Manager: deals at most',
        traineeMin: 'Trainee: deals at least',
        traineeMax: 'Trainee: deals at most',
      },
      sentence: ({ managerMin, managerMax, traineeMin, traineeMax }) =>
        `A manager has ${corridor.en(managerMin, managerMax)} open deals, a trainee ${corridor.en(traineeMin, traineeMax)}; nothing can be assigned above it.`,
      lesson: 'There are three ways to get room: win, close, or give a deal back to the exchange. One deal too many is two half-done ones.',
      refusal: ({ made, needed }) => `No room: ${made as number} deals at a limit of ${needed as number}`,
    },
  },
})

/** Whether he is known to have no more than he may have. */
const fits = (load: Situation['responsibleLoad']) =>
  load !== null && load !== undefined && (load.max === null || load.openDeals <= load.max)

const corridor = {
  ru: (min: number, max: number) => (max === 0 ? `от ${min}` : `от ${min} до ${max}`),
  en: (min: number, max: number) => (max === 0 ? `${min} or more` : `${min} to ${max}`),
}
