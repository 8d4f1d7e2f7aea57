import type { ActAnswer, Breach, Page } from '@reglament/contract'
import { HOUR_MS } from '@reglament/kernel'
import { moscow } from '@reglament/regulation/testing'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
import { withClient } from '../../platform/database/withClient.ts'
import { statementsOf } from '../../platform/statementLog.ts'
import { application } from '../../testing/company.ts'
import { manyDeals } from '../../testing/manyDeals.ts'
import { aClient, aDeal, done, iso, said } from '../../testing/sandbox.ts'
import { slowed } from '../../testing/slowed.ts'
import { whatIsThere as counted } from '../../testing/whatIsThere.ts'
import { alsoSweep } from './dueWork.ts'
import { dueWorks } from './dueWork.ts'
import { nextDue, sweepEverything, sweepWorkspace } from './sweep.ts'

const begins = moscow('Tue 10.03 10:00')
const app = await application(new Date(begins).toISOString())
const { services, clock, company, database } = app
// Here it is deals that are counted; what falls due about members has its own tests.
alsoSweep({ name: 'members', workspaces: () => Promise.resolve([]), next: () => Promise.resolve(null), carryOut: () => Promise.resolve(0) })

const inside = <Result>(workspaceId: number, work: Parameters<typeof inWorkspace<Result>>[2]) => inWorkspace(services, workspaceId, work)
/** As the owner of the schema, past the application. */
const byOwner = <Row>(workspaceId: number, statement: string) =>
  withClient(database.ownerUrl, async (client) => {
    await client.query(`set app.workspace = '${workspaceId}'`)
    return (await client.query(statement)).rows as Row[]
  })

const whatIsThere = (workspaceId: number) => counted(services, workspaceId)

/** A company whose manager has so many new requests, made at ten on Tuesday. */
async function withDeals(count: number) {
  const { workspaceId, owner, member } = await company()
  const manager = await member('manager')
  const ids = await manyDeals(services, { workspaceId, memberId: manager.id, now: begins, count })
  return { workspaceId, owner, manager, ids }
}
/** When the deals are handed over: two working days after the half hour of the first response. */
const handOver = moscow('Thu 12.03 10:30')
const stops = [moscow('Tue 10.03 10:30'), moscow('Tue 10.03 14:00'), handOver]

describe('[A9] several processes sweep at once', () => {
  test('[A9] three at a time leave what one leaves, and each consequence exactly once', async () => {
    const [alone, together] = [await withDeals(450), await withDeals(450)]
    for (const now of stops) {
      await sweepWorkspace(services, alone.workspaceId, now)
      const swept = await Promise.all([1, 2, 3].map(() => sweepWorkspace(services, together.workspaceId, now)))
      expect(swept.reduce((sum, n) => sum + n, 0)).toBe(450)
    }
    const [one, three] = [await whatIsThere(alone.workspaceId), await whatIsThere(together.workspaceId)]
    expect(three).toEqual(one)
    expect(one.journal).toContainEqual({ type: 'responsible-changed', at: handOver, clause: 'overdue-hand-over', count: 450, deals: 450 })
  })

  test('[A9] one that is killed in the middle leaves nothing half done; the others do its work', async () => {
    const [alone, killed] = [await withDeals(450), await withDeals(450)]
    for (const now of stops) await sweepWorkspace(services, alone.workspaceId, now)
    for (const now of stops.slice(0, 2)) await sweepWorkspace(services, killed.workspaceId, now)
    // Each batch now takes long enough to be caught after it has written its breaches.
    const { kill, hurry } = await slowed(database, 'insert on breach')
    const outcomes = await Promise.allSettled([...[1, 2, 3].map(() => sweepWorkspace(services, killed.workspaceId, handOver)), kill()])
    expect(outcomes.at(-1)!.status).toBe('fulfilled')
    await hurry()
    await sweepWorkspace(services, killed.workspaceId, handOver)
    const [one, other] = [await whatIsThere(alone.workspaceId), await whatIsThere(killed.workspaceId)]
    expect(other).toEqual(one)
  })

  test('[A9] the number of statements does not grow with the number of deals', async () => {
    const [few, many] = [await withDeals(1), await withDeals(200)]
    const costs = async (workspaceId: number, now: number) =>
      (await statementsOf(() => sweepWorkspace(services, workspaceId, now))).statements.length
    for (const now of stops) {
      const one = await costs(few.workspaceId, now)
      // A full batch is followed by two looks for more: three statements each.
      expect(await costs(many.workspaceId, now)).toBeLessThanOrEqual(one + 6)
      // What is done about the deals, and one question of each other kind of work.
      expect(one).toBeLessThanOrEqual(12 + 3 * dueWorks().length)
    }
    // Nothing due: looks only, at deals, at absences and at each other kind of work, a transaction of one question each.
    expect(await costs(few.workspaceId, handOver)).toBeLessThanOrEqual(3 * (2 + dueWorks().length))
  })

  test('[A9] a deal about which nothing changes is only told when to be looked at again', async () => {
    const { workspaceId, ids } = await withDeals(3)
    const [before] = await byOwner<{ next: number }>(workspaceId, 'select next_check_at::text as next from deal limit 1')
    await byOwner(workspaceId, `update deal set next_check_at = now() - interval '9 years'`)
    const earlier = await whatIsThere(workspaceId)
    expect(await sweepWorkspace(services, workspaceId, begins)).toBe(3)
    const [after] = await byOwner<{ next: number }>(workspaceId, 'select next_check_at::text as next from deal limit 1')
    expect(after).toEqual(before)
    const later = await whatIsThere(workspaceId)
    expect([later.journal, later.breaches]).toEqual([earlier.journal, earlier.breaches])
    expect(ids).toHaveLength(3)
  })
})

