import type { Breach, Deal, FirstAnswerReport, LeadActAnswer, LeadReason, Page } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application } from '../../testing/company.ts'
import type { Person } from '../../testing/company.ts'
import { closed, dealOf, done, everything, moved, sandbox, talked, tasksOf } from '../../testing/sandbox.ts'
import { arrives, leadCardOf, looking } from './testing/inquiries.ts'

const world = await application('2026-02-02T07:00:00Z')

describe('[C10] the first answer', () => {
  test('[C10] measured in working minutes, shown on the lead, and told per manager with what was late', async () => {
    const { owner, member, until } = await sandbox(world, 'Tue 10.03 10:00')
    const [anna, boris] = [await member('manager'), await member('manager')]
    const given = async (to: Person) => (await arrives(owner, { channel: 'form', responsibleId: to.id })) as LeadActAnswer & { deal: Deal }
    const [fast, slow, none] = [await given(anna), await given(anna), await given(boris)]
    await until('Tue 10.03 10:12')
    await talked(anna, fast.deal)
    await until('Tue 10.03 10:45')
    await talked(anna, slow.deal)
    expect((await leadCardOf(owner, fast.id)).firstAnswer).toMatchObject({ workingMinutes: 12, late: false })
    expect((await leadCardOf(owner, slow.id)).firstAnswer).toMatchObject({ workingMinutes: 45, late: true })
    expect((await leadCardOf(owner, none.id)).firstAnswer).toMatchObject({ answeredAt: null, workingMinutes: 45, late: true })
    const report = done(await owner.get<FirstAnswerReport>('/reports/first-answer'))
    const of = (person: Person) => report.items.find(({ responsible }) => responsible?.id === person.id)
    expect(of(anna)).toMatchObject({ inquiries: 2, answered: 2, inTime: 1, medianMinutes: 28.5, averageMinutes: 28.5 })
    expect(of(boris)).toMatchObject({ inquiries: 1, answered: 0, inTime: 0, late: 1, medianMinutes: null })
    expect(report.whole).toMatchObject({ inquiries: 3, answered: 2, inTime: 1, late: 2, medianMinutes: 28.5 })
    expect(report.term).toMatchObject({
      clause: 'first-response',
      clauseNumber: expect.stringMatching(/^\d+\.\d+$/) as unknown,
      text: '30\u00A0рабочих минут',
    })
    const seen = done(await boris.get<FirstAnswerReport>('/reports/first-answer'))
    expect(seen.items.map(({ responsible }) => responsible?.id)).not.toContain(anna.id)
  })

  test('[C10] of a span of days; an open end, a span by name, one that is none; what still has time is neither in time nor late', async () => {
    const { owner, until } = await sandbox(world, 'Tue 10.03 10:00')
    await arrives(owner)
    await until('Wed 11.03 10:00')
    await arrives(owner)
    await until('Wed 11.03 10:29')
    const whole = async (query: string) => {
      const { inquiries, late, answered } = done(await owner.get<FirstAnswerReport>(`/reports/first-answer?${query}`)).whole
      return { inquiries, late, answered }
    }
    expect(await whole('span=this-week')).toEqual({ inquiries: 2, late: 1, answered: 0 })
    expect(await whole('span=2026-03-11..2026-03-11')).toEqual({ inquiries: 1, late: 0, answered: 0 })
    expect(await whole('span=..2026-03-10')).toEqual({ inquiries: 1, late: 1, answered: 0 })
    expect(await whole('span=2026-03-12..')).toEqual({ inquiries: 0, late: 0, answered: 0 })
    await until('Wed 11.03 10:30')
    expect(await whole('span=today')).toEqual({ inquiries: 1, late: 1, answered: 0 })
    for (const query of ['span=2026-13-01..', 'span=..', 'from=2026-03-12T00:00:00Z&until=2026-03-11T00:00:00Z'])
      expect((await owner.get(`/reports/first-answer?${query}`)).status).toBe(400)
  })

  test('[C10] a term of working days ends at its hour; without a clause nothing is in time or late', async () => {
    const { owner, member, until, enact, modes } = await sandbox(world, 'Tue 10.03 15:00')
    const anna = await member('manager')
    await enact([{ clause: 'first-response', params: { within: '1 wd' } }])
    const [inTime, late] = [await arrives(owner, { responsibleId: anna.id }), await arrives(owner, { responsibleId: anna.id })]
    await arrives(owner, { responsibleId: anna.id })
    await until('Wed 11.03 14:59')
    await talked(anna, inTime.deal!)
    await until('Wed 11.03 15:00')
    await talked(anna, late.deal!)
    const read = async () => done(await owner.get<FirstAnswerReport>('/reports/first-answer'))
    const report = await read()
    expect(report.term!.text).toBe('1\u00A0рабочий день')
    expect(report.items).toMatchObject([{ responsible: { id: anna.id }, inquiries: 3, answered: 2, inTime: 1, late: 2 }])
    expect(report.whole).toMatchObject({ inTime: 1, late: 2 })
    await modes({ 'first-response': 'off' })
    expect(await read()).toMatchObject({ term: null, whole: { inquiries: 3, answered: 2, inTime: 0, late: 0 } })
  })

  test('[C10] what is no inquiry of its own does not count: an order that a won deal has opened, spam that was closed unanswered', async () => {
    const { owner, member } = await sandbox(world, 'Tue 10.03 10:00')
    const anna = await member('manager')
    const { deal } = await arrives(owner, { responsibleId: anna.id })
    await talked(anna, deal!)
    await anna.patch(`/deals/${deal!.id}`, { ...everything })
    for (const to of ['taken', 'qualified', 'proposal-sent', 'start-agreed', 'invoiced', 'started']) await moved(anna, deal!, to)
    const spam = await arrives(owner, { responsibleId: anna.id })
    done(await closed(anna, spam.deal!, 'spam'))
    const { whole } = done(await owner.get<FirstAnswerReport>('/reports/first-answer'))
    expect(whole).toMatchObject({ inquiries: 1, answered: 1, inTime: 1, late: 0 })
  })

  test('[C10] leads that were taken up and never became deals count too', async () => {
    const { owner, member, until } = await looking(world)
    const manager = await member('manager')
    const [one, other] = [await arrives(manager, { channel: 'hand' }), await arrives(manager, { channel: 'hand' })]
    await until('Tue 10.03 10:20')
    done(await manager.patch(`/leads/${one.id}`, { status: 'in-work' }))
    const report = done(await owner.get<FirstAnswerReport>('/reports/first-answer'))
    expect(report.items).toMatchObject([{ responsible: { id: manager.id }, inquiries: 2, answered: 1, inTime: 1, medianMinutes: 20 }])
    expect(other.lead.firstAnswer.answeredAt).toBeNull()
  })

  test('[C10] in Taken into work: contact and qualify, in thirty working minutes', async () => {
    const { owner } = await sandbox(world, 'Tue 10.03 17:45')
    const { deal } = await arrives(owner, { responsibleId: owner.id })
    const taken = await moved(owner, deal!, 'taken', { fields: { platform: 'site' } })
    expect(tasksOf(taken)).toEqual(['contact-and-qualify, Wed 11 Mar 09:15'])
    expect((await dealOf(owner, taken)).stage).toBe('taken')
  })
})

