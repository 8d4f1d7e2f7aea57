import { Type } from 'typebox'
import type { StepOf } from '../act.ts'
import { clauseKind } from '../clauseKind.ts'

/** The results that an act gives; a move may be silent about the tasks that it leaves (they are then superseded). */
const given = (step: StepOf<'complete-task' | 'move'>): string[] => {
  if (step.kind === 'complete-task') return [step.result.trim()]
  return [step.result, ...Object.values(step.results ?? {})].map((text) => (text ?? '').trim()).filter((text) => text !== '')
}
const shortest = (step: StepOf<'complete-task' | 'move'>) => Math.min(...given(step).map(({ length }) => length))

/** A task is closed with a result that tells what came of it (D3). */
export const resultNote = clauseKind({
  kind: 'result-note',
  ids: ['D3'],
  everywhere: true,
  params: Type.Object({ charactersMin: Type.Integer({ minimum: 1, maximum: 500, default: 3 }) }, { additionalProperties: false }),
  guard: {
    on: ['complete-task', 'move'],
    when: ({ step }) => given(step).length > 0,
    holds: ({ step }, { charactersMin }) => shortest(step) >= charactersMin,
    explain: ({ step }, { charactersMin: needed }) => ({
      lacks: { what: 'result', needed, made: shortest(step) },
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
