import { Type } from 'typebox'
import { clauseKind, type GuardView } from '../clauseKind.ts'
import { resultOf, shortestResult, tasksOfStage } from '../stageTasks.ts'

/** Tasks of the left stage of which the move says nothing. */
const untold = ({ before, regulation, step }: GuardView<'move'>) =>
  tasksOfStage(before!, regulation).filter(({ id }) => resultOf(step, id) === '')

/** A forward move tells the result of each task of the stage that it leaves; without one the task ends as superseded (D2, regulation §4). */
export const stageTaskResult = clauseKind({
  kind: 'stage-task-result',
  ids: ['D2'],
  params: Type.Object({}, { additionalProperties: false }),
  guard: {
    on: ['move'],
    when: (view) =>
      view.regulation.stage(view.before!.pipeline, view.step.to).position >
      view.regulation.stage(view.before!.pipeline, view.before!.stage).position,
    holds: (view) => untold(view).length === 0,
    explain: (view) => {
      const tasks = untold(view)
      const needed = shortestResult(view.regulation)
      // What this very act has planned bears no name yet that anybody could answer to.
      const named = tasks.filter(({ id }) => view.situation.deal?.openTasks.some((one) => one.id === id))
      return {
        lacks: { what: 'result', taskKind: tasks[0]!.kind, tasks: named.map(({ id }) => id), needed, made: 0 },
        mends: [{ act: 'write-result', needed }],
      }
    },
  },
  words: {
    ru: {
      title: 'Итог дела при переходе',
      sentence: () => 'Переводя сделку вперёд, записывают итог дела того этапа, с которого она уходит.',
      lesson: 'Итог при переходе — память о разговоре: по нему коллега поймёт, почему сделка пошла дальше.',
      refusal: ({ taskKind }, say) => `Нет итога по делу «${say.taskKind(taskKind as string)}»`,
    },
    en: {
      title: 'Result with the move',
      sentence: () => 'Moving a deal forward, the result of the left stage’s task is written down.',
      lesson: 'The result given with a move is the memory of the talk: a colleague will see why the deal went on.',
      refusal: ({ taskKind }, say) => `No result for the task “${say.taskKind(taskKind as string)}”`,
    },
  },
})
