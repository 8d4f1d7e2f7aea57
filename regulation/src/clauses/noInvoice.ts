import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { breaking } from '../clocks.ts'
import { isSales } from '../pipelineKind.ts'
import { stageFaults } from '../stageFaults.ts'

/** The start is agreed and no invoice has gone out: money that nobody asks for (G3). */
export const noInvoice = clauseKind({
  kind: 'no-invoice',
  ids: ['G3'],
  needs: 'invoices',
  params: Type.Object(
    { stage: Type.String({ default: 'start-agreed' }), within: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '2 wd' }) },
    { additionalProperties: false },
  ),
  watch: {
    breaks: ({ dossier, situation, regulation }, { stage, within }) =>
      isSales(regulation, dossier) && dossier.stage === stage && dossier.invoices.length === 0
        ? [breaking(dossier, dossier.enteredAt, within, situation)]
        : [],
  },
  faults: ({ stage }, document) => stageFaults([stage], document, () => '/stage'),
  words: {
    ru: {
      title: 'Нет счёта',
      clock: 'Счёт',
      names: { stage: 'Этап', within: 'Срок счёта' },
      sentence: ({ stage, within }, say) => `На этапе ${say.stage(stage)} счёт выставляют за ${say.term(within)}.`,
      lesson: 'Клиент согласился — счёт нужен, пока он не передумал.',
      fate: 'счёт опоздает',
    },
    en: {
      title: 'No invoice',
      clock: 'Invoice',
      names: { stage: 'Stage', within: 'Time for the invoice' },
      sentence: ({ stage, within }, say) => `At ${say.stage(stage)} the invoice is issued within ${say.term(within)}.`,
      lesson: 'The client has agreed: send the invoice before he thinks again.',
      fate: 'the invoice is late',
    },
  },
})
