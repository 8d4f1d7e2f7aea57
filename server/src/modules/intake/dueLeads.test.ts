import type { LeadActAnswer } from '@reglament/contract'
import { moscow } from '@reglament/regulation/testing'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
import { statementsOf } from '../../platform/statementLog.ts'
import { application } from '../../testing/company.ts'
import { done, sandbox } from '../../testing/sandbox.ts'
import { leadWork } from './dueWork.ts'

const { services, ...world } = await application('2026-02-02T07:00:00Z')

/** A company in which so many inquiries came at ten and wait for their first answer. */
async function withLeads(many: number) {
  const { workspaceId, owner, enact } = await sandbox({ services, ...world }, 'Tue 10.03 10:00')
  await enact([{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }])
  const one = done(await owner.post<LeadActAnswer>('/leads', { name: 'Ольга Климова', phone: '+79214470001', channel: 'form' }))
  await inWorkspace(services, workspaceId, (tx) =>
    sql`insert into lead (workspace_id, id, status, channel, name, folded_name, phone, campaign, route, responsible_id, inquired_at,
        heard_at, created_at, next_check_at)
      select workspace_id, gen_random_uuid(), status, channel, name, folded_name, phone, campaign, route, responsible_id, inquired_at,
        heard_at, created_at, next_check_at
      from lead cross join generate_series(2, ${many}::integer)
      where workspace_id = ${workspaceId} and id = ${one.id}::uuid`.execute(tx),
  )
  return workspaceId
}

test('[C10 A9] however many first answers are late, one round tells of all of them, in as many statements for each batch', async () => {
  const late = moscow('Tue 10.03 10:30')
  const [few, many] = [await withLeads(1), await withLeads(450)]
  const sweep = async (workspaceId: number) => {
    const { statements, result } = await statementsOf(() => leadWork.carryOut(services, workspaceId, late))
    return { swept: result, statements: statements.length }
  }
  const [one, all] = [await sweep(few), await sweep(many)]
  expect([one.swept, all.swept]).toEqual([1, 450])
  expect(all.statements).toBe(3 * one.statements)
  const { rows } = await inWorkspace(services, many, (tx) =>
    sql<{ late: number }>`select count(distinct lead_id)::integer as late from breach where lead_id is not null`.execute(tx),
  )
  expect(rows[0]!.late).toBe(450)
})
