import type { ActAnswer, Exemption, Timeline } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, refusedBy, type Person } from '../../../testing/company.ts'
import { aClient, aDeal, aDealIn, closed, dealOf, done, iso, openTasksOf, said, sandbox, tasksOf, told } from '../../../testing/sandbox.ts'

const app = await application('2026-02-02T07:00:00Z')

/** What followed the loss by clauses: `closing-letter`, `closing-review`. */
const followed = async (by: Person, id: string) => {
  const { items } = done(await by.get<Timeline>(`/deals/${id}/timeline`))
  return new Set(items.map(({ clause }) => clause).filter((clause) => clause?.startsWith('closing-')))
}
/** The client's letter, as it lies in the card as evidence. */
const lettered = async (by: Person, deal: { id: string }) => {
  done(await told(by, deal, 'mail', 'in', 'received', { text: 'Для нас дорого' }))
  done(await told(by, deal, 'mail', 'out', 'sent', { text: 'Жаль. Спасибо за ответ' }))
  const { items } = done(await by.get<{ items: { id: string; direction: string }[] }>(`/deals/${deal.id}/interactions`))
  return items.find(({ direction }) => direction === 'in')!.id
}

describe('[H1] losing by reason, regulation §11', () => {
  test('[H1 H4] row 26: spam is closed in new-request without letter and review; in qualified it is refused', async () => {
    const { member, owner } = await sandbox(app, 'Thu 12.03 12:00')
    const manager = await member('manager')
    const spam = await aDeal(manager, { contact: aClient({ mail: true }) })
    expect(done(await closed(manager, spam, 'spam')).deal).toMatchObject({ status: 'lost', lossReason: 'spam', tasks: [] })
    expect(await followed(owner, spam.id)).toEqual(new Set())
    const further = await aDealIn(manager, 'qualified', { contact: aClient() })
    const refused = await closed(manager, further, 'spam')
    expect(refusedBy(refused)).toEqual(['loss-reason'])
    expect((await dealOf(manager, further)).status).toBe('open')
  })

  test('[H1 H4 H5] row 27: too-dear needs the client’s word; with it the letter goes, and the head checks within two working days', async () => {
    const { member, owner, until } = await sandbox(app, 'Thu 12.03 15:00')
    const [manager, head] = [await member('manager'), await member('head')]
    const deal = await aDealIn(manager, 'proposal-sent', { contact: aClient({ mail: true }) })
    await until('Thu 12.03 16:00')
    expect(refusedBy(await closed(manager, deal, 'too-dear'))).toEqual(['loss-evidence'])
    expect(refusedBy(await closed(manager, deal, 'too-dear', { evidence: [crypto.randomUUID()] }))).toEqual(['loss-evidence'])
    const letter = await lettered(manager, deal)
    const lost = done(await closed(manager, deal, 'too-dear', { evidence: [letter] })).deal
    expect([lost.status, tasksOf(lost)]).toEqual(['lost', ['check-closing, Mon 16 Mar 16:00']])
    expect(await followed(owner, deal.id)).toEqual(new Set(['closing-letter', 'closing-review']))
    // Nobody heads a team here, so it is the workspace's default head: the first head that it has.
    expect(lost.tasks[0]!.assignee?.id).toBe(head.id)
  })

  test('[H1] a recorded refusal is proved by what lies in this card, not in another', async () => {
    const { member } = await sandbox(app, 'Thu 12.03 15:00')
    const manager = await member('manager')
    const [one, other] = [await aDealIn(manager, 'proposal-sent'), await aDealIn(manager, 'proposal-sent')]
    const letter = await lettered(manager, one)
    expect(refusedBy(await closed(manager, other, 'too-dear', { evidence: [letter] }))).toEqual(['loss-evidence'])
  })

  test('[H9] postponed names a date of the client’s within twelve months', async () => {
    const { member } = await sandbox(app, 'Thu 12.03 15:00')
    const manager = await member('manager')
    const deal = await aDealIn(manager, 'proposal-sent')
    const evidence = [await lettered(manager, deal)]
    expect(refusedBy(await closed(manager, deal, 'postponed', { evidence }))).toEqual(['loss-reason'])
    expect(refusedBy(await closed(manager, deal, 'postponed', { evidence, until: iso('Thu 12.03 14:00') }))).toEqual(['loss-reason'])
    expect(refusedBy(await closed(manager, deal, 'postponed', { evidence, until: iso('Sat 13.03 2027 15:00') }))).toEqual(['loss-reason'])
    expect((await closed(manager, deal, 'postponed', { evidence, until: '9999-12-31T00:00:00Z' })).status).toBe(400)
    expect((await closed(manager, deal, 'postponed', { evidence, until: iso('Fri 12.03 2027 15:00') })).status).toBe(201)
  })

  test('[H1] by-rules names a criterion of the company and says why; duplicate names another deal of the same client', async () => {
    const { member } = await sandbox(app, 'Thu 12.03 15:00')
    const manager = await member('manager')
    const contact = aClient()
    const [first, second, other] = [
      await aDeal(manager, { contact }),
      await aDeal(manager, { contact }),
      await aDeal(manager, { contact: aClient() }),
    ]
    expect(refusedBy(await closed(manager, first, 'by-rules', { criterion: 'too-small' }))).toEqual(['loss-reason'])
    expect(refusedBy(await closed(manager, first, 'by-rules', { criterion: 'no-such', comment: 'Не берём' }))).toEqual(['loss-reason'])
    expect(refusedBy(await closed(manager, first, 'no-such-reason'))).toEqual(['loss-reason'])
    for (const duplicateOf of [undefined, first.id, other.id, crypto.randomUUID()])
      expect(refusedBy(await closed(manager, first, 'duplicate', { duplicateOf }))).toEqual(['loss-reason'])
    expect((await closed(manager, first, 'duplicate', { duplicateOf: second.id })).status).toBe(201)
    expect((await closed(manager, second, 'by-rules', { criterion: 'too-small', comment: 'Меньше нашей суммы' })).status).toBe(201)
    const again = await closed(manager, second, 'spam')
    expect([again.status, refusedBy(again)]).toEqual([409, ['loss-reason']])
  })
})

