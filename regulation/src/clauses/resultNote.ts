import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'

/** A task is closed with a result that tells what came of it (D3). */
export const resultNote = clauseKind({
  kind: 'result-note',
  ids: ['D3'],
  everywhere: true,
  params: Type.Object({ charactersMin: Type.Integer({ minimum: 1, maximum: 500, default: 3 }) }, { additionalProperties: false }),
  guard: {
    on: ['complete-task', 'move'],
    // A move may be silent about the left task (it is then superseded); a result that is given must say something.
    when: ({ step }) => step.kind === 'complete-task' || (step.result ?? '').trim() !== '',
    holds: ({ step }, { charactersMin }) => (step.result ?? '').trim().length >= charactersMin,
    explain: ({ step }, { charactersMin: needed }) => ({
      lacks: { what: 'result', needed, made: (step.result ?? '').trim().length },
      mends: [{ act: 'write-result', needed }],
    }),
  },
  words: {
    ru: {
      title: 'Итог дела',
      names: { charactersMin: 'Знаков в итоге, не меньше' },
      sentence: ({ charactersMin }, say) =>
        `Дело закрывают с итогом — не короче ${say.count(charactersMin, ['знака', 'знаков', 'знаков'])}.`,
      lesson:
        'Итог — одна фраза о том, что выяснилось: «просит КП до пятницы», «перезвонить после двух». По слову «сделано» завтра ничего не вспомнить.',
      refusal: () => 'Напишите итог: что выяснилось или о чём договорились',
    },
    en: {
      title: 'Result of a task',
      names: { charactersMin: 'Characters of the result, at least' },
      sentence: ({ charactersMin }, say) =>
        `A task is closed with a result of at least ${say.count(charactersMin, ['character', 'characters'])}.`,
      lesson:
        'A result is one sentence about what came out: “wants the proposal by Friday”, “call back after two”. “Done” will tell you nothing tomorrow.',
      refusal: () => 'Write the result: what came out or what was agreed',
    },
  },
})
