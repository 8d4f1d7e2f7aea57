import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'

/** As soon as a lead names a product, a deadline or a budget it is a deal, in the same act (B7); `isConcrete` asks it. */
export const concreteMakesDeal = clauseKind({
  kind: 'concrete-makes-deal',
  ids: ['B7'],
  params: Type.Object({}, { additionalProperties: false }),
  intake: {
    concrete: ({ product, deadline, budget }) =>
      Boolean(product?.trim()) || Boolean(deadline?.trim()) || (budget !== null && budget.amount > 0),
  },
  words: {
    ru: {
      title: 'Конкретика — это сделка',
      sentence: () => 'Как только в обращении назван товар, срок или бюджет, оно становится сделкой.',
      lesson: 'Разговор без предмета остаётся обращением. Появился предмет — нужна сделка, иначе о нём забудут.',
    },
    en: {
      title: 'Concrete makes a deal',
      sentence: () => 'As soon as a lead names a product, a deadline or a budget, it becomes a deal.',
      lesson: 'A talk about nothing stays a lead. Once there is a subject it needs a deal, or it will be forgotten.',
    },
  },
})