describe('[H5] who checks a closing, regulation §3', () => {
  const lostBy = async (by: Person) => {
    const deal = await aDealIn(by, 'proposal-sent', { contact: aClient() })
    return done(await closed(by, deal, 'too-dear', { evidence: [await lettered(by, deal)] })).deal
  }
  const reviewerOf = async (by: Person, deal: { id: string }) => (await openTasksOf(by, deal))[0]?.assignee?.id ?? null

  test('[H5] row 28: the head’s own goes to the quality controller, and without one to the owner; nobody checks his own', async () => {
    const { member, owner } = await sandbox(app, 'Thu 12.03 15:00')
    const manager = await member('manager')
    expect(await reviewerOf(owner, await lostBy(manager))).toBe(owner.id)
    expect(await reviewerOf(owner, await lostBy(owner))).toBeNull()
    const controller = await member('quality-controller')
    expect(await reviewerOf(owner, await lostBy(owner))).toBe(controller.id)
    expect(await reviewerOf(owner, await lostBy(manager))).toBe(owner.id)
  })

  test('[D11 H5] while the reviewer is away it is his stand-in, unless the deal is the stand-in’s own', async () => {
    const { member, owner } = await sandbox(app, 'Thu 12.03 15:00')
    const [manager, head] = [await member('manager'), await member('head')]
    const absence = { memberId: owner.id, standInId: head.id, from: iso('Thu 12.03 10:00'), until: iso('Fri 20.03 10:00') }
    done(await owner.post('/absences', absence))
    expect(await reviewerOf(owner, await lostBy(manager))).toBe(head.id)
    expect(await reviewerOf(owner, await lostBy(head))).toBeNull()
  })

  test('[H5 D4] a review that nobody gives is a breach of the reviewer', async () => {
    const { member, owner, until, breaches } = await sandbox(app, 'Thu 12.03 16:00')
    const manager = await member('manager')
    const deal = await lostBy(manager)
    await until('Mon 16.03 16:00')
    expect(await breaches(`dealId=${deal.id}&open=true&member=${owner.id}`)).toEqual(['closing-review, Mon 16 Mar 16:00'])
  })
})

