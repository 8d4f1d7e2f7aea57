import type { Edits } from '../act.ts'
import { aTask, type Answer, type DealCase } from '../testing/index.ts'

/** One guard: an act that it lets pass, and the nearest act that it does not; no other clause minds either. */
export type GuardCase = {
  clause: string
  ids: string
  permitted: string
  refused: string
  tell: (deal: DealCase) => DealCase
  permit: (deal: DealCase) => Answer
  refuse: (deal: DealCase) => Answer
}

const filled = (deal: DealCase) => deal.withEverythingFilled()
const platform: Edits = { fields: { platform: 'site' } }

export const guardCases: GuardCase[] = [
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
]
