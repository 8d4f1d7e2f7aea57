import type { ActAnswer } from '@reglament/contract'
import { fold, type DealEvent, type Dossier } from '@reglament/regulation'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
import { readStream } from '../../platform/journal.ts'
import { application } from '../../testing/company.ts'
import { sumUpCounts } from './counts.ts'

const { company, services, clock } = await application('2026-03-10T07:00:00Z')
const { owner, workspaceId } = await company()
const inside = <Result>(work: Parameters<typeof inWorkspace<Result>>[2]) => inWorkspace(services, workspaceId, work)
const aDeal = async () => (await owner.post<ActAnswer>('/deals', { title: 'Последний рубеж' })).body.deal
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'committed',
    (error: { code?: string }) => error.code,
  )

describe('[D1] the database is the last line', () => {
  test('raw SQL that completes, cancels, deletes or moves away the last task does not commit', async () => {
    const deal = await aDeal()
    const other = await aDeal()
    const id = deal.tasks[0]!.id
    for (const statement of [
      sql`update task set completed_at = now() where workspace_id = ${workspaceId} and id = ${id}`,
      sql`update task set cancelled_at = now() where workspace_id = ${workspaceId} and id = ${id}`,
      sql`delete from task where workspace_id = ${workspaceId} and id = ${id}`,
      sql`update task set deal_id = ${other.id} where workspace_id = ${workspaceId} and id = ${id}`,
    ])
      expect(await codeOf(inside((tx) => statement.execute(tx)))).toBe('RG001')
    const swapped = inside(async (tx) => {
      await sql`update task set completed_at = now() where workspace_id = ${workspaceId} and id = ${id}`.execute(tx)
      await sql`insert into task (workspace_id, id, deal_id, kind, due_at, created_at)
        values (${workspaceId}, gen_random_uuid(), ${deal.id}, 'call', now(), now())`.execute(tx)
    })
    expect(await codeOf(swapped)).toBe('committed')
  })

  test('two raw transactions that end the last two tasks at once: one of them does not commit', async () => {
    const deal = await aDeal()
    const second = await owner.post<ActAnswer>('/tasks', { dealId: deal.id, text: 'Второе дело по сделке', dueAt: '2026-03-12T07:00:00Z' })
    const ends = second.body.deal.tasks.map(({ id }) =>
      codeOf(inside((tx) => sql`update task set completed_at = now() where workspace_id = ${workspaceId} and id = ${id}`.execute(tx))),
    )
    expect(new Set(await Promise.all(ends))).toEqual(new Set(['RG001', 'committed']))
  })

  test('a deal is neither inserted nor opened without a task; one that requires none is let be', async () => {
    const deal = await aDeal()
    const reopened = inside(async (tx) => {
      await sql`update deal set stage = 'started', status = 'won', closed_at = now() where workspace_id = ${workspaceId} and id = ${deal.id}`.execute(
        tx,
      )
      await sql`update task set cancelled_at = now() where workspace_id = ${workspaceId} and deal_id = ${deal.id}`.execute(tx)
      await sql`update deal set stage = 'taken', status = 'open', closed_at = null where workspace_id = ${workspaceId} and id = ${deal.id}`.execute(
        tx,
      )
    })
    expect(await codeOf(reopened)).toBe('RG001')
    const unguarded = inside(async (tx) => {
      await sql`update deal set task_required = false where workspace_id = ${workspaceId} and id = ${deal.id}`.execute(tx)
      await sql`update task set cancelled_at = now() where workspace_id = ${workspaceId} and deal_id = ${deal.id}`.execute(tx)
    })
    expect(await codeOf(unguarded)).toBe('committed')
    expect(
      await codeOf(
        inside((tx) => sql`update deal set task_required = true where workspace_id = ${workspaceId} and id = ${deal.id}`.execute(tx)),
      ),
    ).toBe('RG001')
  })

  test('a lost deal has a reason, a stage belongs to its pipeline, the journal is append-only', async () => {
    const deal = await aDeal()
    const set = (change: ReturnType<typeof sql>) =>
      codeOf(inside((tx) => sql`update deal set ${change} where workspace_id = ${workspaceId} and id = ${deal.id}`.execute(tx)))
    expect(await set(sql`stage = 'lost', status = 'lost', closed_at = now()`)).toBe('23514')
    expect(await set(sql`stage = 'moon'`)).toBe('23503')
    expect(await set(sql`status = 'won', closed_at = now()`)).toBe('23503')
    for (const statement of [sql`update journal set type = 'x'`, sql`delete from journal`]) {
      expect(await codeOf(inside((tx) => statement.execute(tx)))).toBe('42501')
    }
  })
})