describe('[A7] exemptions, regulation §11', () => {
  test('[A7] row 34: nobody lets his own deal past a clause, nor does a manager', async () => {
    const { member, owner } = await sandbox(app, 'Thu 12.03 15:00')
    const [manager, head] = [await member('manager'), await member('head')]
    const exemption = { clause: 'required-fields', reason: 'Клиент пришлёт позже', until: iso('Fri 20.03 12:00') }
    const ask = (by: Person, id: string, more = {}) => by.post(`/deals/${id}/exemptions`, { ...exemption, ...more })
    const [own, theirs] = [await aDeal(head), await aDeal(manager)]
    expect((await ask(head, own.id)).status).toBe(403)
    expect((await ask(manager, theirs.id)).status).toBe(403)
    expect((await ask(owner, own.id, { clause: 'no-such-clause' })).problem.faults?.[0]?.path).toBe('/clause')
    expect((await ask(owner, own.id, { until: iso('Thu 12.03 15:00') })).problem.faults?.[0]?.path).toBe('/until')
    expect((await ask(owner, own.id, { until: '9999-01-01T00:00:00Z' })).status).toBe(400)
    expect((await ask(owner, own.id)).status).toBe(201)
    expect((await ask(head, theirs.id)).status).toBe(201)
  })

  test('[A7] row 34: used twice, both uses are recorded and counted; after its end it lets nothing past', async () => {
    const { member, owner, until, onlyWatching } = await sandbox(app, 'Thu 12.03 15:00')
    await onlyWatching()
    const [manager, head] = [await member('manager'), await member('head')]
    const deal = await aDeal(manager)
    const exemption = { clause: 'required-fields', reason: 'Клиент пришлёт площадку позже', until: iso('Fri 20.03 12:00') }
    done(await head.post(`/deals/${deal.id}/exemptions`, exemption))
    const move = (to: string, more = {}) =>
      manager.post<ActAnswer>(`/deals/${deal.id}/stage-moves`, { to, result: 'Договорились', ...more })
    expect((await move('taken')).status).toBe(201)
    expect((await move('new-request', { reason: 'Ошиблись этапом' })).status).toBe(201)
    expect((await move('taken')).status).toBe(201)
    const { items } = done(await manager.get<{ items: Exemption[] }>(`/deals/${deal.id}/exemptions`))
    expect(items).toMatchObject([{ clause: 'required-fields', uses: 2, by: { id: head.id }, until: iso('Fri 20.03 12:00') }])
    const used = done(await owner.get<Timeline>(`/deals/${deal.id}/timeline`)).items.filter(({ type }) => type === 'exempt')
    expect(used).toHaveLength(2)
    const told = done(await manager.get<Timeline>(`/deals/${deal.id}/timeline`)).items.find(({ type }) => type === 'exempted')
    expect(told).toMatchObject({ clause: 'required-fields', until: iso('Fri 20.03 12:00'), by: { id: head.id } })
    expect(told?.summary).toMatch(/^Сделка освобождена от пункта «.+»$/)
    await until('Fri 20.03 12:00')
    expect(refusedBy(await move('qualified', { note: 'Длинное примечание о клиенте' }))).toContain('required-fields')
    const after = done(await manager.get<{ items: Exemption[] }>(`/deals/${deal.id}/exemptions`))
    expect(after.items[0]!.uses).toBe(2)
  })
})

test('[B8] prolonging is the head’s, with a reason, within a month, twice', async () => {
  const { member, owner } = await sandbox(app, 'Thu 12.03 11:00')
  const manager = await member('manager')
  const deal = await aDeal(manager)
  const prolong = (by: Person, until: string, reason = 'Клиент ждёт бюджета') =>
    by.post<ActAnswer>(`/deals/${deal.id}/prolongation`, { until, reason })
  expect((await prolong(manager, iso('Sun 12.07 11:00'))).status).toBe(403)
  expect(refusedBy(await prolong(owner, iso('Sun 12.07 11:01')))).toEqual(['lifetime'])
  expect((await prolong(owner, '9999-01-01T00:00:00Z')).status).toBe(400)
  const longer = done(await prolong(owner, iso('Sun 12.07 11:00'))).deal
  expect(said(longer.clocks.find(({ clause }) => clause === 'lifetime')!.from)).toBe('Mon 13 Jul 18:00')
  expect((await prolong(owner, iso('Wed 12.08 11:00'))).status).toBe(201)
  expect(refusedBy(await prolong(owner, iso('Thu 13.08 11:00')))).toEqual(['lifetime'])
})

test('[D1 H1] one act completes the last task and closes the deal; a refusal leaves both as they were', async () => {
  const { member } = await sandbox(app, 'Thu 12.03 12:00')
  const manager = await member('manager')
  const deal = await aDeal(manager, { contact: aClient() })
  const complete = (closure: object, more: object = {}) =>
    manager.post<ActAnswer>(`/tasks/${deal.tasks[0]!.id}/completion`, { result: 'Это спам, не клиент', closure, ...more })
  expect(refusedBy(await complete({ reason: 'too-dear' }))).toEqual(['loss-evidence'])
  expect(tasksOf(await dealOf(manager, deal))).toEqual(tasksOf(deal))
  const both = await complete({ reason: 'spam' }, { next: { text: 'И ещё одно дело', dueAt: iso('Fri 13.03 12:00') } })
  expect([both.status, both.problem.faults?.[0]?.path]).toEqual([400, '/next'])
  const lost = done(await complete({ reason: 'spam' })).deal
  expect(lost).toMatchObject({ status: 'lost', tasks: [] })
  const [task] = done(await manager.get<{ items: { result: string; completedAt: string | null }[] }>(`/tasks?dealId=${deal.id}`)).items
  expect(task).toMatchObject({ result: 'Это спам, не клиент', completedAt: iso('Thu 12.03 12:00') })
})
