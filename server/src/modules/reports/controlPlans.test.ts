import { type CompiledQuery, type KyselyPlugin, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
import { withClient } from '../../platform/database/withClient.ts'
import type { Actor } from '../../platform/http/actor.ts'
import { application } from '../../testing/company.ts'
import type { Asking } from '../deals/index.ts'
import { readControl } from './control.ts'
import { readControlRows } from './controlRows.ts'

const { company, services, database } = await application('2026-04-10T07:00:00Z')
const { owner, workspaceId } = await company()

/** Of 24,000 breaches all but 200 have been mended, long ago. */
beforeAll(async () => {
  await inWorkspace(services, workspaceId, async (tx) => {
    await sql`insert into breach (workspace_id, id, clause, about, member_id, from_at, until_at, mode, regulation_version, opened_at)
      select ${workspaceId}, ('01900005-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, (array['overdue', 'stage-stay', 'touch-cadence'])[1 + n % 3],
        n::text, ${owner.id}::uuid, at, case when n % 120 > 0 then at end, 'enforce', 1, at
      from generate_series(1, 24000) as n cross join lateral (select timestamptz '2026-02-01' + n * interval '1 minute' as at) as times`.execute(
      tx,
    )
  })
  await withClient(database.ownerUrl, (client) => client.query('analyze breach'))
})

const actor: Actor = {
  workspaceId,
  memberId: owner.id,
  name: 'Ирина Соколова',
  role: 'owner',
  teamId: null,
  scopes: ['read', 'write'],
  locale: 'ru',
  timeZone: 'Europe/Moscow',
  currency: 'RUB',
  kind: 'real',
  clockAt: null,
}

type Plan = { 'Node Type': string; 'Relation Name'?: string; Plans?: Plan[] }
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

test.each<[string, (asking: Asking) => Promise<unknown>]>([
  ['the panel', (asking) => readControl(asking)],
  ['the panel of a pipeline and a day', (asking) => readControl(asking, { pipeline: 'sales', days: 1 })],
  ['the rows of a pipeline', (asking) => readControlRows(asking, { pipeline: 'sales', clause: 'attention', about: 'too-often' })],
  ['the rows', (asking) => readControlRows(asking, {})],
  ['the rows of one figure', (asking) => readControlRows(asking, { clause: 'overdue', member: owner.id })],
])('[J1 L8] behind row-level security %s never read mended breaches from end to end', async (_, work) => {
  const sent: CompiledQuery[] = []
  const executor = services.db.getExecutor()
  const spy: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      sent.push(executor.compileQuery(node, queryId))
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  const now = services.clock.now(actor)
  await inWorkspace({ db: services.db.withPlugin(spy) }, workspaceId, (tx) => work({ tx, actor, now, language: 'ru' }))
  const ofBreaches = sent.filter(({ sql: text }) => text.includes('from breach'))
  expect(ofBreaches.length).toBeGreaterThan(0)
  const whole = await withClient(database.appUrl, async (client) => {
    await client.query(`begin; set local app.workspace = '${workspaceId}'`)
    const found: string[] = []
    for (const { sql: text, parameters } of ofBreaches) {
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`explain (format json) ${text}`, [...parameters])
      const [{ Plan: plan }] = rows[0]!['QUERY PLAN']
      if (nodesOf(plan).some((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'breach')) found.push(text)
    }
    return found
  })
  expect(whole).toEqual([])
})
