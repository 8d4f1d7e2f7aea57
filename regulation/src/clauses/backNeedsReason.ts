import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'

/** Going back is allowed to any earlier stage, and says why (B2). */
export const backNeedsReason = clauseKind({
  kind: 'back-needs-reason',
  ids: ['B2'],
  params: Type.Object({}, { additionalProperties: false }),
  guard: {
    on: ['move'],
    when: ({ step, before, regulation }) => {
      const here = regulation.stage(before!.pipeline, before!.stage)
      const there = regulation.stage(before!.pipeline, step.to)
      return before!.status === 'open' && there.position < here.position
    },
    holds: ({ step }) => (step.reason ?? '').trim() !== '',
    explain: () => ({ lacks: { what: 'reason' }, mends: [{ act: 'give-reason' }] }),
  },
  words: {
    ru: {
      title: 'Назад — с причиной',
      sentence: () => 'Вернуть сделку на прежний этап можно, если указать причину.',
      lesson:
        'Возврат — не проступок: клиент передумал, изменилось задание, ошиблись этапом. Одна честная фраза о причине помогает увидеть, где воронка обещает больше, чем есть.',
      refusal: () => 'Чтобы вернуть сделку назад, укажите причину',
    },
    en: {
      title: 'Back with a reason',
      sentence: () => 'A deal may go back to an earlier stage if the reason is given.',
      lesson:
        'Going back is no offence: the client changed his mind, the task changed, the stage was wrong. One honest sentence shows where the pipeline promises more than there is.',
      refusal: () => 'Say why the deal goes back',
    },
  },
})