describe('[A9] a deal that can’t be swept', () => {
  const parked = (workspaceId: number) =>
    byOwner<{ id: string; parked_fault: string }>(
      workspaceId,
      `select id, parked_fault from deal where workspace_id = ${workspaceId} and parked_at is not null order by id`,
    )

  test.for([
    ['an empty dossier', `'{}'::jsonb`],
    ['no dossier at all', `'null'::jsonb`],
    ['a stage that is not in the regulation', `dossier || '{"stage": "moon"}'`],
    ['an id that is none', `dossier || '{"lastResponsibleId": "x", "responsibleId": null}'`],
  ])('[A9] with %s is put aside with its fault and an alarm; the rest goes on', async ([, dossier]) => {
    const { workspaceId, ids } = await withDeals(5)
    const alarm = vi.spyOn(services.log, 'error').mockImplementation(() => undefined)
    const onExchange = dossier!.includes('lastResponsibleId') ? ', responsible_id = null' : ''
    await byOwner(workspaceId, `insert into team values (${workspaceId}, gen_random_uuid(), 'Отдел', null, now())`)
    await byOwner(workspaceId, `update member set team_id = team.id from team where team.workspace_id = member.workspace_id`)
    await byOwner(workspaceId, `update deal set dossier = ${dossier}${onExchange} where id = '${ids[2]}'`)
    await sweepWorkspace(services, workspaceId, moscow('Tue 10.03 10:30'))
    expect((await parked(workspaceId)).map(({ id, parked_fault }) => [id, parked_fault !== ''])).toEqual([[ids[2], true]])
    expect(alarm.mock.calls.map(([it]) => it)).toContainEqual(
      expect.objectContaining({ alarm: 'deal-parked', workspaceId, dealId: ids[2] }),
    )
    const { breaches } = await whatIsThere(workspaceId)
    expect(breaches).toMatchObject([{ clause: 'overdue', count: 4 }])
    // It does not come again, and the clock of the workspace does not wait for it.
    expect(await sweepWorkspace(services, workspaceId, moscow('Tue 10.03 10:31'))).toBe(0)
    expect(await inside(workspaceId, (tx) => nextDue(tx, workspaceId))).toBe(moscow('Tue 10.03 14:00'))
    alarm.mockRestore()
  })

  test('[A9] mended, it is taken up again by the next act', async () => {
    const { workspaceId, ids, owner } = await withDeals(2)
    const alarm = vi.spyOn(services.log, 'error').mockImplementation(() => undefined)
    const [kept] = await byOwner<{ dossier: unknown }>(workspaceId, `select dossier from deal where id = '${ids[0]}'`)
    await byOwner(workspaceId, `update deal set dossier = '{}' where id = '${ids[0]}'`)
    await sweepWorkspace(services, workspaceId, moscow('Tue 10.03 10:30'))
    await byOwner(workspaceId, `update deal set dossier = '${JSON.stringify(kept!.dossier)}' where id = '${ids[0]}'`)
    expect(await parked(workspaceId)).toHaveLength(1)
    done(await owner.patch<ActAnswer>(`/deals/${ids[0]}`, { note: 'Снова можно вести' }))
    expect(await parked(workspaceId)).toEqual([])
    await sweepWorkspace(services, workspaceId, moscow('Tue 10.03 10:31'))
    const { breaches } = await whatIsThere(workspaceId)
    expect(breaches).toMatchObject([
      { clause: 'overdue', from_at: moscow('Tue 10.03 10:30'), count: 1 },
      { clause: 'overdue', from_at: moscow('Tue 10.03 10:30'), count: 1 },
    ])
    alarm.mockRestore()
  })

  test('[A9 K5] one that stays due whatever is done holds nobody up, and the clock arrives', async () => {
    const { owner, workspaceId } = await company({ kind: 'sandbox' })
    done(await owner.put('/sandbox/clock', { now: iso('Tue 10.03 10:00') }))
    const [stuck, other] = [await aDeal(owner, { contact: aClient() }), await aDeal(owner, { contact: aClient() })]
    const alarm = vi.spyOn(services.log, 'error').mockImplementation(() => undefined)
    await withClient(database.ownerUrl, async (client) => {
      await client.query(`create function stuck() returns trigger language plpgsql as $$
        begin new.next_check_at = old.next_check_at; return new; end $$`)
      await client.query(`create trigger stuck before update on deal for each row when (new.id = '${stuck.id}') execute function stuck()`)
    })
    const arrived = done(await owner.put<{ now: string }>('/sandbox/clock', { now: iso('Tue 10.03 18:00') }))
    expect(said(arrived.now)).toBe('Tue 10 Mar 18:00')
    expect(await parked(workspaceId)).toEqual([{ id: stuck.id, parked_fault: 'it stays due after it was swept' }])
    const { items } = done(await owner.get<Page<Breach>>(`/breaches?dealId=${other.id}`))
    expect(items.map(({ clause }) => clause).toSorted()).toEqual(['overdue', 'stage-stay'])
    await withClient(database.ownerUrl, (client) => client.query('drop trigger stuck on deal'))
    alarm.mockRestore()
  })

  test('[A9] somebody who holds a deal for long makes nobody put it aside', async () => {
    const { workspaceId, ids } = await withDeals(3)
    await inside(workspaceId, async (tx) => {
      await sql`select from deal where workspace_id = ${workspaceId} and id = ${ids[1]} for update`.execute(tx)
      expect(await sweepWorkspace(services, workspaceId, moscow('Tue 10.03 10:30'))).toBe(2)
    })
    expect(await parked(workspaceId)).toEqual([])
    expect(await sweepWorkspace(services, workspaceId, moscow('Tue 10.03 10:30'))).toBe(1)
  })
})

