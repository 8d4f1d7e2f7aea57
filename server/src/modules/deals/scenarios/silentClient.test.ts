import type { Finding } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, refusedBy, type Person } from '../../../testing/company.ts'
import {
  aClient,
  aDealIn,
  closed,
  dealOf,
  done,
  readBreaches,
  said,
  sandbox,
  talked,
  tasksOf,
  told,
  triedIn,
} from '../../../testing/sandbox.ts'

const app = await application('2026-02-02T07:00:00Z')

const lacksOf = (refusals: Finding[] | undefined, clause: string) => refusals?.find((it) => it.clause === clause)?.lacks
const passesOf = (refusals: Finding[] | undefined) =>
  refusals?.map(({ clause, passesAt }) => [clause, passesAt === null ? null : said(passesAt)])

/** A client talked to on Monday 2 March at noon, of whom phone and e-mail are known. */
async function silentSinceMonday() {
  const company = await sandbox(app, 'Mon 2.03 11:30')
  await company.onlyWatching()
  const manager = await company.member('manager')
  const deal = await aDealIn(manager, 'proposal-sent', { contact: aClient({ mail: true }) })
  await company.until('Mon 2.03 12:00')
  await talked(manager, deal)
  const tried = async (...times: string[]) => {
    for (const at of times) {
      await company.until(at)
      await triedIn(manager, deal)
    }
  }
  const gaveUp = async (at: string, reason = 'does-not-answer') => {
    await company.until(at)
    return closed(manager, deal, reason)
  }
  return { ...company, manager, deal, tried, gaveUp }
}

describe('[H2] closing a client who stopped answering, regulation §11', () => {
  test('[H2] row 11: on the twentieth day three attempts are there, but not the three weeks, nor an attempt after them', async () => {
    const { tried, gaveUp } = await silentSinceMonday()
    await tried('Tue 3.03 12:00', 'Thu 5.03 12:00', 'Thu 12.03 12:00')
    const refused = await gaveUp('Sun 22.03 12:00')
    expect(refused.status).toBe(409)
    expect(passesOf(refused.problem.refusals)).toEqual([
      ['silence-before-closing', 'Mon 23 Mar 12:00'],
      ['last-attempt-after-silence', null],
    ])
  })

  test('[H2] row 12: when the weeks are over only the last attempt is lacking, and it has to come after them', async () => {
    const { tried, gaveUp, until, manager, deal } = await silentSinceMonday()
    await tried('Tue 3.03 12:00', 'Thu 5.03 12:00', 'Thu 12.03 12:00', 'Mon 23.03 11:59')
    const early = await gaveUp('Mon 23.03 12:00')
    expect(refusedBy(early)).toEqual(['last-attempt-after-silence'])
    expect(early.problem.refusals![0]!.mends).toContainEqual({ act: 'try-now' })
    await until('Mon 23.03 12:00')
    await triedIn(manager, deal)
    const lost = done(await closed(manager, deal, 'does-not-answer')).deal
    expect(lost).toMatchObject({ status: 'lost', lossReason: 'does-not-answer' })
  })

  test('[H2] row 13: three calls within forty minutes are one attempt', async () => {
    const { tried, gaveUp } = await silentSinceMonday()
    await tried('Tue 24.03 12:00', 'Tue 24.03 12:20', 'Tue 24.03 12:40')
    const refused = await gaveUp('Tue 24.03 13:00')
    expect(refusedBy(refused)).toEqual(['attempts-before-closing'])
    expect(lacksOf(refused.problem.refusals, 'attempts-before-closing')).toMatchObject({ made: 1, needed: 3 })
  })

  test('[H2] row 13: two calls and the automatic letter are two attempts', async () => {
    const company = await sandbox(app, 'Mon 2.03 11:00')
    await company.onlyWatching()
    const manager = await company.member('manager')
    const deal = await aDealIn(manager, 'proposal-sent', { contact: aClient({ mail: true }) })
    // The letter that the ladder orders is sent before the talk began the counting anew, and would be none after it either.
    await company.until('Mon 2.03 12:00')
    await talked(manager, deal)
    for (const at of ['Tue 3.03 12:00', 'Tue 24.03 12:00']) {
      await company.until(at)
      await triedIn(manager, deal)
    }
    const refused = await closed(manager, deal, 'does-not-answer')
    expect(refusedBy(refused)).toEqual(['attempts-before-closing'])
    expect(lacksOf(refused.problem.refusals, 'attempts-before-closing')).toMatchObject({ made: 2, needed: 3 })
  })

  test('[H2] row 14: after a talk, with an e-mail known, could-not-reach is the wrong reason', async () => {
    const { gaveUp } = await silentSinceMonday()
    const refused = await gaveUp('Mon 30.03 12:00', 'could-not-reach')
    expect(refusedBy(refused)).toContain('could-not-reach-phone-only')
    expect(refused.problem.refusals!.find(({ clause }) => clause === 'could-not-reach-phone-only')!.mends).toEqual([
      { act: 'closure', reason: 'does-not-answer' },
    ])
  })
})

