import { describe, expect, test } from 'vitest'
import type { Interaction } from '../act.ts'
import { aDeal, inMoscow } from '../testing/index.ts'

type Told = Omit<Interaction, 'id' | 'at'>
const call = (direction: 'in' | 'out', outcome: Told['outcome'], more: Partial<Told> = {}): Told => ({
  channel: 'call',
  direction,
  outcome,
  ...more,
})
const written = (channel: 'mail' | 'sms' | 'chat' | 'messenger', direction: 'in' | 'out', outcome: Told['outcome']): Told => ({
  channel,
  direction,
  outcome,
})
const meeting = (outcome: 'held' | 'cancelled'): Told => ({ channel: 'meeting', direction: 'out', outcome })

/** Four facts of one communication: was the client heard, did we talk, was it an attempt, a touch; and does it wait for an answer. */
const factsOf = (told: Told, deal = aDeal()) => {
  const before = deal.situation().deal!
  const after = deal.at('Tue 10 Mar 12:00').recorded(told).deal!
  return [
    after.heardAt > before.heardAt && 'heard',
    after.talkedAt !== before.talkedAt && 'talk',
    after.attempts.length > before.attempts.length && 'attempt',
    after.touchedAt > before.touchedAt && 'touch',
    after.unanswered.length > before.unanswered.length && 'unanswered',
    after.evidence.length > before.evidence.length && 'evidence',
  ]
    .filter(Boolean)
    .join(' ')
}

describe('[H2 D5 D7] heard, talk, attempt, touch, unanswered and evidence are different facts', () => {
  test.each<[string, Told, string]>([
    ['a call that he answered', call('out', 'talked'), 'heard talk touch'],
    ['a call of ten seconds', call('out', 'talked', { seconds: 10 }), 'heard talk touch'],
    ['a call of nine seconds', call('out', 'talked', { seconds: 9 }), 'attempt touch'],
    ['a recorded talk', call('out', 'talked', { seconds: 60, hasRecording: true }), 'heard talk touch evidence'],
    ['nine recorded seconds', call('out', 'talked', { seconds: 9, hasRecording: true }), 'attempt touch'],
    ['no answer', call('out', 'no-answer'), 'attempt touch'],
    ['busy', call('out', 'busy'), 'attempt touch'],
    ['a wrong number', call('out', 'wrong-number'), ''],
    ['he rang and we talked', call('in', 'talked', { seconds: 40 }), 'heard talk touch'],
    ['he rang and it broke off', call('in', 'talked', { seconds: 3 }), 'heard'],
    ['he rang and nobody answered', call('in', 'missed'), 'heard unanswered'],
    ['he rang and the line was busy', call('in', 'busy'), 'heard unanswered'],
    ['our letter', written('mail', 'out', 'sent'), 'attempt touch'],
    ['our letter that bounced', written('mail', 'out', 'bounced'), ''],
    ['our SMS', written('sms', 'out', 'sent'), 'attempt touch'],
    ['our message', written('messenger', 'out', 'sent'), 'attempt touch'],
    ['his letter', written('mail', 'in', 'received'), 'heard unanswered evidence'],
    ['his message in the chat', written('chat', 'in', 'received'), 'heard unanswered evidence'],
    ['an automatic reply', written('mail', 'in', 'auto-reply'), ''],
    ['a meeting', meeting('held'), 'heard talk touch'],
    ['a meeting that was called off', meeting('cancelled'), ''],
  ])('%s: %3$s', (_what, told, facts) => {
    expect(factsOf(told)).toBe(facts)
  })

  test('what the regulation sends itself is neither attempt nor touch', () => {
    for (const told of [call('out', 'no-answer'), written('mail', 'out', 'sent')]) expect(factsOf(told, aDeal().by('system'))).toBe('')
  })

  test.each<[string, ReturnType<typeof aDeal>]>([
    ['our call', aDeal().attempted('Mon 9 Mar 12:00')],
    ['an automatic letter', aDeal().letterSent('Mon 9 Mar 12:00')],
  ])('his message is a talk when it follows something of ours: %s', (_what, deal) => {
    expect(factsOf(written('mail', 'in', 'received'), deal)).toBe('heard talk unanswered evidence')
  })

  test.each<[string, ReturnType<typeof aDeal>]>([
    ['a letter that bounced', aDeal().happened('mail', 'out', 'bounced', 'Mon 9 Mar 12:00')],
    ['what we sent only later', aDeal().attempted('Tue 10 Mar 13:00')],
  ])('but not when that is %s', (_what, deal) => {
    expect(factsOf(written('mail', 'in', 'received'), deal)).not.toContain('talk')
  })
})

