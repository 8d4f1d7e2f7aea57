import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { breaking } from '../clocks.ts'
import { isSales } from '../pipelineKind.ts'

/** Who rang and was missed is called back, reached or not (F4). */
export const calledBack = clauseKind({
  kind: 'called-back',
  ids: ['F4'],
  needs: 'calls',
  params: Type.Object({ within: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '2 wh' }) }, { additionalProperties: false }),
  watch: {
    breaks: ({ dossier, situation, regulation }, { within }) =>
      isSales(regulation, dossier)
        ? dossier.unanswered
            .filter(({ missedCall }) => missedCall)
            .map(({ id, at }) => ({ ...breaking(dossier, at, within, situation), about: id }))
        : [],
  },
  words: {
    ru: {
      title: 'Перезвонить на пропущенный',
      clock: 'Перезвонить',
      names: { within: 'Срок звонка' },
      sentence: ({ within }, say) => `На пропущенный звонок перезванивают за ${say.term(within)}, даже если снова не дозвонились.`,
      lesson: 'Пропущенный звонок — это клиент, который сам пришёл. Через два часа он позвонит другим.',
      fate: 'ответный звонок опоздает',
    },
    en: {
      title: 'Missed calls are called back',
      clock: 'Call back',
      names: { within: 'Time to call back' },
      sentence: ({ within }, say) => `A missed call is called back within ${say.term(within)}, reached or not.`,
      lesson: 'A missed call is a client who came by himself. In two hours he rings somebody else.',
      fate: 'the call back is late',
    },
  },
})
