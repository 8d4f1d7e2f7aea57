import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'

/** A task made by hand says what is to be done, not only "call" (S1). */
export const taskSaysWhat = clauseKind({
  kind: 'task-says-what',
  ids: ['S1'],
  params: Type.Object({ charactersMin: Type.Integer({ minimum: 1, maximum: 500, default: 10 }) }, { additionalProperties: false }),
  guard: {
    on: ['add-task', 'edit-task'],
    when: ({ step }) => step.kind === 'add-task' || step.text !== undefined,
    holds: ({ step }, { charactersMin }) => (step.kind === 'add-task' ? step.task.text : step.text!).trim().length >= charactersMin,
    explain: ({ step }, { charactersMin: needed }) => ({
      lacks: { what: 'text', needed, made: (step.kind === 'add-task' ? step.task.text : step.text!).trim().length },
      mends: [{ act: 'say-what', needed }],
    }),
  },
  words: {
    ru: {
      title: 'Дело говорит, что сделать',
      names: { charactersMin: 'Знаков в деле, не меньше' },
      sentence: ({ charactersMin }, say) =>
        `В деле, поставленном вручную, написано, что сделать, — не короче ${say.count(charactersMin, ['знака', 'знаков', 'знаков'])}.`,
      lesson: '«Позвонить» — не дело. «Спросить, утвердили ли бюджет, и предложить старт с 1-го числа» — дело: открыл и работаешь.',
      refusal: () => 'Напишите, что именно нужно сделать',
    },
    en: {
      title: 'A task says what to do',
      names: { charactersMin: 'Characters of the task, at least' },
      sentence: ({ charactersMin }, say) =>
        `A task made by hand says what is to be done, in at least ${say.count(charactersMin, ['character', 'characters'])}.`,
      lesson: '“Call” is not a task. “Ask whether the budget is approved and offer to start on the 1st” is: open it and work.',
      refusal: () => 'Say what exactly is to be done',
    },
  },
})
