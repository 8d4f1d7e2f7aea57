import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { stageFaults } from '../stageFaults.ts'

/** A deal stands at “proposal sent” when the client has been given one, by letter or by phone (B10, G1). */
export const proposalGiven = clauseKind({
  kind: 'proposal-given',
  ids: ['B10', 'G1'],
  needs: 'proposals',
  params: Type.Object({ stage: Type.String({ default: 'proposal-sent' }) }, { additionalProperties: false }),
  guard: {
    on: ['move'],
    when: ({ step }, { stage }) => step.to === stage,
    holds: ({ after }) => after.proposals.length > 0,
    explain: ({ after }) => ({
      lacks: { what: 'proposal', made: after.proposals.length, needed: 1 },
      mends: [{ act: 'send-proposal' }, { act: 'voice-proposal' }],
    }),
  },
  faults: ({ stage }, document) => stageFaults([stage], document, () => '/stage'),
  words: {
    ru: {
      title: 'КП отправлено на деле',
      names: { stage: 'Этап' },
      sentence: ({ stage }, say) => `На этап ${say.stage(stage)} сделка переходит, когда КП отправлено или озвучено по телефону.`,
      lesson: 'Отчёт о КП верен, только если каждое из них дошло до клиента. Небольшую сумму можно назвать по телефону: так и отметьте.',
      refusal: () => 'КП ещё не отправлено и не озвучено',
    },
    en: {
      title: 'A proposal has been given',
      names: { stage: 'Stage' },
      sentence: ({ stage }, say) => `A deal enters ${say.stage(stage)} when the proposal has been sent, or told by phone.`,
      lesson: 'A report on proposals is true only if each of them has reached the client. A small sum may be told by phone: say so.',
      refusal: () => 'No proposal has been sent or told yet',
    },
  },
})
