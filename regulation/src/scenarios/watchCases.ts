import type { DealEventType } from '../events.ts'
import { type DealCase } from '../testing/index.ts'

/** One watch: from which instant it is broken, and what follows; nothing else falls due meanwhile, for all other clauses are off. */
export type WatchCase = {
  clause: string
  ids: string
  which: string
  tell: (deal: DealCase) => DealCase
  due: string
  about?: string
  follows: DealEventType[]
  /** Other clauses that this one works with; they stay as shipped. */
  with?: string[]
}

const inQualified = (deal: DealCase) => deal.withEverythingFilled().inStage('qualified')
const calls = (days: number[], month: string) =>
  days.flatMap((day) => ['10:00', '13:00', '16:00'].map((clock) => `${day} ${month} ${clock}`))
const closingGuards = [
  'loss-reason',
  'nothing-unanswered',
  'ladder-complete',
  'attempts-before-closing',
  'silence-before-closing',
  'last-attempt-after-silence',
  'could-not-reach-phone-only',
]

export const watchCases: WatchCase[] = [
  {
    clause: 'contact-request',
    ids: 'C7',
    which: 'asked for contact data on a Saturday, nothing heard since (§11 row 31)',
    tell: (deal) => deal.reachedBy('mail').inStage('new-request').askedForContacts('Sat 14 Mar 11:00'),
    due: 'Tue 17 Mar 09:00',
    follows: ['letter-queued'],
  },
  {
    clause: 'overdue',
    ids: 'D4',
    which: 'a task due Wed 15:00',
    tell: (deal) => inQualified(deal).withOnlyTask('call', { due: 'Wed 11 Mar 15:00' }),
    due: 'Wed 11 Mar 15:00',
    about: 'call',
    follows: [],
  },
  {
    clause: 'overdue-hand-over',
    ids: 'D4',
    which: 'a task due Wed 15:00, in qualified',
    tell: (deal) => inQualified(deal).withOnlyTask('call', { due: 'Wed 11 Mar 15:00' }),
    due: 'Fri 13 Mar 15:00',
    about: 'call',
    follows: ['responsible-changed'],
  },
  {
    clause: 'overdue-hand-over',
    ids: 'D4',
    which: 'the same in start-agreed, where the head decides',
    tell: (deal) => deal.withEverythingFilled().inStage('start-agreed').withOnlyTask('call', { due: 'Wed 11 Mar 15:00' }),
    due: 'Fri 13 Mar 15:00',
    about: 'call',
    follows: ['task-set'],
  },
  {
    clause: 'stage-stay',
    ids: 'B9',
    which: 'two working days in qualified',
    tell: (deal) => inQualified(deal.createdOn('Fri 6 Mar 17:00')),
    due: 'Wed 11 Mar 17:00',
    follows: [],
  },
  {
    clause: 'touch-cadence',
    ids: 'D5',
    which: 'touched on a Monday',
    tell: (deal) => inQualified(deal).withOnlyTask('call', { due: 'Wed 20 May 12:00' }).touched('Mon 20 Apr 15:00'),
    due: 'Mon 4 May 18:00',
    follows: ['task-set'],
  },
  {
    clause: 'touch-cadence',
    ids: 'D5',
    which: 'touched on a Saturday',
    tell: (deal) => inQualified(deal).withOnlyTask('call', { due: 'Wed 20 May 12:00' }).touched('Sat 25 Apr 15:00'),
    due: 'Tue 12 May 18:00',
    follows: ['task-set'],
  },
  {
    clause: 'touch-cadence',
    ids: 'D5',
    which: 'never touched: from its creation, and a task planned before the next day is enough',
    tell: (deal) => inQualified(deal).withOnlyTask('call', { due: 'Tue 17 Mar 12:00' }),
    due: 'Mon 16 Mar 18:00',
    follows: [],
  },
  {
    clause: 'thinking-weekly',
    ids: 'H8',
    which: 'he is thinking since Friday',
    tell: (deal) =>
      deal
        .withEverythingFilled()
        .inStage('proposal-discussed')
        .withOnlyTask('next-step', { due: 'Wed 20 May 12:00' })
        .lastTalked('Fri 24 Apr 16:00'),
    due: 'Mon 4 May 18:00',
    follows: ['task-set'],
  },
  {
    clause: 'silence-end',
    ids: 'H3',
    which: 'too little was tried: to the exchange, the head decides',
    tell: (deal) => inQualified(deal).lastTalked('Mon 2 Mar 12:00'),
    due: 'Mon 27 Apr 18:00',
    follows: ['responsible-changed', 'task-set'],
    with: closingGuards,
  },
  {
    clause: 'silence-end',
    ids: 'H3',
    which: 'eight weeks end on a day off',
    tell: (deal) => inQualified(deal).lastTalked('Mon 16 Mar 10:00'),
    due: 'Tue 12 May 18:00',
    follows: ['responsible-changed', 'task-set'],
    with: closingGuards,
  },
  {
    clause: 'silence-end',
    ids: 'H3',
    which: 'everything was tried: the system closes',
    tell: (deal) =>
      inQualified(deal)
        .withOnlyTask('call')
        .lastTalked('Mon 2 Mar 12:00')
        .attempted('Tue 3 Mar 12:00', 'Thu 5 Mar 12:00', 'Mon 23 Mar 12:00'),
    due: 'Mon 27 Apr 18:00',
    follows: ['task-cancelled', 'deal-lost'],
    with: closingGuards,
  },
  {
    clause: 'lifetime',
    ids: 'B8',
    which: 'three months, ending on a holiday',
    tell: (deal) => inQualified(deal.createdOn('Thu 12 Mar 11:00')),
    due: 'Mon 15 Jun 18:00',
    follows: ['task-set'],
  },
  {
    clause: 'incoming-answer',
    ids: 'D7',
    which: 'a letter shortly before closing',
    tell: (deal) => inQualified(deal).unanswered('Tue 10 Mar 17:00'),
    due: 'Wed 11 Mar 10:00',
    about: 'mail Tue 10 Mar 17:00',
    follows: [],
  },
  {
    clause: 'exchange-wait',
    ids: 'I1',
    which: 'since Friday 17:00',
    tell: (deal) => inQualified(deal).onTheExchangeSince('Fri 6 Mar 17:00'),
    due: 'Tue 10 Mar 12:00',
    follows: [],
  },
  {
    clause: 'note-fresh',
    ids: 'B4',
    which: 'a talk on Friday, the note is older',
    tell: (deal) => inQualified(deal).lastTalked('Fri 6 Mar 12:00'),
    due: 'Tue 10 Mar 12:00',
    follows: [],
  },
  {
    clause: 'attention',
    ids: 'D6',
    which: 'no movement for three weeks',
    tell: (deal) => inQualified(deal).heard('Thu 9 Apr 12:00'),
    due: 'Thu 30 Apr 17:00',
    about: 'no-movement',
    follows: [],
  },
  {
    clause: 'attention',
    ids: 'D6',
    which: 'three calls a day on five working days, over a weekend and a holiday',
    tell: (deal) =>
      inQualified(deal)
        .attempted(...calls([4, 5, 6, 10, 11], 'Mar'))
        .at('Tue 10 Mar 17:00'),
    due: 'Wed 11 Mar 16:00',
    about: 'too-often',
    follows: [],
  },
  {
    clause: 'stage-truth',
    ids: 'B10',
    which: 'all is known that qualified asks for, and it is still in taken',
    tell: (deal) => deal.withEverythingFilled().inStage('taken').lastTalked('Fri 6 Mar 12:00'),
    due: 'Fri 6 Mar 12:00',
    about: 'qualified',
    follows: [],
  },
  {
    clause: 'closing-review',
    ids: 'H5',
    which: 'a loss that nobody has checked for two working days',
    tell: (deal) =>
      deal.leftBy(
        deal
          .withEverythingFilled()
          .withEvidence('letter.pdf')
          .closedAs('too-dear', { evidence: ['letter.pdf'] }),
      ),
    due: 'Thu 12 Mar 10:00',
    follows: [],
  },
  {
    clause: 'quality-sample',
    ids: 'H6',
    which: 'a drawn loss about which nobody has called for three working days',
    tell: (deal) =>
      deal
        .leftBy(
          deal
            .withEverythingFilled()
            .withEvidence('letter.pdf')
            .closedAs('too-dear', { evidence: ['letter.pdf'] }),
        )
        .drawn(),
    due: 'Fri 13 Mar 10:00',
    follows: [],
  },
  {
    clause: 'stage-truth',
    ids: 'B10 G4',
    which: 'paid in full, and still in qualified',
    tell: (deal) => inQualified(deal).invoiced('Tue 3 Mar 12:00').paid('Fri 6 Mar 12:00'),
    due: 'Fri 6 Mar 12:00',
    about: 'started',
    follows: [],
  },
  {
    clause: 'no-invoice',
    ids: 'G3',
    which: 'two working days in start-agreed without an invoice',
    tell: (deal) => deal.withEverythingFilled().createdOn('Fri 6 Mar 17:00').inStage('start-agreed'),
    due: 'Wed 11 Mar 17:00',
    follows: [],
  },
  {
    clause: 'called-back',
    ids: 'F4',
    which: 'missed an hour before closing',
    tell: (deal) => inQualified(deal).missedCallAt('Tue 10 Mar 17:00'),
    due: 'Wed 11 Mar 10:00',
    about: 'call Tue 10 Mar 17:00',
    follows: [],
  },
  {
    clause: 'call-climbed',
    ids: 'F1',
    which: 'nobody in the department answered',
    tell: (deal) => inQualified(deal).callClimbed('Fri 6 Mar 12:00'),
    due: 'Fri 6 Mar 12:00',
    about: '',
    follows: [],
  },
]
