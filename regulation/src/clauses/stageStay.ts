import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { stayEnd } from '../clocks.ts'

/** A deal that stays in a stage for longer than the stage allows is stuck (B9, regulation §4). */
export const stageStay = clauseKind({
  kind: 'stage-stay',
  ids: ['B9'],
  everywhere: true,
  params: Type.Object({}, { additionalProperties: false }),
  watch: {
    breaks: ({ dossier, situation, regulation }) => {
      const from = stayEnd(regulation, dossier, situation.calendar)
      return from === null ? [] : [{ about: '', since: dossier.enteredAt, from, memberId: dossier.responsibleId }]
    },
  },
  words: {
    ru: {
      title: 'Застряла на этапе',
      clock: 'Этап',
      atStage: ({ stay }, say) => (stay === null ? null : `не дольше, чем ${say.term(stay)}`),
      sentence: () => 'На каждом этапе сделка проводит не больше положенного времени.',
      fate: 'сделка застрянет в этапе, это увидит руководитель',
      lesson: 'Застрявшая сделка чаще всего ждёт не клиента, а нас. Решите: что нужно, чтобы она пошла дальше, или честно закройте её.',
    },
    en: {
      title: 'Stuck in a stage',
      clock: 'Stage',
      atStage: ({ stay }, say) => (stay === null ? null : `at most ${say.term(stay)}`),
      sentence: () => 'At each stage a deal spends no more than the time set for it.',
      fate: 'the deal counts as stuck in its stage, and the head sees it',
      lesson: 'A stuck deal mostly waits for us, not for the client. Decide what it needs to go on, or close it honestly.',
    },
  },
})
