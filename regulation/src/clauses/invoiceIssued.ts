import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { stageFaults } from '../stageFaults.ts'

/** A deal stands at “contract/invoice issued” when there is an invoice (B10, G3). */
export const invoiceIssued = clauseKind({
  kind: 'invoice-issued',
  ids: ['B10', 'G3'],
  needs: 'invoices',
  params: Type.Object({ stage: Type.String({ default: 'invoiced' }) }, { additionalProperties: false }),
  guard: {
    on: ['move'],
    when: ({ step }, { stage }) => step.to === stage,
    holds: ({ after }) => after.invoices.length > 0,
    explain: ({ after }) => ({ lacks: { what: 'invoice', made: after.invoices.length, needed: 1 }, mends: [{ act: 'issue-invoice' }] }),
  },
  faults: ({ stage }, document) => stageFaults([stage], document, () => '/stage'),
  words: {
    ru: {
      title: 'Счёт выставлен на деле',
      names: { stage: 'Этап' },
      sentence: ({ stage }, say) => `На этап ${say.stage(stage)} сделка переходит, когда счёт выставлен.`,
      lesson: 'Этап без счёта обещает деньги, которых никто не просил. Выставьте счёт, и клиенту будет что оплатить.',
      refusal: () => 'Счёт ещё не выставлен',
    },
    en: {
      title: 'An invoice has been issued',
      names: { stage: 'Stage' },
      sentence: ({ stage }, say) => `A deal enters ${say.stage(stage)} when its invoice has been issued.`,
      lesson: 'This stage without an invoice promises money that nobody has asked for. Issue it, and the client has something to pay.',
      refusal: () => 'No invoice has been issued yet',
    },
  },
})
