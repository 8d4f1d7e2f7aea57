import { describe, expect, test } from 'vitest'
import { aDeal, aRegulation, breachesIn, moscow, tasksAfter } from '../../testing/index.ts'

/** The scenarios of the regulation's §11 with their instants: proposals and invoices. */

describe('[E3 D2] row 30: the proposal was sent on Thu 12.03 16:00', () => {
  const book = aRegulation().recording().withOnly('proposal-opened', 'overdue').withMode('proposal-opened', 'enforce')
  const sent = aDeal()
    .under(book)
    .withEverythingFilled()
    .inStage('proposal-sent')
    .withOnlyTask('handle-objections', { due: 'Fri 13.03 16:00' })
    .proposalSent('Thu 12.03 16:00')
  const opens = (at: string) => sent.at(at).recordedFact({ type: 'proposal-opened', at: moscow(at), data: { id: 'proposal' } })

  test('opened Fri 10:05: the one task is due 10:35', () => {
    const opened = opens('Fri 13.03 10:05')
    expect(tasksAfter(opened)).toEqual(['handle-objections, Fri 13 Mar 10:35'])
    // Opened again in the evening, it says nothing new.
    const again = sent
      .leftBy(opened)
      .at('Fri 13.03 10:20')
      .recordedFact({ type: 'proposal-opened', at: moscow('Fri 13.03 10:20'), data: { id: 'proposal' } })
    expect(tasksAfter(again)).toEqual(['handle-objections, Fri 13 Mar 10:35'])
    expect(sent.leftBy(opened).atInstant(moscow('Fri 13.03 10:20')).livedUntil('Fri 13.03 10:34').events).toEqual([])
  })

  test('unopened: it becomes remind at 16:00, due 18:00, without a breach, and once', () => {
    const before = sent.at('Thu 12.03 16:00').livedUntil(moscow('Fri 13.03 16:00') - 1)
    expect(before.events).toEqual([])
    const lived = sent.at('Thu 12.03 16:00').livedUntil('Fri 13.03 16:00')
    expect(tasksAfter(lived)).toEqual(['remind, Fri 13 Mar 18:00'])
    expect(lived.deal.openTasks).toMatchObject([{ id: 'handle-objections' }])
    expect(breachesIn(lived)).toEqual([])
    const later = sent.at('Thu 12.03 16:00').livedUntil('Tue 17.03 18:00')
    expect(breachesIn(later)).toEqual(['overdue (handle-objections), Fri 13 Mar 18:00'])
    expect(later.events.filter(({ clause }) => clause === 'proposal-opened').map(({ type }) => type)).toEqual(['fell-due', 'task-changed'])
  })

  test('told by phone there is nothing to open', () => {
    const voiced = aDeal()
      .under(book)
      .withEverythingFilled()
      .inStage('proposal-sent')
      .withOnlyTask('handle-objections', { due: 'Mon 16.03 16:00' })
      .proposalSent('Thu 12.03 16:00', { voiced: true })
    expect(voiced.at('Thu 12.03 16:00').livedUntil('Fri 13.03 18:00').events).toEqual([])
  })

  test('as shipped it waits: nothing is asked of a product that does not know of openings', () => {
    const waiting = sent.under(aRegulation().withOnly('proposal-opened'))
    expect(waiting.at('Thu 12.03 16:00').livedUntil('Tue 17.03 18:00').events).toEqual([])
    expect(waiting.regulation.clause('proposal-opened')).toMatchObject({ mode: 'observe', waits: true })
  })
})

describe('[B10 G4] row 33: the first invoice is paid in full', () => {
  const book = aRegulation().recording().withMode('payment-moves', 'enforce').withMode('paid-before-start', 'enforce')
  const pays = (stage: string, amount = 100_000_00) =>
    aDeal()
      .under(book)
      .withEverythingFilled()
      .inStage(stage)
      .invoiced('Tue 3.03 12:00')
      .at('Tue 10.03 10:00')
      .recordedFact({ type: 'payment-received', at: moscow('Tue 10.03 10:00'), data: { invoiceId: 'invoice', amount } })

  test('in invoiced: moved to started, won, and the production order is opened', () => {
    const paid = pays('invoiced')
    expect(paid.deal).toMatchObject({ status: 'won', stage: 'started', closedAt: moscow('Tue 10.03 10:00') })
    expect(paid.changes.opens).toMatchObject([{ after: { pipeline: 'production', stage: 'documents' } }])
  })

  test('paid in part it stays; the rest moves it', () => {
    expect(pays('invoiced', 99_999_99).deal).toMatchObject({ status: 'open', stage: 'invoiced' })
  })

  test('in qualified: it stays, stage-truth is broken, and the way is gone step by step', () => {
    const paid = pays('qualified')
    expect(paid.deal).toMatchObject({ status: 'open', stage: 'qualified' })
    expect(breachesIn(paid)).toContain('stage-truth (started), Tue 10 Mar 10:00')
    const next = aDeal()
      .leftBy(paid)
      .possibleActs()
      .filter(({ act, verdict }) => act === 'move' && verdict.allowed)
    expect(next.map(({ to }) => to)).toEqual(['proposal-sent'])
  })

  test('something lacks for the start: not moved, and the responsible has to mend it', () => {
    const strict = aDeal()
      .under(book.withMode('stage-task-result', 'enforce'))
      .withEverythingFilled()
      .inStage('invoiced')
      .invoiced('Tue 3.03 12:00')
      .recordedFact({ type: 'payment-received', at: moscow('Tue 10.03 10:00'), data: { invoiceId: 'invoice', amount: 100_000_00 } })
    expect(strict.deal).toMatchObject({ status: 'open', stage: 'invoiced' })
    expect(tasksAfter(strict)).toContain('mend-and-move, Tue 10 Mar 14:00')
  })
})
