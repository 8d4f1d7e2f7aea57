import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
import { withClient } from '../../platform/database/withClient.ts'
import { application } from '../../testing/company.ts'
import { anOwner, readWhole } from '../../testing/plans.ts'
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

test.each<[string, (asking: Asking) => Promise<unknown>]>([
  ['the panel', (asking) => readControl(asking)],
  ['the panel of a pipeline and a day', (asking) => readControl(asking, { pipeline: 'sales', days: 1 })],
  ['the rows of a pipeline', (asking) => readControlRows(asking, { pipeline: 'sales', clause: 'attention', about: 'too-often' })],
  ['the rows', (asking) => readControlRows(asking, {})],
  ['the rows of one figure', (asking) => readControlRows(asking, { clause: 'overdue', member: owner.id })],
])('[J1 L8] behind row-level security %s never read mended breaches from end to end', async (_, work) => {
  const asOwner = { services, appUrl: database.appUrl, actor: anOwner(workspaceId, owner.id), tables: ['breach'] }
  expect(await readWhole(asOwner, work)).toEqual([])
})
