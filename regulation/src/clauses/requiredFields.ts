import { Type } from 'typebox'
import { clauseKind, type GuardView } from '../clauseKind.ts'
import { isFilled } from '../dossier.ts'

/**
 * What is required and not filled. A move asks for the fields of every stage up to its target; an edit is refused only for
 * what it empties itself, not for what an adopted deal has lacked from the start (regulation §4).
 */
function lacking({ step, before, after, regulation }: GuardView<'move' | 'edit' | 'create' | 'adopt'>): string[] {
  const stage = regulation.stage(after.pipeline, step.kind === 'move' ? step.to : after.stage)
  return stage.requiredUpTo.filter(
    (key) => key !== 'note' && !isFilled(after, key) && (step.kind !== 'edit' || (before !== null && isFilled(before, key))),
  )
}

/** Each stage has fields without which it can't be entered, and which can't be emptied afterwards (B3). */
export const requiredFields = clauseKind({
  kind: 'required-fields',
  ids: ['B3'],
  params: Type.Object({}, { additionalProperties: false }),
  guard: {
    on: ['move', 'edit', 'create', 'adopt'],
    holds: (view) => lacking(view).length === 0,
    explain: (view) => {
      const fields = lacking(view)
      return { lacks: { what: 'fields', fields, kept: view.step.kind === 'edit' }, mends: [{ act: 'fill-fields', fields }] }
    },
  },
  words: {
    ru: {
      title: 'Обязательные поля',
      atStage: ({ required }, say) => (required.length === 0 ? null : say.fields(required)),
      sentence: () => 'Чтобы перейти на этап, заполните его обязательные поля; потом их можно изменить, но не очистить.',
      lesson:
        'Поля этапа — это то, что уже должно быть известно. Если поле нечем заполнить, значит, разговор ещё не закончен: спросите клиента, а не пишите «—».',
      refusal: ({ fields, kept }, say) =>
        kept ? `На этом этапе нельзя очистить ${say.fields(fields as string[])}` : `Не заполнено: ${say.fields(fields as string[])}`,
    },
    en: {
      title: 'Required fields',
      atStage: ({ required }, say) => (required.length === 0 ? null : say.fields(required)),
      sentence: () => 'To enter a stage, fill in its required fields; later they may be changed but not emptied.',
      lesson:
        'The fields of a stage are what must be known by then. If there is nothing to write, the talk is not over yet: ask the client instead of writing a dash.',
      refusal: ({ fields, kept }, say) =>
        kept ? `At this stage ${say.fields(fields as string[])} can’t be emptied` : `Not filled in: ${say.fields(fields as string[])}`,
    },
  },
})