describe('[A9 B13] folding the journal gives what the tables say', () => {
  test('after a life of acts, for every deal', async () => {
    const deal = await aDeal()
    const act = (url: string, body: Record<string, unknown>) => owner.post<ActAnswer>(url, body)
    clock.pass(3_600_000)
    await owner.patch(`/deals/${deal.id}`, { note: 'Семь слов о том, что нужно клиенту', fields: { platform: 'site', niche: 'Окна' } })
    await act(`/deals/${deal.id}/stage-moves`, { to: 'taken' })
    await act(`/deals/${deal.id}/stage-moves`, { to: 'proposal-sent' })
    clock.pass(3_600_000)
    await act(`/deals/${deal.id}/stage-moves`, { to: 'qualified', fields: { source: 'search' }, result: 'Квалификация пройдена' })
    await act(`/deals/${deal.id}/stage-moves`, { to: 'taken', reason: 'Ниша не та' })
    await owner.patch(`/deals/${deal.id}`, {
      fields: { niche: 'Двери' },
      responsibleId: null,
      reason: 'Нет времени',
      budget: { amount: 5, currency: 'RUB' },
    })
    await act('/tasks', { dealId: deal.id, text: 'Узнать размеры проёмов', dueAt: '2026-03-12T07:00:00Z' })

    const deals = await inside((tx) => tx.selectFrom('deal').selectAll().where('workspace_id', '=', workspaceId).execute())
    for (const row of deals) {
      const events = await inside((tx) => readStream(tx, workspaceId, row.id))
      if (events.length === 0 || !row.task_required) continue
      const dossier = fold(
        events.map(({ type, at, clause, data }) => ({ type, at, clause: clause ?? undefined, data }) as unknown as DealEvent),
      )
      expect(dossier).toEqual(row.dossier)
      const { stage, status, responsibleId, budget, version } = dossier as Dossier
      expect({ stage, status, responsibleId, amount: budget?.amount ?? null, version }).toEqual({
        stage: row.stage,
        status: row.status,
        responsibleId: row.responsible_id,
        amount: row.budget,
        version: row.version,
      })
      const open = await inside((tx) =>
        sql<{ id: string }>`select id::text from task where workspace_id = ${workspaceId} and deal_id = ${row.id}
        and completed_at is null and cancelled_at is null`.execute(tx),
      )
      if (row.id === deal.id) expect(open.rows.map(({ id }) => id).toSorted()).toEqual(dossier!.openTasks.map(({ id }) => id).toSorted())
    }
  })

  /** How many counts differ from what the deals say. */
  async function wrongCounts(): Promise<number> {
    const { rows } = await inside((tx) =>
      sql<{ wrong: number }>`
      with counted as (
        select pipeline, stage, coalesce(responsible_id, '00000000-0000-0000-0000-000000000000') as responsible_id, coalesce(currency, '') as currency,
          count(*)::integer as deals, coalesce(sum(budget), 0)::bigint as amount
        from deal where workspace_id = ${workspaceId} group by 1, 2, 3, 4
      )
      select count(*)::integer as wrong from counted
      full join (select * from board_count where workspace_id = ${workspaceId} and deals <> 0) as kept using (pipeline, stage, responsible_id, currency)
      where counted.deals is distinct from kept.deals or counted.amount is distinct from kept.amount`.execute(tx),
    )
    return rows[0]!.wrong
  }
  const changes = async () => {
    const { rows } = await inside((tx) =>
      sql<{ left: number }>`select count(*)::integer as left from board_count_change where workspace_id = ${workspaceId}`.execute(tx),
    )
    return rows[0]!.left
  }

  test('[B1] the counts of the board are the counts of the deals, before and after they are summed up, by three processes and amid acts', async () => {
    expect(await changes()).toBeGreaterThan(0)
    expect(await wrongCounts()).toBe(0)
    await Promise.all([sumUpCounts(services), aDeal(), sumUpCounts(services), aDeal(), sumUpCounts(services)])
    expect(await wrongCounts()).toBe(0)
    await sumUpCounts(services)
    expect(await changes()).toBe(0)
    expect(await wrongCounts()).toBe(0)
  })
})
