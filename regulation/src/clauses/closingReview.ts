import { dutyAt, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { awaitsReview } from '../losing.ts'
import { plan } from '../plan.ts'

/** Every loss that the reason does not exempt is checked by the head, in time; nobody reviews his own (H5, regulation §7, §8). */
export const closingReview = clauseKind({
  kind: 'closing-review',
  ids: ['H5'],
  params: Type.Object({ within: Type.String({ pattern: '^\\d{1,4} (wh|wd)$', default: '2 wd' }) }, { additionalProperties: false }),
  consequence: {
    after: ['deal-lost'],
    follows: ({ dossier, situation, now, newId }, { within }) =>
      dossier.closure?.review === 'pending'
        ? [
            plan(
              { kind: 'check-closing', dueAt: dutyAt(situation.calendar, now, parseTerm(within)), assigneeId: situation.reviewerId },
              { dossier, now, newId },
            ),
          ]
        : [],
  },
  // The breach is of whoever has to check; a stand-in who got the task has its due too.
  watch: {
    breaks: ({ dossier, situation }, { within }) => {
      if (!awaitsReview(dossier)) return []
      const { at } = dossier.closure!
      const task = dossier.openTasks.find(({ kind }) => kind === 'check-closing')
      const from = task?.dueAt ?? dutyAt(situation.calendar, at, parseTerm(within))
      return [{ about: '', since: at, from, memberId: task ? task.assigneeId : situation.reviewerId }]
    },
  },
  words: {
    ru: {
      title: 'Контроль закрытия',
      clock: 'Проверка закрытия',
      names: { within: 'Срок проверки' },
      sentence: ({ within }, say) => `Каждый отказ проверяет руководитель за ${say.span(within)}; свой отказ не проверяет никто.`,
      lesson:
        'Проверка — не недоверие: второй взгляд находит сделки, которые ещё можно спасти. Руководитель увидит историю, попытки и подтверждение.',
      fate: 'срок проверки отказа выйдет, это увидит владелец',
    },
    en: {
      title: 'Closing review',
      clock: 'Review',
      names: { within: 'Time for the review' },
      sentence: ({ within }, say) => `Every loss is checked by the head within ${say.term(within)}; nobody checks his own.`,
      lesson:
        'A review is no mistrust: a second look finds deals that can still be saved. The head sees the history, the attempts and the evidence.',
      fate: 'the review of the loss is late, the owner sees it',
    },
  },
})