describe('[A9 L8] after a downtime, and in every workspace', () => {
  test('[A9] a breach is from the instant at which it was due; its consequences run now', async () => {
    const { workspaceId, owner } = await withDeals(1)
    const now = moscow('Fri 13.03 12:00')
    await sweepWorkspace(services, workspaceId, now)
    const { breaches } = await whatIsThere(workspaceId)
    expect(breaches).toMatchObject([
      { clause: 'overdue', from_at: moscow('Tue 10.03 10:30'), opened_at: now },
      { clause: 'overdue-hand-over', from_at: handOver, opened_at: now },
      { clause: 'stage-stay', from_at: moscow('Tue 10.03 14:00'), opened_at: now },
    ])
    const [deal] = done(await owner.get<Page<{ responsible: unknown }>>('/deals')).items
    expect(deal!.responsible).toBeNull()
  })

  test('[A9 K5] real workspaces go by the time of the wall, sandboxes by their own; a fault of one does not stop the others', async () => {
    const [real, sand, sick] = [await withDeals(1), await company({ kind: 'sandbox' }), await withDeals(1)]
    done(await sand.owner.put('/sandbox/clock', { now: iso('Tue 10.03 10:00') }))
    await aDeal(sand.owner, { contact: aClient() })
    const alarm = vi.spyOn(services.log, 'error').mockImplementation(() => undefined)
    await byOwner(sick.workspaceId, `delete from rulebook`)
    clock.set(begins + HOUR_MS)
    await sweepEverything(services)
    const count = async (workspaceId: number) => (await whatIsThere(workspaceId)).breaches.length
    expect([await count(real.workspaceId), await count(sand.workspaceId)]).toEqual([1, 0])
    clock.set(begins)
    alarm.mockRestore()
  })

  test('[A9 D11] workspaces in which something is due are found once each: deals, or somebody who leaves', async () => {
    const [many, none, leaving] = [await withDeals(300), await company(), await company()]
    const [manager, standIn] = [await leaving.member('manager'), await leaving.member('manager')]
    const absence = { memberId: manager.id, standInId: standIn.id, from: iso('Tue 10.03 10:15'), until: iso('Wed 11.03 10:00') }
    done(await leaving.owner.post('/absences', absence))
    const due = async (at: string) => {
      const { rows } = await sql<{ id: number }>`select workspaces_due(${at}::timestamptz) as id`.execute(services.db)
      const mine = [many, none, leaving].map(({ workspaceId }) => workspaceId)
      return rows.map(({ id }) => id).filter((id) => mine.includes(id))
    }
    expect(await due(iso('Tue 10.03 10:14'))).toEqual([])
    expect(await due(iso('Tue 10.03 10:15'))).toEqual([leaving.workspaceId])
    expect(await due(iso('Tue 10.03 10:30'))).toEqual([many.workspaceId, leaving.workspaceId])
    await sweepWorkspace(services, leaving.workspaceId, moscow('Tue 10.03 10:15'))
    expect(await due(iso('Tue 10.03 10:30'))).toEqual([many.workspaceId])
  })
})

