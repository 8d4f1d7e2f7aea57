import type { Edits } from '../act.ts'
import { aTask, type Answer, colleague, type DealCase } from '../testing/index.ts'

/** One guard: an act that it lets pass, and the nearest act that it does not; no other clause minds either. */
export type GuardCase = {
  clause: string
  ids: string
  permitted: string
  refused: string
  tell: (deal: DealCase) => DealCase
  permit: (deal: DealCase) => Answer
  refuse: (deal: DealCase) => Answer
  /** Clauses that can't but mind too; they are off here. */
  besides?: string[]
  /** It waits for facts that the product does not record yet; here they are. */
  facts?: true
}

const filled = (deal: DealCase) => deal.withEverythingFilled()
/** Heard for the last time on Monday 2 March at noon; it is three weeks later, and nothing else has come of it. */
const silent = (deal: DealCase, ...attempts: string[]) =>
  filled(deal)
    .inStage('proposal-sent')
    .lastTalked('Mon 2 Mar 12:00')
    .attempted(...attempts)
    .at('Mon 23 Mar 12:00')
const refusal = (deal: DealCase) => filled(deal).inStage('proposal-sent').unanswered('Mon 9 Mar 12:00')
const evidence = ['mail Mon 9 Mar 12:00']
/** Lost, confirmed, and drawn for a call of quality control. */
const drawn = (deal: DealCase) => {
  const lost = deal.leftBy(
    filled(deal)
      .withEvidence('letter.pdf')
      .closedAs('too-dear', { evidence: ['letter.pdf'] }),
  )
  return lost.leftBy(lost.reviewed('confirmed')).drawn()
}
const platform: Edits = { fields: { platform: 'site' } }

