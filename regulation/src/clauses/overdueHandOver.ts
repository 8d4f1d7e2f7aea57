import { dutyAt, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind, type Following } from '../clauseKind.ts'
import { notWhileAway } from '../clocks.ts'
import { isOversight } from '../oversight.ts'
import { isSales } from '../pipelineKind.ts'
import { plan } from '../plan.ts'

/** Overdue for too long: someone else sells to your client; in the last stages the head decides (D4, regulation §9). */
export const overdueHandOver = clauseKind({
  kind: 'overdue-hand-over',
  ids: ['D4'],
  params: Type.Object(
    {
      after: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '2 wd' }),
      headDecidesIn: Type.Array(Type.String(), { default: ['start-agreed', 'invoiced'], refers: 'stages' }),
      headWithin: Type.String({ pattern: '^\\d{1,4} (wh|wd)$', default: '1 wd' }),
    },
    { additionalProperties: false },
  ),
  watch: {
    order: 4,
    breaks: ({ dossier, situation, regulation }, { after }) => {
      if (dossier.onExchangeSince !== null || !isSales(regulation, dossier)) return []
      return dossier.openTasks
        .filter((task) => !dossier.handedOver.includes(task.id) && !isOversight(task))
        .map(({ id, setAt, dueAt }) => ({
          about: id,
          since: Math.min(setAt, dueAt),
          // Who was away when it fell due gets the whole term when he is back (D11).
          from: dutyAt(situation.calendar, notWhileAway(dueAt, dossier.responsibleId, situation), parseTerm(after)),
          memberId: dossier.responsibleId,
        }))
    },
    follows: ({ dossier, situation, breaking, now, newId }, { headDecidesIn, headWithin }): Following[] =>
      headDecidesIn.includes(dossier.stage)
        ? [
            plan(
              { kind: 'decide-deal', dueAt: dutyAt(situation.calendar, now, parseTerm(headWithin)), assigneeId: situation.headId },
              { dossier, now, newId },
            ),
          ]
        : [
            {
              event: {
                type: 'responsible-changed',
                at: now,
                data: { from: dossier.responsibleId, to: null, why: 'overdue', taskId: breaking.about },
              },
            },
          ],
  },
  words: {
    ru: {
      title: 'Просрочил — продаёт другой',
      clock: 'Передача другому',
      names: {
        after: 'Сколько терпит просрочка',
        headDecidesIn: 'На каких этапах решает руководитель',
        headWithin: 'Срок решения руководителя',
      },
      sentence: ({ after, headDecidesIn, headWithin }, say) =>
        `Если дело просрочено на ${say.span(after)}, сделка уходит на биржу; на этапах ${headDecidesIn.map((key: string) => say.stage(key)).join(', ')} за ${say.span(headWithin)} решает руководитель.`,
      fate: 'сделка уйдёт с просроченным делом к другому',
      lesson: 'Клиент не должен ждать, пока у менеджера дойдут руки. Не справляетесь — передайте сами, это честнее.',
    },
    en: {
      title: 'Overdue: someone else sells',
      clock: 'Hand-over',
      names: {
        after: 'How long it may be overdue',
        headDecidesIn: 'Stages where the head decides',
        headWithin: 'Time for the head to decide',
      },
      sentence: ({ after, headDecidesIn, headWithin }, say) =>
        `If a task is overdue by ${say.term(after)}, the deal goes to the exchange; at ${headDecidesIn.map((key: string) => say.stage(key)).join(', ')} the head decides within ${say.term(headWithin)}.`,
      fate: 'the deal with its overdue task goes to somebody else',
      lesson: 'A client must not wait until somebody finds the time. If you can’t manage, hand the deal over yourself.',
    },
  },
})
