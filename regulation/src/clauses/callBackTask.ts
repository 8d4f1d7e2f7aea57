import { dutyAt, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { isMissedCall } from '../intake/firstTask.ts'
import { plan } from '../plan.ts'
import { isSales } from '../pipelineKind.ts'

/** Who rang and was not answered is called back: the deal that his call made has this task from its first minute (C6, F2). */
export const callBackTask = clauseKind({
  kind: 'call-back-task',
  ids: ['C6', 'F2'],
  params: Type.Object({ within: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '30 wmin' }) }, { additionalProperties: false }),
  consequence: {
    after: ['deal-created'],
    follows: ({ dossier, situation, regulation, now, newId }, { within }) => {
      if (!isMissedCall(dossier) || !isSales(regulation, dossier)) return []
      const dueAt = dutyAt(situation.calendar, dossier.inquiryAt, parseTerm(within))
      return [plan({ kind: 'call-back', dueAt, assigneeId: dossier.responsibleId }, { dossier, now, newId })]
    },
  },
  words: {
    ru: {
      title: 'Перезвонить',
      sentence: ({ within }, say) => `Пропущенный звонок нового клиента становится сделкой, и ему перезванивают за ${say.term(within)}.`,
      names: { within: 'Срок звонка' },
      lesson: 'Кто не дозвонился вам, звонит следующему в списке. Перезвоните раньше, чем там возьмут трубку.',
    },
    en: {
      title: 'Call back',
      sentence: ({ within }, say) => `A missed call of a new client becomes a deal, and he is called back within ${say.term(within)}.`,
      names: { within: 'Time to call back' },
      lesson: 'Who could not reach you rings the next one on the list. Call back before they pick up.',
    },
  },
})
