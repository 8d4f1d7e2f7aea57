import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { endsByVerdict, isOversight } from '../oversight.ts'

/** A task past its due is a breach of its assignee at once; the head sees it after a while (D4, regulation §7). */
export const overdue = clauseKind({
  kind: 'overdue',
  ids: ['D4'],
  everywhere: true,
  params: Type.Object(
    { headSeesAfter: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '4 wh' }) },
    { additionalProperties: false },
  ),
  watch: {
    // On the exchange nobody works the deal, but the head has to decide on it.
    breaks: ({ dossier: { openTasks, onExchangeSince } }) =>
      openTasks
        // What ends with a verdict has a clause of its own.
        .filter((task) => (onExchangeSince === null || isOversight(task)) && !endsByVerdict(task))
        .map(({ id, setAt, dueAt, assigneeId }) => ({ about: id, since: Math.min(setAt, dueAt), from: dueAt, memberId: assigneeId })),
  },
  words: {
    ru: {
      title: 'Просроченное дело',
      clock: 'Дело',
      names: { headSeesAfter: 'Когда узнаёт руководитель' },
      sentence: ({ headSeesAfter }, say) =>
        `Дело делают до срока; о просроченном сразу видно тому, чьё оно, а через ${say.span(headSeesAfter)} — руководителю.`,
      fate: 'дело станет просроченным',
      lesson: 'Если не успеваете — перенесите дело до срока и напишите почему. Просрочка говорит клиенту, что про него забыли.',
    },
    en: {
      title: 'Overdue task',
      clock: 'Task',
      names: { headSeesAfter: 'When the head sees it' },
      sentence: ({ headSeesAfter }, say) =>
        `A task is done before its due; an overdue one is seen at once by its owner, and after ${say.term(headSeesAfter)} by the head.`,
      fate: 'the task becomes overdue',
      lesson: 'If you can’t make it, move the task before its due and say why. An overdue task tells the client that he was forgotten.',
    },
  },
})
