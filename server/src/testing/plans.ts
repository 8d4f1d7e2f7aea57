// How PostgreSQL means to answer what the application asks, behind row-level security as in life.
import { type CompiledQuery, type KyselyPlugin } from 'kysely'
import { inWorkspace, type Tx } from '../platform/database.ts'
import { withClient } from '../platform/database/withClient.ts'
import type { Actor } from '../platform/http/actor.ts'
import type { Services } from '../platform/services.ts'

type Asking = { tx: Tx; actor: Actor; now: number; language: 'ru' }
type Plan = { 'Node Type': string; 'Relation Name'?: string; Plans?: Plan[] }

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** Somebody who asks without a session, as functions below the routes take him. */
export const anOwner = (workspaceId: number, memberId: string): Actor => ({
  workspaceId,
  memberId,
  name: 'Ирина Соколова',
  role: 'owner',
  teamId: null,
  scopes: ['read', 'write'],
  locale: 'ru',
  timeZone: 'Europe/Moscow',
  currency: 'RUB',
  kind: 'real',
  clockAt: null,
})

/**
 * Does the work and answers which of the tables its statements would read from end to end, each with the statement. Each statement is
 * explained with its own values and, where the server can tell it, as the plan that a connection keeps for all values.
 * @throws when the work reads none of the tables, so that such a test can't pass for nothing
 */
export async function readWhole(
  { services, appUrl, actor, tables }: { services: Services; appUrl: string; actor: Actor; tables: readonly string[] },
  work: (asking: Asking) => Promise<unknown>,
): Promise<string[]> {
  const sent = await sentBy(services, actor, work)
  const told = sent.filter(({ sql }) => tables.some((table) => new RegExp(`\\b${table}\\b`).test(sql)))
  if (told.length === 0) throw new Error(`none of ${sent.length} statements names one of the tables`)
  return withClient(appUrl, async (client) => {
    await client.query(`begin; set local app.workspace = '${actor.workspaceId}'`)
    const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::integer as version`)
    const tellsKept = rows[0]!.version >= 160_000
    const found: string[] = []
    for (const { sql, parameters } of told) {
      for (const kept of tellsKept ? [false, true] : [false]) {
        const explained = kept
          ? await client.query(`explain (generic_plan, format json) ${sql}`)
          : await client.query(`explain (format json) ${sql}`, [...parameters])
        const [{ Plan: plan }] = (explained.rows[0] as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN']
        const whole = nodesOf(plan).filter((node) => node['Node Type'] === 'Seq Scan' && tables.includes(node['Relation Name'] ?? ''))
        found.push(...whole.map((node) => `${kept ? 'kept plan, ' : ''}${node['Relation Name']}: ${sql}`))
      }
    }
    return found
  })
}

async function sentBy({ db, clock }: Services, actor: Actor, work: (asking: Asking) => Promise<unknown>): Promise<CompiledQuery[]> {
  const sent: CompiledQuery[] = []
  const executor = db.getExecutor()
  const spy: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      sent.push(executor.compileQuery(node, queryId))
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  const now = clock.now(actor)
  await inWorkspace({ db: db.withPlugin(spy) }, actor.workspaceId, (tx) => work({ tx, actor, now, language: 'ru' }))
  return sent
}
