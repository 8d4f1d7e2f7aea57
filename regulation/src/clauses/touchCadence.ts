import { dutyAt, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { breaking, sinceWorked } from '../clocks.ts'
import { isSales } from '../pipelineKind.ts'
import { plan } from '../plan.ts'

/** Every open deal is touched at least every two weeks; a named date does not stop this clock (D5, regulation §7). */
export const touchCadence = clauseKind({
  kind: 'touch-cadence',
  ids: ['D5'],
  params: Type.Object(
    {
      every: Type.String({ pattern: '^(\\d{1,4} d|\\d{1,3} (w|mo))$', default: '14 d' }),
      taskWithin: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '1 wd' }),
    },
    { additionalProperties: false },
  ),
  watch: {
    order: 6,
    breaks: ({ dossier, situation, regulation }, { every }) =>
      isSales(regulation, dossier) && dossier.onExchangeSince === null
        ? [breaking(dossier, sinceWorked(dossier, dossier.touchedAt), every, situation)]
        : [],
    follows: ({ dossier, situation, now, newId }, { taskWithin }) => {
      const dueAt = dutyAt(situation.calendar, now, parseTerm(taskWithin))
      return dossier.openTasks.some((task) => task.dueAt <= dueAt)
        ? []
        : [plan({ kind: 'touch', dueAt, assigneeId: dossier.responsibleId }, { dossier, now, newId })]
    },
  },
  words: {
    ru: {
      title: 'Касание',
      clock: 'Касание',
      names: { every: 'Как часто связываться', taskWithin: 'Срок дела' },
      sentence: ({ every, taskWithin }, say) =>
        `С клиентом по каждой открытой сделке связываются не реже, чем раз в ${say.span(every)}; если срок прошёл и раньше ничего не запланировано, появляется дело на ${say.span(taskWithin)}.`,
      fate: 'срок касания выйдет, появится дело «Касание»',
      lesson: 'Клиент помнит того, кто был с ним последним. Назначенная на потом встреча не отменяет короткого касания раньше.',
    },
    en: {
      title: 'Touch',
      clock: 'Touch',
      names: { every: 'How often to be in touch', taskWithin: 'Time for the task' },
      sentence: ({ every, taskWithin }, say) =>
        `The client of every open deal is contacted at least once in ${say.term(every)}; after that a task for ${say.term(taskWithin)} appears, unless one is planned before.`,
      fate: 'the touch falls due and becomes a task',
      lesson: 'A client remembers who was with him last. A meeting planned for later does not replace a short touch before it.',
    },
  },
})