describe('[A9 D4] what has fallen due comes before an act', () => {
  test('[D4] an act a moment after the hand-over finds the deal handed over, though no sweeper came', async () => {
    const { workspaceId, owner, manager, ids } = await withDeals(2)
    const [acted, waiting] = ids as [string, string]
    clock.set(handOver)
    try {
      const late = await manager.post<ActAnswer>(`/deals/${acted}/interactions`, {
        channel: 'call',
        direction: 'out',
        outcome: 'no-answer',
      })
      expect(late.status).toBe(403)
      const { deal } = done(
        await owner.post<ActAnswer>(`/deals/${acted}/interactions`, { channel: 'call', direction: 'out', outcome: 'no-answer' }),
      )
      expect(deal.responsible).toBeNull()
      const told = (id: string) =>
        inside(workspaceId, async (tx) => {
          const { rows } = await sql<{ type: string }>`select type from journal
            where workspace_id = ${workspaceId} and stream_id = ${id} and recorded_at = ${new Date(handOver).toISOString()} order by position`.execute(
            tx,
          )
          return rows.map(({ type }) => type).filter((type) => type === 'responsible-changed' || type === 'interaction-recorded')
        })
      expect(await told(acted)).toEqual(['responsible-changed', 'interaction-recorded'])
      await sweepWorkspace(services, workspaceId, handOver)
      expect(await told(acted)).toEqual(['responsible-changed', 'interaction-recorded'])
      expect(await told(waiting)).toEqual(['responsible-changed'])
    } finally {
      clock.set(begins)
    }
  })
})
