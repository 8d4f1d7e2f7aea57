import { Type } from 'typebox'
import { clauseKind, type Following } from '../clauseKind.ts'
import type { Regulation } from '../compile.ts'
import { isOversight } from '../oversight.ts'

/** The clause by which stand-ins get the work of the absent; null while it only watches, or is off. */
export const standInClause = ({ clauses }: Regulation) =>
  clauses.find(({ kind, mode }) => kind.kind === 'stand-in' && mode === 'enforce')?.key ?? null

/**
 * Who is away has a stand-in: what is planned for him meanwhile is the stand-in's, his deals stay his (D11, regulation §2). What was
 * open when he left is handed over by the sweeper at that instant.
 */
export const standIn = clauseKind({
  kind: 'stand-in',
  ids: ['D11'],
  params: Type.Object({}, { additionalProperties: false }),
  consequence: {
    after: ['deal-created', 'stage-moved', 'deal-reopened', 'responsible-changed', 'interaction-recorded', 'task-set', 'task-changed'],
    follows: ({ dossier, situation: { absences }, now }) => {
      const away = absences.filter(({ from, until, standInId }) => from <= now && now < until && standInId)
      return away.flatMap(({ memberId, standInId }) =>
        dossier.openTasks
          .filter((task) => task.assigneeId !== null && task.assigneeId === memberId && !isOversight(task))
          .map(({ id }): Following => ({ event: { type: 'task-changed', at: now, data: { id, assigneeId: standInId } } })),
      )
    },
  },
  words: {
    ru: {
      title: 'Заместитель',
      sentence: () =>
        'Пока сотрудник в отпуске или болеет, его дела и обращения у заместителя, со сроком не раньше конца первого дня; сделки остаются за ним, и нарушений у него нет.',
      lesson: 'Уходите в отпуск — назовите заместителя заранее. Клиент не должен узнавать об отпуске по молчанию.',
    },
    en: {
      title: 'Stand-in',
      sentence: () =>
        'While a member is on leave or ill, his tasks and messages are with his stand-in, due not before the closing of the first day; his deals stay his, and he breaks no rule.',
      lesson: 'Going on leave, name a stand-in in time. A client must not learn of it from silence.',
    },
  },
})
