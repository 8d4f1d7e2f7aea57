import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'

/** No open deal without a planned task; the database guards the same as the last line (D1). */
export const openTask = clauseKind({
  kind: 'open-task',
  ids: ['D1'],
  everywhere: true,
  params: Type.Object({}, { additionalProperties: false }),
  guard: {
    on: ['create', 'adopt', 'move', 'complete-task', 'cancel-task', 'reopen', 'review', 'sample', 'prolong'],
    holds: ({ after }) => after.status !== 'open' || after.openTasks.length > 0,
    explain: ({ after, regulation }) => ({
      lacks: { what: 'task' },
      mends: [
        { act: 'plan-task' },
        ...[...regulation.stage(after.pipeline, after.stage).forward].map((to) => ({ act: 'move', to })),
        { act: 'closure' },
      ],
    }),
  },
  words: {
    ru: {
      title: 'Ни одной сделки без дела',
      sentence: () => 'У открытой сделки всегда есть запланированное дело.',
      lesson:
        'Сделка без дела — забытая сделка. Заканчивая одно дело, сразу решите, что дальше: следующее дело, следующий этап или закрытие. Это занимает десять секунд, пока разговор ещё в голове.',
      refusal: () => 'Это последнее дело по сделке: запланируйте следующее или переведите сделку на другой этап',
    },
    en: {
      title: 'No deal without a task',
      sentence: () => 'An open deal always has a planned task.',
      lesson:
        'A deal without a task is a forgotten deal. When you finish a task, decide what comes next: another task, the next stage, or closing. It takes ten seconds while the talk is still fresh.',
      refusal: () => 'This is the last task of the deal: plan the next one or move the deal to another stage',
    },
  },
})
