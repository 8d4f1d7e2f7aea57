import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { inWorkspace, type Tx } from '../../platform/database.ts'
import { withClient } from '../../platform/database/withClient.ts'
import { application } from '../../testing/company.ts'
import { anOwner, readWhole } from '../../testing/plans.ts'
import { companiesOf, contactsOf, knownOf } from './recognise.ts'
import { identityOf } from './identity.ts'
import { suggestionsOf } from './suggestions.ts'

const world = await application('2026-03-02T07:00:00Z')
const { services, database } = world
const { workspaceId, owner } = await world.company()
const actor = anOwner(workspaceId, owner.id)
const clients = 2000

/** Ids like `01900001-0000-7000-8000-00000000002a`. */
const idOf = (kind: string, n: string | number) => `0190000${kind}-0000-7000-8000-${String(n).padStart(12, '0')}`
const numbered = (kind: string) => sql.raw(`('0190000${kind}-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid`)

async function fill(tx: Tx): Promise<void> {
  const n = sql`generate_series(1, ${clients}::integer) as n`
  await sql`insert into company (workspace_id, id, name, folded_name, inn, created_at)
    select ${workspaceId}, ${numbered('1')}, 'ООО Завод ' || n, 'ооо завод ' || n, (7700000000 + n)::text, now() from ${n}`.execute(tx)
  await sql`insert into contact (workspace_id, id, name, folded_name, phone, email, company_id, created_at)
    select ${workspaceId}, ${numbered('2')}, 'Клиент Номер ' || n, 'клиент номер ' || n, '+7916' || lpad(n::text, 7, '0'),
      'client' || n || '@firm' || n / 4 || '.example', ${numbered('1')}, now() from ${n}`.execute(tx)
  await sql`insert into contact_point (workspace_id, contact_id, kind, value, created_at)
    select ${workspaceId}, ${numbered('2')}, kind, kind || n, now()
    from ${n} cross join unnest(array['phone', 'mail', 'messenger']) as kind`.execute(tx)
  await sql`insert into lead (workspace_id, id, status, channel, name, folded_name, phone, email, company_name, campaign, route, inquired_at,
      heard_at, created_at)
    select ${workspaceId}, ${numbered('3')}, 'new', 'form', 'Клиент Номер ' || n, 'клиент номер ' || n, '+7916' || lpad(n::text, 7, '0'),
      'lead' || n || '@firm' || n / 4 || '.example', 'Завод ' || n, '{}',
      '{"responsibleId": null, "way": "exchange", "because": null, "meantFor": null, "reserved": null, "clause": null}', now(), now(), now()
    from ${n}`.execute(tx)
}

beforeAll(async () => {
  await inWorkspace(services, workspaceId, fill)
  await withClient(database.ownerUrl, (client) => client.query('vacuum analyze'))
})

const tables = ['contact', 'contact_point', 'company', 'lead']
const wholeRead = (work: Parameters<typeof readWhole>[1]) => readWhole({ services, appUrl: database.appUrl, actor, tables }, work)

describe('[C2 L8] who an inquiry may be is found by indexes, however many are known', () => {
  test('[C2] suggestions of a lead: nothing is read whole', async () => {
    expect(await wholeRead((asking) => suggestionsOf(asking, idOf('3', 42)))).toEqual([])
  })

  test('[C2] a lead with a company’s domain, a name of three words and nothing else known', async () => {
    const bare = idOf('3', 77)
    await inWorkspace(services, workspaceId, (tx) =>
      sql`update lead set phone = null, company_name = null, inn = null where workspace_id = ${workspaceId} and id = ${bare}::uuid`.execute(
        tx,
      ),
    )
    expect(await wholeRead((asking) => suggestionsOf(asking, bare))).toEqual([])
  })

  test('[C2] what an arrival is compared with: contacts, their deals and leads, the company that is named', async () => {
    const identity = identityOf({ phone: '+79160000042', email: 'client42@firm10.example', messenger: 'telegram:ivanov' })
    expect(await wholeRead(({ tx }) => contactsOf(tx, workspaceId, [identity]))).toEqual([])
    expect(await wholeRead(({ tx }) => knownOf(tx, workspaceId, [idOf('2', 42)], [identity]))).toEqual([])
    const named = { company: 'Завод 42', inn: '7700000043', email: 'a@firm10.example' }
    expect(await wholeRead(({ tx }) => companiesOf(tx, workspaceId, [named]))).toEqual([])
  })
})
