import type { ActAnswer, Deal, PossibleAct, PossibleActs } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, refusedBy, type Person } from '../../testing/company.ts'
import { aClient, aDeal, aDealIn, closed, done, iso, said, sandbox, talked, told, triedIn } from '../../testing/sandbox.ts'

const app = await application('2026-02-02T07:00:00Z')

const actsOf = async (by: Person, { id }: { id: string }) => done(await by.get<PossibleActs>(`/deals/${id}/acts`)).acts
const named = (acts: readonly PossibleAct[], act: string, more: Partial<PossibleAct> = {}) =>
  acts.filter((it) => it.act === act && Object.entries(more).every(([key, value]) => it[key as keyof PossibleAct] === value))
const refusing = ({ refusals }: PossibleAct) => refusals.map(({ clause }) => clause)

/** The act done bare over HTTP, as the list says it would be judged; undefined for one that needs a body to be asked at all. */
function doing(by: Person, deal: Deal, { act, to, taskId, reason }: PossibleAct) {
  if (act === 'move') return by.post(`/deals/${deal.id}/stage-moves`, { to })
  if (act === 'complete-task') return by.post(`/tasks/${taskId}/completion`)
  if (act === 'no-answer') return by.post(`/tasks/${taskId}/no-answer`)
  if (act === 'close') return by.post(`/deals/${deal.id}/closure`, { reason })
  if (act === 'reopen') return by.post(`/deals/${deal.id}/reopening`)
  return undefined
}

