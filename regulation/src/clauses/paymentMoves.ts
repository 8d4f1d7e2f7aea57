import { dutyAt, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind, type Following } from '../clauseKind.ts'
import { isPaid } from '../dossier.ts'
import { isSales } from '../pipelineKind.ts'
import { plan } from '../plan.ts'
import { stageFaults } from '../stageFaults.ts'

/** The first invoice paid in full moves the deal on by itself; from an earlier stage the way is gone step by step (G4, regulation §11 row 33). */
export const paymentMoves = clauseKind({
  kind: 'payment-moves',
  ids: ['G4', 'B10'],
  needs: 'payments',
  params: Type.Object(
    {
      from: Type.String({ default: 'invoiced' }),
      to: Type.String({ default: 'started' }),
      taskWithin: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '4 wh' }),
    },
    { additionalProperties: false },
  ),
  consequence: {
    after: ['payment-received'],
    follows: ({ dossier, situation, regulation, now, newId, trying }, { from, to, taskWithin }): Following[] => {
      if (!isSales(regulation, dossier) || !isPaid(dossier) || dossier.stage !== from) return []
      const moved = trying({ kind: 'move', to, edits: {} })
      if (moved) return moved.map((event) => ({ event }))
      // A guard stands against it: the money is there, so somebody has to mend what lacks (regulation §1).
      const dueAt = dutyAt(situation.calendar, now, parseTerm(taskWithin))
      return [plan({ kind: 'mend-and-move', dueAt, assigneeId: dossier.responsibleId }, { dossier, now, newId })]
    },
  },
  faults: ({ from, to }, document) => stageFaults([from, to], document, (i) => (i === 0 ? '/from' : '/to')),
  words: {
    ru: {
      title: 'Оплата двигает сделку',
      names: { from: 'С этапа', to: 'На этап', taskWithin: 'Срок исправить, чего не хватает' },
      sentence: ({ from, to, taskWithin }, say) =>
        `Когда первый счёт оплачен полностью, сделка сама переходит с этапа ${say.stage(from)} на ${say.stage(to)}; если чего-то не хватает, ответственный исправляет это за ${say.term(taskWithin)}.`,
      lesson: 'Деньги пришли — работа началась. Переводить сделку руками не нужно.',
    },
    en: {
      title: 'Payment moves the deal',
      names: { from: 'From the stage', to: 'To the stage', taskWithin: 'Time to mend what is lacking' },
      sentence: ({ from, to, taskWithin }, say) =>
        `When the first invoice is paid in full the deal goes by itself from ${say.stage(from)} to ${say.stage(to)}; where something is lacking the responsible mends it within ${say.term(taskWithin)}.`,
      lesson: 'The money has come, the work begins. Nobody has to move the deal by hand.',
    },
  },
})