describe('[C10] an answer that is late is a breach, of a lead too', () => {
  test('[C10 J7] from the due instant on, of its responsible; it ends when somebody takes the lead up', async () => {
    const { owner, member, until, breaches } = await looking(world)
    const manager = await member('manager')
    const lead = await arrives(manager, { channel: 'hand' })
    await until('Tue 10.03 10:29')
    expect(await breaches('clause=first-response')).toEqual([])
    await until('Tue 10.03 10:30')
    expect(await breaches('clause=first-response&open=true')).toEqual(['first-response, Tue 10 Mar 10:30'])
    await until('Tue 10.03 11:00')
    const { items } = done(await owner.get<Page<Breach>>('/breaches?clause=first-response'))
    expect(items).toMatchObject([{ lead: { id: lead.id, name: 'Ольга Климова' }, deal: null, member: { id: manager.id }, mode: 'enforce' }])
    done(await manager.patch(`/leads/${lead.id}`, { status: 'in-work' }))
    expect(await breaches('clause=first-response')).toEqual(['first-response, Tue 10 Mar 10:30 – Tue 10 Mar 11:00'])
  })

  test('[C10] none of one answered in time, of one that came from a file, or while its manager is away', async () => {
    const { owner, member, until, breaches } = await looking(world)
    const [manager, away] = [await member('manager'), await member('manager')]
    const lead = await arrives(manager, { channel: 'hand' })
    await arrives(manager, { channel: 'import' })
    await arrives(away, { channel: 'hand' })
    done(await owner.post('/absences', { memberId: away.id, standInId: null, from: '2026-03-10T07:05:00Z', until: '2026-03-12T06:00:00Z' }))
    await until('Tue 10.03 10:20')
    done(await manager.patch(`/leads/${lead.id}`, { status: 'in-work' }))
    await until('Wed 11.03 12:00')
    expect(await breaches('clause=first-response')).toEqual([])
    await until('Thu 12.03 12:00')
    expect(await breaches('clause=first-response')).toEqual(['first-response, Thu 12 Mar 09:00'])
  })

  test('[C10] on the exchange it is nobody’s breach, and open until it is rejected', async () => {
    const { owner, until, breaches } = await looking(world)
    const lead = await arrives(owner)
    await until('Tue 10.03 12:00')
    const { items } = done(await owner.get<Page<Breach>>('/breaches?clause=first-response'))
    expect(items.map(({ member }) => member)).toEqual([null])
    const { items: reasons } = done(await owner.get<{ items: LeadReason[] }>('/lead-reasons'))
    done(await owner.post(`/leads/${lead.id}/rejection`, { reason: reasons[0]!.key }))
    expect(await breaches('clause=first-response&open=true')).toEqual([])
  })
})