describe('[A10] what may be done, and if not, why', () => {
  test('[A10] every stage and every act is in the list, each with all its findings', async () => {
    const { member } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    const acts = await actsOf(manager, deal)
    const names = acts.map(({ act, to, taskId, reason }) => [act, to ?? reason ?? (taskId && 'task')].filter(Boolean).join(' '))
    const stages = ['new-request', 'taken', 'qualified', 'proposal-sent', 'proposal-discussed', 'attempts', 'start-agreed', 'invoiced', 'started', 'lost'] // prettier-ignore
    const reasons = ['spam', 'not-ours', 'duplicate', 'too-dear', 'chose-others', 'no-need', 'terms', 'postponed', 'by-rules', 'does-not-answer', 'could-not-reach'] // prettier-ignore
    expect(names).toEqual([
      ...stages.map((stage) => `move ${stage}`),
      'edit',
      'add-task',
      'complete-task task',
      'no-answer task',
      ...reasons.map((reason) => `close ${reason}`),
      'reopen',
      'give-back',
      'prolong',
    ])
    const [far] = named(acts, 'move', { to: 'qualified' })
    expect([far!.allowed, far!.mendable, refusing(far!)]).toEqual([false, false, ['stage-order', 'required-fields', 'note-present']])
    const [near] = named(acts, 'move', { to: 'taken' })
    expect([near!.allowed, near!.mendable, near!.direction, refusing(near!)]).toEqual([false, true, 'forward', ['required-fields']])
    expect(near!.refusals[0]).toMatchObject({ lacks: { fields: ['platform'] }, mends: [{ act: 'fill-fields', fields: ['platform'] }] })
    const [completion] = named(acts, 'complete-task')
    expect([refusing(completion!).toSorted(), completion!.mendable]).toEqual([['open-task', 'result-note'], true])
    expect(named(acts, 'close', { reason: 'spam' })[0]).toMatchObject({ allowed: true, mendable: true })
    expect(named(acts, 'reopen')[0]).toMatchObject({ allowed: false, mendable: false })
    expect(named(acts, 'prolong')[0]).toMatchObject({ allowed: false, mendable: true })
  })

  test('[A10 H2] of a silent client each reason tells what is lacking and from when time alone mends it', async () => {
    const { member, until, onlyWatching } = await sandbox(app, 'Mon 2.03 11:30')
    await onlyWatching()
    const manager = await member('manager')
    const deal = await aDealIn(manager, 'proposal-sent', { contact: aClient({ mail: true }) })
    await until('Mon 2.03 12:00')
    await talked(manager, deal)
    for (const at of ['Tue 3.03 12:00', 'Thu 5.03 12:00']) {
      await until(at)
      await triedIn(manager, deal)
    }
    const [silent] = named(await actsOf(manager, deal), 'close', { reason: 'does-not-answer' })
    expect(silent!.refusals.map(({ clause, passesAt, lacks }) => [clause, passesAt && said(passesAt), lacks.made ?? null])).toEqual([
      ['attempts-before-closing', null, 2],
      ['silence-before-closing', 'Mon 23 Mar 12:00', null],
      ['last-attempt-after-silence', null, null],
    ])
    expect(silent!.refusals.every(({ text }) => /[а-я]/.test(text))).toBe(true)
    expect([silent!.mendable, silent!.followings.map(({ kind }) => kind)]).toEqual([false, ['check-closing', 'deal-closed']])
  })

  test('[A10 H1] evidence that lies in the card can be given in the act, and otherwise not', async () => {
    const { member } = await sandbox(app, 'Mon 2.03 11:30')
    const manager = await member('manager')
    const deal = await aDealIn(manager, 'proposal-sent', { contact: aClient({ mail: true }) })
    const dear = async () => named(await actsOf(manager, deal), 'close', { reason: 'too-dear' })[0]!
    expect([refusing(await dear()), (await dear()).mendable]).toEqual([['loss-evidence'], false])
    done(await told(manager, deal, 'mail', 'in', 'received'))
    done(await told(manager, deal, 'mail', 'out', 'sent'))
    expect([refusing(await dear()), (await dear()).mendable]).toEqual([['loss-evidence'], true])
  })

  test('[A10 C8] a try that comes too early says from when it counts', async () => {
    const { member, until } = await sandbox(app, 'Tue 10.03 10:05')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    done(await manager.post(`/tasks/${deal.tasks[0]!.id}/no-answer`))
    await until('Tue 10.03 10:20')
    const [again] = named(await actsOf(manager, deal), 'no-answer')
    expect([again!.allowed, said(again!.findings[0]!.countsFrom!)]).toEqual([true, 'Tue 10 Mar 10:55'])
  })

  test('[A10 D9] reopening asks whether there is room; everything else of a closed deal waits for it', async () => {
    const { owner, member } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    done(await closed(manager, deal, 'spam'))
    const acts = await actsOf(manager, deal)
    expect(named(acts, 'reopen')[0]).toMatchObject({ allowed: true })
    for (const act of ['move', 'close', 'prolong'])
      for (const it of named(acts, act)) expect([act, it.to ?? it.reason, it.allowed]).toEqual([act, it.to ?? it.reason, false])
    expect((await owner.get<PossibleActs>(`/deals/${deal.id}/acts`)).status).toBe(200)
  })

  test('[A10] what the list says is what the act then hears, for every one of them', async () => {
    const { member, until, onlyWatching } = await sandbox(app, 'Tue 10.03 10:00')
    await onlyWatching()
    const manager = await member('manager')
    let checked = 0
    const deals = [
      await aDeal(manager, { contact: aClient() }),
      await aDealIn(manager, 'qualified'),
      await aDealIn(manager, 'proposal-sent', { contact: aClient({ mail: true }) }),
    ]
    done(await closed(manager, deals[0]!, 'spam'))
    await until('Thu 2.04 10:00')
    for (const deal of deals) {
      for (const act of await actsOf(manager, deal)) {
        // Refusals first: what is allowed would change the deal.
        if (act.allowed) continue
        const asked = await doing(manager, deal, act)
        if (!asked) continue
        checked++
        // Reopening an open deal and a task that has ended are said by the application before the book is asked.
        if (act.act === 'reopen') expect(asked.status).toBe(409)
        else
          expect([act.act, act.to ?? act.reason, asked.status, refusedBy(asked)]).toEqual([
            act.act,
            act.to ?? act.reason,
            409,
            refusing(act),
          ])
      }
      const allowed = (await actsOf(manager, deal)).filter((act) => act.allowed && act.act !== 'reopen')
      const asked = allowed[0] && (await doing(manager, deal, allowed[0]))
      if (asked) expect(asked.status).toBe(201)
    }
    expect(checked).toBeGreaterThan(40)
  })

  test('[A10 L6] it is told to whom the deal is in sight, and to nobody else', async () => {
    const { member } = await sandbox(app, 'Tue 10.03 10:00')
    const [manager, colleague] = [await member('manager'), await member('manager')]
    const deal = await aDeal(manager)
    expect((await colleague.get(`/deals/${deal.id}/acts`)).status).toBe(404)
    expect((await colleague.get(`/deals/${deal.id}/exemptions`)).status).toBe(404)
    expect(
      (await colleague.post<ActAnswer>(`/deals/${deal.id}/prolongation`, { until: iso('Sun 12.07 10:00'), reason: 'Так' })).status,
    ).toBe(404)
  })
})
