import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { isPaid } from '../dossier.ts'
import { stageFaults } from '../stageFaults.ts'

/** Work starts when the first invoice is paid in full (B10, G4). */
export const paidBeforeStart = clauseKind({
  kind: 'paid-before-start',
  ids: ['B10', 'G4'],
  needs: 'payments',
  params: Type.Object({ stage: Type.String({ default: 'started' }) }, { additionalProperties: false }),
  guard: {
    on: ['move'],
    when: ({ step }, { stage }) => step.to === stage,
    holds: ({ after }) => isPaid(after),
    explain: ({ after }) => ({
      lacks: { what: 'payment', made: after.invoices[0]?.paid ?? 0, needed: after.invoices[0]?.amount ?? 1 },
      mends: [{ act: 'record-payment' }],
    }),
  },
  faults: ({ stage }, document) => stageFaults([stage], document, () => '/stage'),
  words: {
    ru: {
      title: 'Оплата до начала работ',
      names: { stage: 'Этап' },
      sentence: ({ stage }, say) => `На этап ${say.stage(stage)} сделка переходит, когда первый счёт оплачен полностью.`,
      lesson: 'Начатая без оплаты работа — подарок. Дождитесь денег: они сами переведут сделку.',
      refusal: ({ made }) => (made === 0 ? 'Первый счёт ещё не оплачен' : 'Первый счёт оплачен не полностью'),
    },
    en: {
      title: 'Paid before the start',
      names: { stage: 'Stage' },
      sentence: ({ stage }, say) => `A deal enters ${say.stage(stage)} when its first invoice is paid in full.`,
      lesson: 'Work begun without payment is a gift. Wait for the money: it moves the deal by itself.',
      refusal: ({ made }) => (made === 0 ? 'The first invoice is not paid yet' : 'The first invoice is paid in part only'),
    },
  },
})