export const guardCases: GuardCase[] = [
  {
    clause: 'one-inquiry-one-deal',
    ids: 'B6',
    permitted: 'one more inquiry for an open deal',
    refused: 'one more inquiry for a deal that is won',
    tell: (deal) => filled(deal),
    permit: (deal) => deal.inStage('taken').traced(),
    refuse: (deal) => deal.inStage('started').traced(),
  },
  {
    clause: 'stage-order',
    ids: 'B2',
    permitted: 'taken → qualified',
    refused: 'taken → proposal-sent',
    tell: (deal) => filled(deal).inStage('taken'),
    permit: (deal) => deal.moved('qualified', { result: 'Talked, knows what he wants' }),
    refuse: (deal) => deal.moved('proposal-sent', { result: 'Talked, knows what he wants' }),
  },
  {
    clause: 'first-stage-only',
    ids: 'B2',
    permitted: 'made in new-request',
    refused: 'made in taken',
    tell: filled,
    permit: (deal) => deal.inStage('new-request').created(),
    refuse: (deal) => deal.inStage('taken').created({}, { next: aTask() }),
  },
  {
    clause: 'back-needs-reason',
    ids: 'B2',
    permitted: 'attempts → proposal-sent with a reason',
    refused: 'attempts → proposal-sent without',
    tell: (deal) => filled(deal).inStage('attempts'),
    permit: (deal) => deal.moved('proposal-sent', { reason: 'Asks for a smaller proposal' }),
    refuse: (deal) => deal.moved('proposal-sent'),
  },
  {
    clause: 'required-fields',
    ids: 'B3',
    permitted: 'new-request → taken, the platform filled in the same act',
    refused: 'new-request → taken, no platform',
    tell: (deal) => deal.inStage('new-request'),
    permit: (deal) => deal.moved('taken', { filling: platform, result: 'Called' }),
    refuse: (deal) => deal.moved('taken', { result: 'Called' }),
  },
  {
    clause: 'note-present',
    ids: 'B3 B4',
    permitted: 'taken → qualified with a note',
    refused: 'taken → qualified with the note “windows”',
    tell: (deal) => filled(deal).noted('windows').inStage('taken'),
    permit: (deal) => deal.moved('qualified', { filling: { note: 'Windows for a summer house' }, result: 'Talked' }),
    refuse: (deal) => deal.moved('qualified', { result: 'Talked' }),
  },
  {
    clause: 'open-task',
    ids: 'D1',
    permitted: 'one of two tasks completed',
    refused: 'the only task completed',
    tell: (deal) => filled(deal).inStage('taken').withOnlyTask('call'),
    permit: (deal) => deal.withTask('meeting').completed('call', 'Agreed to meet'),
    refuse: (deal) => deal.completed('call', 'Agreed to meet'),
  },
  {
    clause: 'stage-task-result',
    ids: 'D2',
    permitted: 'a move with the result of the left task',
    refused: 'a move without it',
    tell: (deal) => filled(deal).inStage('taken'),
    permit: (deal) => deal.moved('qualified', { result: 'Talked' }),
    refuse: (deal) => deal.moved('qualified'),
  },
  {
    clause: 'result-note',
    ids: 'D3',
    permitted: 'a task completed with “yes”',
    refused: 'a task completed with “ok”',
    tell: (deal) => filled(deal).inStage('taken').withTask('call'),
    permit: (deal) => deal.completed('call', 'yes'),
    refuse: (deal) => deal.completed('call', ' ok '),
  },
  {
    clause: 'task-says-what',
    ids: 'D1',
    permitted: 'a task that says what to do',
    refused: 'a task “call”',
    tell: (deal) => filled(deal).inStage('taken'),
    permit: (deal) => deal.planned(aTask('call', { text: 'Ask for it' })),
    refuse: (deal) => deal.planned(aTask('call', { text: 'call' })),
  },
  {
    clause: 'loss-reason',
    ids: 'H1',
    permitted: 'spam in new-request',
    refused: 'spam in qualified',
    tell: filled,
    permit: (deal) => deal.inStage('new-request').closedAs('spam'),
    refuse: (deal) => deal.inStage('qualified').closedAs('spam'),
  },
  {
    clause: 'loss-evidence',
    ids: 'H1',
    permitted: 'too dear, with his letter',
    refused: 'too dear, with nothing to show',
    tell: (deal) => refusal(deal).happened('mail', 'out', 'sent', 'Mon 9 Mar 14:00'),
    permit: (deal) => deal.closedAs('too-dear', { evidence }),
    refuse: (deal) => deal.closedAs('too-dear'),
  },
  {
    clause: 'nothing-unanswered',
    ids: 'D7 H2',
    permitted: 'closed when his letter is answered',
    refused: 'closed while his letter waits',
    tell: refusal,
    permit: (deal) => deal.happened('mail', 'out', 'sent', 'Mon 9 Mar 14:00').closedAs('too-dear', { evidence }),
    refuse: (deal) => deal.closedAs('too-dear', { evidence }),
  },
  {
    clause: 'ladder-complete',
    ids: 'C8 H2',
    permitted: 'could not reach, on the last rung',
    refused: 'could not reach, on the last but one',
    tell: (deal) => filled(deal).inStage('taken').attempted('Tue 3 Mar 12:00'),
    permit: (deal) => deal.onRung(4).closedAs('could-not-reach'),
    refuse: (deal) => deal.onRung(3, 'Tue 10 Mar 9:00').closedAs('could-not-reach'),
  },
  {
    clause: 'attempts-before-closing',
    ids: 'H2',
    permitted: 'does not answer, after three attempts',
    refused: 'does not answer, after two',
    tell: (deal) => silent(deal, 'Tue 3 Mar 12:00'),
    permit: (deal) => deal.attempted('Thu 5 Mar 12:00', 'Mon 23 Mar 12:00').closedAs('does-not-answer'),
    refuse: (deal) => deal.attempted('Mon 23 Mar 12:00').closedAs('does-not-answer'),
  },
  {
    clause: 'silence-before-closing',
    ids: 'H2',
    permitted: 'does not answer, at three weeks',
    refused: 'does not answer, a minute before',
    besides: ['last-attempt-after-silence'],
    tell: (deal) => silent(deal, 'Tue 3 Mar 12:00', 'Thu 5 Mar 12:00', 'Thu 12 Mar 12:00'),
    permit: (deal) => deal.closedAs('does-not-answer'),
    refuse: (deal) => deal.at('Mon 23 Mar 11:59').closedAs('does-not-answer'),
  },
  {
    clause: 'last-attempt-after-silence',
    ids: 'H2',
    permitted: 'does not answer, tried once more after three weeks',
    refused: 'does not answer, not tried again',
    tell: (deal) => silent(deal, 'Tue 3 Mar 12:00', 'Thu 5 Mar 12:00', 'Thu 12 Mar 12:00'),
    permit: (deal) => deal.attempted('Mon 23 Mar 12:00').closedAs('does-not-answer'),
    refuse: (deal) => deal.attempted('Mon 23 Mar 11:59').closedAs('does-not-answer'),
  },
  {
    clause: 'could-not-reach-phone-only',
    ids: 'H2',
    permitted: 'an e-mail is known: does not answer',
    refused: 'an e-mail is known: could not reach',
    tell: (deal) => silent(deal, 'Tue 3 Mar 12:00', 'mail Thu 5 Mar 12:00', 'Mon 23 Mar 12:00').reachedBy('phone', 'mail'),
    permit: (deal) => deal.closedAs('does-not-answer'),
    refuse: (deal) => deal.closedAs('could-not-reach'),
  },
  {
    clause: 'every-channel-tried',
    ids: 'H2',
    permitted: 'called and written to',
    refused: 'only called, though an e-mail is known',
    tell: (deal) => silent(deal, 'Tue 3 Mar 12:00', 'Mon 23 Mar 12:00').reachedBy('phone', 'mail'),
    permit: (deal) => deal.attempted('mail Thu 5 Mar 12:00').closedAs('does-not-answer'),
    refuse: (deal) => deal.attempted('Thu 5 Mar 12:00').closedAs('does-not-answer'),
  },
  {
    clause: 'lifetime',
    ids: 'B8',
    permitted: 'prolonged by a month, with a reason',
    refused: 'prolonged by more than a month',
    tell: filled,
    permit: (deal) => deal.prolonged('Thu 2 Jul 10:00'),
    refuse: (deal) => deal.prolonged('Thu 2 Jul 10:01'),
  },
  {
    clause: 'taking',
    ids: 'I4',
    permitted: 'a trainee takes a deal for 500 000',
    refused: 'a trainee takes a deal for a kopeck more',
    tell: (deal) => filled(deal).inStage('attempts').of(colleague).onTheExchangeSince('Mon 2 Mar 10:00').by('trainee'),
    permit: (deal) => deal.budgeted(500_000_00).taken(),
    refuse: (deal) => deal.budgeted(500_000_01).taken(),
  },
  {
    clause: 'own-return-pause',
    ids: 'I4',
    permitted: 'taken again by who gave it back three working days ago',
    refused: 'taken again a minute before',
    tell: (deal) => filled(deal).inStage('taken').onTheExchangeSince('Thu 5 Mar 10:00', 'given-back'),
    permit: (deal) => deal.at('Wed 11 Mar 10:00').taken(),
    refuse: (deal) => deal.at('Wed 11 Mar 09:59').taken(),
  },
  {
    clause: 'release',
    ids: 'I3',
    permitted: 'the twentieth deal is marked to be kept',
    refused: 'the twenty-first is',
    tell: (deal) => filled(deal).inStage('taken'),
    permit: (deal) => deal.asks({ kind: 'keep', marked: 19, keepMax: 20 }),
    refuse: (deal) => deal.asks({ kind: 'keep', marked: 20, keepMax: 20 }),
  },
  {
    clause: 'load-max',
    ids: 'D9',
    permitted: 'given to somebody who has 79 deals',
    refused: 'given to somebody who has 80',
    tell: filled,
    permit: (deal) => deal.underLoad(79, { max: 80 }).assignedTo(colleague),
    refuse: (deal) => deal.underLoad(80, { max: 80 }).assignedTo(colleague),
  },
  {
    clause: 'quality-sample',
    ids: 'H6',
    permitted: 'a false loss to another manager',
    refused: 'a false loss back to the same manager',
    tell: (deal) => drawn(deal),
    permit: (deal) => deal.calledBack('false', { responsibleId: colleague }),
    refuse: (deal) => deal.calledBack('false', { responsibleId: deal.situation().deal!.responsibleId }),
  },
  {
    clause: 'proposal-given',
    ids: 'B10 G1',
    permitted: 'qualified → proposal-sent, told by phone',
    refused: 'qualified → proposal-sent, nothing sent',
    facts: true,
    tell: (deal) => filled(deal).inStage('qualified'),
    permit: (deal) => deal.proposalSent('Tue 10 Mar 9:30', { voiced: true }).moved('proposal-sent', { result: 'Told him the sum' }),
    refuse: (deal) => deal.moved('proposal-sent', { result: 'Promised to send it' }),
  },
  {
    clause: 'invoice-issued',
    ids: 'B10 G3',
    permitted: 'start-agreed → invoiced with an invoice',
    refused: 'start-agreed → invoiced without',
    facts: true,
    tell: (deal) => filled(deal).inStage('start-agreed'),
    permit: (deal) => deal.invoiced('Tue 10 Mar 9:30').moved('invoiced', { result: 'Sent both' }),
    refuse: (deal) => deal.moved('invoiced', { result: 'Sent the contract' }),
  },
  {
    clause: 'paid-before-start',
    ids: 'B10 G4',
    permitted: 'invoiced → started, paid in full',
    refused: 'invoiced → started, paid but for a kopeck',
    facts: true,
    besides: ['stage-truth'],
    tell: (deal) => filled(deal).inStage('invoiced').invoiced('Tue 3 Mar 12:00'),
    permit: (deal) => deal.paid('Tue 10 Mar 9:30').moved('started', { result: 'The money is here' }),
    refuse: (deal) => deal.paid('Tue 10 Mar 9:30', 99_999_99).moved('started', { result: 'Almost all is here' }),
  },
]
