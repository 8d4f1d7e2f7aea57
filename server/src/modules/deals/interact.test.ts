import type { ActAnswer, Interaction, Page } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, refusedBy, type Person } from '../../testing/company.ts'
import { aClient, aDeal, aDealIn, closed, dealOf, done, iso, said, sandbox, talked, tasksOf, told, triedIn } from '../../testing/sandbox.ts'

const app = await application('2026-02-02T07:00:00Z')

const faultsIn = async (asked: ReturnType<typeof told>) => {
  const { status, problem } = await asked
  return [status, problem.faults?.map(({ path }) => path)]
}
const interactionsOf = async (by: Person, { id }: { id: string }) =>
  done(await by.get<Page<Interaction>>(`/deals/${id}/interactions`)).items

describe('[D7 E5] a communication written down by hand, regulation §2 and §3', () => {
  test('[E5] it happened at most three working days ago, and not in the future', async () => {
    const { member } = await sandbox(app, 'Tue 10.03 12:00')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    const at = (text: string) => faultsIn(told(manager, deal, 'call', 'out', 'no-answer', { at: iso(text) }))
    // Monday 9 March is a day off, so the three working days before Tuesday are Friday, Thursday and Wednesday.
    expect(await at('Wed 4.03 11:59')).toEqual([400, ['/at']])
    expect(await at('Wed 4.03 12:00')).toEqual([201, undefined])
    expect(await at('Tue 10.03 12:01')).toEqual([400, ['/at']])
    for (const nonsense of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-02-30T10:00:00Z'])
      expect((await told(manager, deal, 'call', 'out', 'no-answer', { at: nonsense })).status).toBe(400)
    expect(await faultsIn(told(manager, deal, 'call', 'out', 'talked', { namedAt: iso('Tue 10.03 12:00') }))).toEqual([400, ['/namedAt']])
    expect(await faultsIn(told(manager, deal, 'call', 'out', 'talked', { namedAt: '9999-01-01T00:00:00Z' }))).toEqual([400, ['/namedAt']])
    expect((await interactionsOf(manager, deal)).map((it) => said(it.at))).toEqual(['Wed 4 Mar 12:00'])
  })

  const possible = {
    'call out': ['talked', 'no-answer', 'busy', 'wrong-number', 'cancelled'],
    'call in': ['talked', 'missed'],
    'mail out': ['sent', 'bounced'],
    'mail in': ['received', 'auto-reply'],
    'sms out': ['sent', 'bounced'],
    'sms in': ['received', 'auto-reply'],
    'chat out': ['sent', 'bounced'],
    'chat in': ['received', 'auto-reply'],
    'messenger out': ['sent', 'bounced'],
    'messenger in': ['received', 'auto-reply'],
    'meeting out': ['held', 'cancelled'],
    'meeting in': ['held', 'cancelled'],
  } as const
  const outcomes = [
    'talked',
    'no-answer',
    'busy',
    'wrong-number',
    'missed',
    'sent',
    'bounced',
    'received',
    'auto-reply',
    'held',
    'cancelled',
  ]

  test('[E5] only outcomes that a channel can have', async () => {
    const { member } = await sandbox(app, 'Tue 10.03 12:00')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    for (const [way, fitting] of Object.entries(possible)) {
      const [channel, direction] = way.split(' ') as [string, string]
      for (const outcome of outcomes) {
        const asked = await told(manager, deal, channel, direction, outcome)
        const isPossible = (fitting as readonly string[]).includes(outcome)
        expect([way, outcome, asked.status, asked.problem.faults?.[0]?.path]).toEqual([
          way,
          outcome,
          isPossible ? 201 : 400,
          isPossible ? undefined : '/outcome',
        ])
      }
    }
    expect((await told(manager, deal, 'telepathy', 'out', 'sent')).status).toBe(400)
    expect((await told(manager, deal, 'call', 'out', 'talked', { seconds: -1 })).status).toBe(400)
    expect((await told(manager, deal, 'call', 'out', 'talked', { seconds: 1e12 })).status).toBe(400)
  })

  test('[D5 H2] written down late it moves no clock back', async () => {
    const { member, until, onlyWatching } = await sandbox(app, 'Tue 10.03 12:00')
    await onlyWatching('touch-cadence', 'silence-end')
    const manager = await member('manager')
    const deal = await aDealIn(manager, 'proposal-sent', { contact: aClient({ mail: true }) })
    await until('Thu 12.03 12:00')
    const after = await talked(manager, deal)
    const late = done(await told(manager, deal, 'call', 'out', 'talked', { at: iso('Wed 11.03 12:00') })).deal
    const ends = ({ clocks }: typeof late) => clocks.filter(({ clause }) => clause === 'touch-cadence' || clause === 'silence-end')
    expect(ends(late)).toEqual(ends(after))
    // A try from before the talk does not count after it.
    done(await told(manager, deal, 'call', 'out', 'no-answer', { at: iso('Thu 12.03 11:00') }))
    const refused = await closed(manager, deal, 'does-not-answer')
    expect(refused.problem.refusals!.find(({ clause }) => clause === 'attempts-before-closing')!.lacks).toMatchObject({ made: 0 })
  })

  test('[D5] a talk shorter than ten seconds is a try', async () => {
    const { member, until } = await sandbox(app, 'Tue 10.03 12:00')
    const manager = await member('manager')
    const deal = await aDealIn(manager, 'proposal-sent', { contact: aClient({ mail: true }) })
    await talked(manager, deal, { seconds: 10 })
    await until('Tue 10.03 14:00')
    done(await told(manager, deal, 'call', 'out', 'talked', { seconds: 9 }))
    const refused = await closed(manager, deal, 'does-not-answer')
    expect(refused.problem.refusals!.find(({ clause }) => clause === 'attempts-before-closing')!.lacks).toMatchObject({ made: 1 })
  })
})

describe('[H2] a way to the client that leads nowhere', () => {
  test('[H2 C8] a wrong number is no known phone any more: the door of the ladder shuts, that of letters opens', async () => {
    const { member, owner } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const contact = aClient({ mail: true })
    const deal = await aDeal(manager, { contact })
    const before = await closed(manager, deal, 'does-not-answer')
    expect(refusedBy(before)).toEqual(['ladder-complete'])
    done(await told(manager, deal, 'call', 'out', 'wrong-number'))
    const after = await closed(manager, deal, 'does-not-answer')
    expect(refusedBy(after)).toEqual(['attempts-before-closing', 'silence-before-closing', 'last-attempt-after-silence'])
    // It is a fact of the client: his other deals know it, and a new one does not begin with a call.
    const next = await aDeal(manager, { contact })
    expect([next.contact?.id, tasksOf(next)[0]]).toEqual([deal.contact?.id, 'await-contacts, Wed 11 Mar 10:00'])
    expect((await dealOf(owner, deal)).contact?.phone).toBe(contact.phone)
  })

  test('[H2] a letter that came back is no known mail any more', async () => {
    const { member, until, onlyWatching } = await sandbox(app, 'Mon 2.03 12:00')
    await onlyWatching()
    const manager = await member('manager')
    const deal = await aDealIn(manager, 'proposal-sent', { contact: aClient({ mail: true }) })
    await talked(manager, deal)
    await until('Tue 24.03 12:00')
    expect(refusedBy(await closed(manager, deal, 'could-not-reach'))).toContain('could-not-reach-phone-only')
    done(await told(manager, deal, 'mail', 'out', 'bounced'))
    expect(refusedBy(await closed(manager, deal, 'could-not-reach'))).not.toContain('could-not-reach-phone-only')
  })
})

describe('[D7] what waits for an answer', () => {
  test('[D7] a message is answered on its own kind of channel, or dismissed with a reason', async () => {
    const { member, until, breaches } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const deal = await aDealIn(manager, 'proposal-sent', { contact: aClient({ mail: true }) })
    done(await told(manager, deal, 'mail', 'in', 'received', { text: 'Пришлите примеры' }))
    done(await told(manager, deal, 'call', 'in', 'missed'))
    await until('Tue 10.03 11:00')
    // A call back answers the missed call, reached or not; the letter goes on waiting.
    await triedIn(manager, deal)
    await until('Tue 10.03 12:00')
    expect(await breaches(`dealId=${deal.id}&clause=incoming-answer`)).toEqual(['incoming-answer, Tue 10 Mar 12:00'])
    const letter = (await interactionsOf(manager, deal)).find(({ channel }) => channel === 'mail')!
    const missed = (await interactionsOf(manager, deal)).find(({ outcome }) => outcome === 'missed')!
    const dismiss = (id: string, reason = 'Клиент написал не нам', by = manager) =>
      by.post<ActAnswer>(`/incoming/${id}/dismissal`, { reason })
    expect((await dismiss(missed.id)).status).toBe(409)
    expect((await dismiss(letter.id, '  ')).status).toBe(400)
    expect((await dismiss(letter.id, 'Не моё', await member('manager'))).status).toBe(404)
    expect((await dismiss(crypto.randomUUID())).status).toBe(404)
    expect((await dismiss(letter.id)).status).toBe(201)
    expect((await dismiss(letter.id)).status).toBe(409)
    expect((await interactionsOf(manager, deal)).find(({ id }) => id === letter.id)!.dismissedAt).toBe(iso('Tue 10.03 12:00'))
    expect(await breaches(`dealId=${deal.id}&clause=incoming-answer`)).toEqual(['incoming-answer, Tue 10 Mar 12:00 – Tue 10 Mar 12:00'])
  })
})
