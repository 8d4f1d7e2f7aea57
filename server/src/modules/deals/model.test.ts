// Random acts of several people through the HTTP API; after each the tables are compared with the fold of the journal.
import type { ActAnswer } from '@reglament/contract'
import { fold, type DealEvent, type Dossier } from '@reglament/regulation'
import { moscow } from '@reglament/regulation/testing'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
import { application } from '../../testing/company.ts'
import { chance, doSomething, type World } from '../../testing/randomActs.ts'
import { aClient, done, sandbox } from '../../testing/sandbox.ts'

const app = await application('2026-02-02T07:00:00Z')
/** For a long run: `REGLAMENT_MODEL_ACTS=5000 REGLAMENT_MODEL_SEED=7`. */
const actsWanted = Number(process.env.REGLAMENT_MODEL_ACTS ?? 140)

type DealRow = { id: string; stage: string; status: string; responsible_id: string | null; version: number; budget: number | null; closed_at: number | null; loss_reason: string | null; next_check_at: number | null; parked_fault: string | null; dossier: Dossier } // prettier-ignore

const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

/** Everything that the tables say of the deals, against what the journal folds to; the differences. */
async function differences({ workspaceId, now }: World): Promise<unknown[]> {
  return inWorkspace(app.services, workspaceId, async (tx) => {
    const ask = async <Row>(statement: ReturnType<typeof sql<Row>>) => (await statement.execute(tx)).rows
    const deals = await ask(sql<DealRow>`select id::text, stage, status, responsible_id::text, version, budget, closed_at, loss_reason,
      next_check_at, parked_fault, dossier from deal where workspace_id = ${workspaceId}`)
    const journal = await ask(sql<DealEvent & { id: string }>`select stream_id::text as id, type, at, clause, data from journal
      where workspace_id = ${workspaceId} and stream_kind = 'deal' order by position`)
    const tasks = await ask(sql<{ id: string; deal_id: string; kind: string; due_at: number; assignee_id: string | null }>`
      select id::text, deal_id::text, kind, due_at, assignee_id::text from task
      where workspace_id = ${workspaceId} and completed_at is null and cancelled_at is null`)
    const breaches = await ask(sql<{ deal_id: string; clause: string; about: string; from_at: number; member_id: string | null }>`
      select deal_id::text, clause, about, from_at, member_id::text from breach where workspace_id = ${workspaceId} and until_at is null`)
    const miscounted = await ask(sql`
      with counted as (
        select pipeline, stage, coalesce(responsible_id, '00000000-0000-0000-0000-000000000000') as responsible_id,
          coalesce(currency, '') as currency, count(*)::integer as deals, coalesce(sum(budget), 0)::bigint as amount
        from deal where workspace_id = ${workspaceId} group by 1, 2, 3, 4
      )
      select * from counted full join (select * from board_count where workspace_id = ${workspaceId} and (deals <> 0 or amount <> 0)) as kept
        using (pipeline, stage, responsible_id, currency)
      where counted.deals is distinct from kept.deals or counted.amount is distinct from kept.amount`)
    const miswon = await ask(sql`
      select contact.id, won_deals from contact where workspace_id = ${workspaceId} and won_deals <> (
        select count(*) from deal where deal.workspace_id = ${workspaceId} and deal.contact_id = contact.id and status = 'won')`)
    const streams = Map.groupBy(journal, ({ id }) => id)
    const wrong: unknown[] = [...miscounted, ...miswon]
    const same = (what: string, id: string, a: unknown, b: unknown) => {
      if (JSON.stringify(a) !== JSON.stringify(b)) wrong.push({ what, id, tables: a, fold: b })
    }
    for (const { id, dossier: kept, ...row } of deals) {
      const events = streams.get(id)!.map(({ type, at, clause, data }) => ({ type, at, data, ...(clause && { clause }) })) as DealEvent[]
      const dossier = fold(events)!
      try {
        expect(kept).toEqual(JSON.parse(JSON.stringify(dossier)))
      } catch (error) {
        wrong.push({ what: 'dossier', id, error: (error as Error).message })
      }
      const { stage, status, responsibleId, version, budget, closedAt, lossReason } = dossier
      const said = {
        stage,
        status,
        responsible_id: responsibleId,
        version,
        budget: budget?.amount ?? null,
        closed_at: closedAt,
        loss_reason: lossReason,
      }
      const { next_check_at, parked_fault, ...facts } = row
      same('deal', id, facts, said)
      same('parked', id, parked_fault, null)
      if (next_check_at !== null && next_check_at < now) wrong.push({ what: 'left behind', id, next_check_at, now })
      same(
        'tasks',
        id,
        tasks
          .filter((it) => it.deal_id === id)
          .map(({ id: task, kind, due_at, assignee_id }) => [task, kind, due_at, assignee_id])
          .toSorted(byText),
        dossier.openTasks.map((it) => [it.id, it.kind, it.dueAt, it.assigneeId]).toSorted(byText),
      )
      same(
        'breaches',
        id,
        breaches
          .filter((it) => it.deal_id === id)
          .map((it) => [it.clause, it.about, it.from_at, it.member_id])
          .toSorted(byText),
        dossier.breaches.map((it) => [it.clause, it.about, it.from, it.memberId]).toSorted(byText),
      )
      if (status === 'open' && dossier.openTasks.length === 0) wrong.push({ what: 'no open task', id })
    }
    return wrong
  })
}

describe('[A9 B13 D1] whatever people do in whatever order, the tables say what the journal folds to', () => {
  test.for([20260310, Number(process.env.REGLAMENT_MODEL_SEED ?? 1)])(
    '[A9 D1 L7] random acts, seed %i',
    { timeout: 60_000 + actsWanted * 1000 },
    async (seed) => {
      const { owner, member, workspaceId } = await sandbox(app, 'Mon 2.03 10:00')
      const people = [
        owner,
        await member('manager'),
        await member('manager'),
        await member('head'),
        await member('trainee'),
        await member('admin'),
      ]
      const world: World = { chance: chance(seed), workspaceId, owner, people, now: moscow('Mon 2.03 10:00'), deals: [], said: [] }
      for (const by of people.slice(0, 3))
        world.deals.push(done(await by.post<ActAnswer>('/deals', { title: 'Первая', contact: aClient({ mail: true }) })).id)
      for (let asked = 0; asked < actsWanted; asked++) {
        // Now and then two people do something at the same moment, perhaps to the same deal, perhaps while the clock moves.
        await Promise.all(world.chance.maybe(0.2) ? [doSomething(world), doSomething(world)] : [doSomething(world)])
        expect(await differences(world), `seed ${seed}\n${world.said.slice(-6).join('\n')}`).toEqual([])
      }
      // Chance has reached what it was let loose upon: not only refusals.
      expect(world.said.filter((it) => /→ 20[01]$/.test(it)).length).toBeGreaterThan(actsWanted / 4)
    },
  )
})
