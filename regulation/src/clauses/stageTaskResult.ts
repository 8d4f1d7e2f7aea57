import { Type } from 'typebox'
import { clauseKind, type GuardView } from '../clauseKind.ts'
import { tasksOfStage } from '../stageTasks.ts'

const leftTask = ({ before, regulation }: GuardView<'move'>) => tasksOfStage(before!, regulation)[0]

/** A forward move tells the result of the stage that it leaves; without one its task ends as superseded (D2, regulation §4). */
export const stageTaskResult = clauseKind({
  kind: 'stage-task-result',
  ids: ['D2'],
  params: Type.Object({}, { additionalProperties: false }),
  guard: {
    on: ['move'],
    when: (view) =>
      leftTask(view) !== undefined &&
      view.regulation.stage(view.before!.pipeline, view.step.to).position >
        view.regulation.stage(view.before!.pipeline, view.before!.stage).position,
    holds: ({ step }) => (step.result ?? '').trim() !== '',
    explain: (view) => ({
      lacks: { what: 'result', taskKind: leftTask(view)!.kind, needed: 1, made: 0 },
      mends: [{ act: 'write-result' }],
    }),
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