/** Heard on Monday 2 March at noon, with every other clause of time at rest. */
async function heardAt(begins: string, heard: string) {
  const company = await sandbox(app, begins)
  await company.onlyWatching('silence-end')
  const manager = await company.member('manager')
  const deal = await aDealIn(manager, 'proposal-sent', { contact: aClient({ mail: true }) })
  await company.until(heard)
  await talked(manager, deal)
  return { ...company, manager, deal }
}
const events = async (by: Person, id: string) =>
  (await by.get<{ items: { type: string; at: string; by: unknown; clause: string | null }[] }>(`/deals/${id}/timeline`)).body.items

describe('[H3] eight weeks of silence, regulation §11', () => {
  test('[H3] row 15: tried enough: the system closes the deal at the closing of the day', async () => {
    const { until, manager, deal, owner } = await heardAt('Mon 2.03 11:30', 'Mon 2.03 12:00')
    for (const at of ['Tue 3.03 12:00', 'Thu 12.03 12:00', 'Mon 23.03 12:00']) {
      await until(at)
      await triedIn(manager, deal)
    }
    await until('Mon 27.04 17:59')
    expect((await dealOf(owner, deal)).status).toBe('open')
    await until('Mon 27.04 18:00')
    const lost = await dealOf(owner, deal)
    expect([lost.status, lost.lossReason, said(lost.closedAt!)]).toEqual(['lost', 'does-not-answer', 'Mon 27 Apr 18:00'])
    const closing = (await events(owner, deal.id)).find(({ type }) => type === 'deal-lost')
    expect(closing).toMatchObject({ by: null, clause: 'silence-end' })
    expect(lost.tasks.map(({ kind }) => kind)).toEqual(['check-closing'])
  })

  test('[H3] row 15: no attempt at all: to the exchange, and the head decides within a working day', async () => {
    const { until, deal, owner, breaches, manager } = await heardAt('Mon 2.03 11:30', 'Mon 2.03 12:00')
    await until('Tue 28.04 09:00')
    const left = await dealOf(owner, deal)
    expect([left.status, left.responsible]).toEqual(['open', null])
    expect(tasksOf(left)).toContain('decide-deal, Wed 29 Apr 09:00')
    expect(left.tasks.find(({ kind }) => kind === 'decide-deal')!.assignee?.id).toBe(owner.id)
    expect(await breaches(`dealId=${deal.id}&clause=silence-end&member=${manager.id}`)).toEqual(['silence-end, Mon 27 Apr 18:00'])
  })

  test('[H3 A8] row 16: eight weeks that end on a day off are due at the closing of the next working day', async () => {
    const { until, deal, owner } = await heardAt('Mon 16.03 09:30', 'Mon 16.03 10:00')
    const clock = (await dealOf(owner, deal)).clocks.find(({ clause }) => clause === 'silence-end')!
    expect([said(clock.from), clock.over]).toEqual(['Tue 12 May 18:00', false])
    await until('Tue 12.05 17:59')
    expect(await readBreaches(owner, `dealId=${deal.id}&clause=silence-end`)).toEqual([])
    await until('Tue 12.05 18:00')
    expect(await readBreaches(owner, `dealId=${deal.id}&clause=silence-end`)).toEqual(['silence-end, Tue 12 May 18:00'])
  })
})

test('[H2 D7] what the client sent resets the count and keeps the deal open until it is answered or dismissed', async () => {
  const { tried, gaveUp, manager, deal } = await silentSinceMonday()
  await tried('Tue 3.03 12:00', 'Thu 5.03 12:00', 'Mon 23.03 12:00')
  const letter = done(await told(manager, deal, 'mail', 'in', 'received', { text: 'Мы ещё думаем' }))
  expect(letter.allowed).toBe(true)
  const refused = await gaveUp('Mon 23.03 13:00')
  expect(refusedBy(refused).toSorted()).toEqual([
    'attempts-before-closing',
    'last-attempt-after-silence',
    'nothing-unanswered',
    'silence-before-closing',
  ])
  const { items: item } = lacksOf(refused.problem.refusals, 'nothing-unanswered') as unknown as { items: string[] }
  expect((await manager.post(`/incoming/${item[0]}/dismissal`, { reason: '   ' })).status).toBe(400)
  done(await manager.post(`/incoming/${item[0]}/dismissal`, { reason: 'Это была рассылка' }))
  const again = await manager.post(`/incoming/${item[0]}/dismissal`, { reason: 'Это была рассылка' })
  expect([again.status, again.problem.detail]).toEqual([409, 'На это уже ответили.'])
  expect(refusedBy(await gaveUp('Mon 23.03 14:00'))).not.toContain('nothing-unanswered')
})