describe('[H2] attempts count since the client was last heard', () => {
  const attempts = (deal: ReturnType<typeof aDeal>) => deal.situation().deal!.attempts.map(({ at }) => inMoscow(at))

  test('a sign of him takes away those before it', () => {
    expect(attempts(aDeal().attempted('Tue 3 Mar 12:00', 'Thu 5 Mar 12:00').heard('Wed 4 Mar 12:00'))).toEqual(['Thu 5 Mar 12:00'])
  })

  test('an attempt recorded late takes its place in time', () => {
    const late = aDeal().attempted('Thu 5 Mar 12:00', 'Tue 3 Mar 12:00')
    expect(attempts(late)).toEqual(['Tue 3 Mar 12:00', 'Thu 5 Mar 12:00'])
    expect(attempts(late.heard('Wed 4 Mar 12:00').attempted('Tue 3 Mar 13:00'))).toEqual(['Thu 5 Mar 12:00'])
  })

  test('another responsible does not reset them, reopening does', () => {
    const tried = aDeal().attempted('Thu 5 Mar 12:00')
    expect(tried.assignedTo(null).deal?.attempts).toHaveLength(1)
    const closed = tried.onRung(4).closedAs('could-not-reach')
    expect(tried.leftBy(closed).reopened().deal?.attempts).toEqual([])
  })

  test('a late entry moves no clock back', () => {
    const deal = aDeal().lastTalked('Mon 9 Mar 12:00').lastTalked('Thu 5 Mar 12:00').situation().deal!
    expect([deal.heardAt, deal.talkedAt, deal.touchedAt].map((at) => inMoscow(at!))).toEqual(Array(3).fill('Mon 9 Mar 12:00'))
  })
})

describe('[D7] what waits for an answer', () => {
  const ids = (deal: ReturnType<typeof aDeal>) => deal.situation().deal!.unanswered.map(({ id }) => id)
  const wrote = aDeal().unanswered('Mon 9 Mar 12:00')

  test.each<[string, ReturnType<typeof aDeal>, number]>([
    ['our letter', wrote.attempted('mail Mon 9 Mar 13:00'), 0],
    ['our letter that bounced', wrote.happened('mail', 'out', 'bounced', 'Mon 9 Mar 13:00'), 1],
    ['a letter before it', wrote.attempted('mail Mon 9 Mar 11:00'), 1],
    ['a call, which is another kind', wrote.attempted('Mon 9 Mar 13:00'), 1],
    ['an automatic letter of ours', wrote.happened('mail', 'out', 'sent', 'Mon 9 Mar 13:00', { automatic: true }), 1],
    ['another letter of his', wrote.unanswered('Mon 9 Mar 13:00'), 2],
    ['another letter of his, after we called', wrote.attempted('Mon 9 Mar 12:30').unanswered('Mon 9 Mar 13:00'), 2],
  ])('his letter, then %s', (_then, deal, waiting) => {
    expect(ids(deal)).toHaveLength(waiting)
  })

  test.each<[string, ReturnType<typeof aDeal>, number]>([
    ['any call back, reached or not', aDeal().missedCallAt('Mon 9 Mar 12:00').attempted('Mon 9 Mar 13:00'), 0],
    ['his next call, which we took', aDeal().missedCallAt('Mon 9 Mar 12:00').happened('call', 'in', 'talked', 'Mon 9 Mar 13:00'), 0],
    ['our letter', aDeal().missedCallAt('Mon 9 Mar 12:00').attempted('mail Mon 9 Mar 13:00'), 1],
  ])('his missed call, then %s', (_then, deal, waiting) => {
    expect(ids(deal)).toHaveLength(waiting)
  })

  test('it can be dismissed with a reason, once', () => {
    const dismissed = wrote.asks({ kind: 'dismiss-incoming', incomingId: 'mail Mon 9 Mar 12:00', reason: 'A newsletter' })
    expect(dismissed.deal?.unanswered).toEqual([])
    expect(wrote.leftBy(dismissed).asks({ kind: 'dismiss-incoming', incomingId: 'mail Mon 9 Mar 12:00', reason: 'Again' }).allowed).toBe(
      false,
    )
  })
})

describe('[H8 D5] a date that the client named', () => {
  const deal = aDeal().withEverythingFilled().inStage('proposal-discussed')
  const namedAt = (answer: { deal: { namedAt: number | null } | null }) => {
    const at = answer.deal!.namedAt
    return at === null ? null : inMoscow(at)
  }

  test('with the talk, with a task, with a move', () => {
    const dueAt = Date.parse('2026-05-20T12:00+03:00')
    const task = { kind: 'call', text: 'Back from his holidays', dueAt }
    expect(namedAt(deal.recorded({ ...call('out', 'talked'), namedAt: dueAt }))).toBe('Wed 20 May 12:00')
    expect(namedAt(deal.planned({ ...task, named: true }))).toBe('Wed 20 May 12:00')
    expect(namedAt(deal.moved('attempts', { task: { ...task, kind: 'next-step' } }))).toBe('Wed 20 May 12:00')
    expect(namedAt(deal.planned(task))).toBeNull()
  })

  test('the next talk without a date takes it back, an attempt does not', () => {
    const named = deal.named('Wed 20 May 12:00')
    expect(namedAt(named.recorded(call('out', 'no-answer')))).toBe('Wed 20 May 12:00')
    expect(namedAt(named.recorded(call('out', 'talked')))).toBeNull()
  })
})
