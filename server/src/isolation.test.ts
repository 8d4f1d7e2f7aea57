// Every route of the API, asked by a member of another company for the things of the first. New routes are found by themselves.
import { describe, expect, test } from 'vitest'
import { drained } from './modules/intake/index.ts'
import { caller, company, program, testApp } from './testing/app.ts'
import type { Company, Method } from './testing/app.ts'

type Schema = { type?: string; format?: string; const?: unknown; enum?: unknown[]; anyOf?: Schema[]; properties?: Record<string, Schema>; required?: string[]; items?: Schema; default?: unknown; minLength?: number; minimum?: number; minItems?: number; pattern?: string } // prettier-ignore
type Operation = { responses?: Record<string, { content?: Record<string, unknown> }>; parameters?: { name: string; in: string; schema: Schema }[]; requestBody?: { content: Record<string, { schema: Schema }> }; security?: unknown[] } // prettier-ignore

const { app } = await testApp()
await app.ready()
const document = (await caller(app).get<{ paths: Record<string, Record<string, Operation>> }>('/api/openapi.json')).body
const [ours, theirs] = [await company(app, { name: 'Наша тайна' }), await company(app, { name: 'Чужая' })]

/**
 * What the first company has, by the segment of the address it stands under: `/members/{id}` is filled from `members`. A new kind of thing
 * is added here by making one; a path that cannot be filled fails the first test below.
 */
const things = await seed(ours)

async function seed(of: Company): Promise<Record<string, string>> {
  const member = await of.hire('manager')
  const { keyId } = await program(app, of.owner)
  const make = async (url: string, body: object) => (await of.owner.post<{ id?: string }>(url, body)).body.id ?? 'not made'
  const dealId = await make('/api/deals', { title: 'Тайная сделка', note: 'Тайна тайн, которую никто не узнает' })
  const tasks = await of.owner.get<{ items?: { id: string }[] }>(`/api/tasks?dealId=${dealId}`)
  const pipelines = await of.owner.get<{ items: { id: string }[] }>('/api/pipelines')
  await make(`/api/deals/${dealId}/interactions`, { channel: 'mail', direction: 'in', outcome: 'received', text: 'Тайное письмо' })
  const interactions = await of.owner.get<{ items?: { id: string }[] }>(`/api/deals/${dealId}/interactions`)
  await make(`/api/deals/${dealId}/exemptions`, { clause: 'lifetime', reason: 'Тайная причина', until: '2099-01-01T00:00:00Z' })
  const leave = { memberId: member.id, from: '2026-01-01T00:00:00Z', until: '2026-12-01T00:00:00Z' }
  const absences = await make('/api/absences', leave)
  await make(`/api/deals/${dealId}/comments`, { text: 'Тайный комментарий', mentions: [member.id] })
  await of.owner.patch(`/api/deals/${dealId}/qualification/contact-person`, { text: 'Тайная нужда' })
  const releases = await make('/api/exchange/releases', { memberIds: [member.id] })
  await make('/api/leads', { name: 'Тайный Лид', phone: '+79161234568', text: 'Тайная заявка' })
  const leads = await of.owner.get<{ items?: { id: string }[] }>('/api/leads')
  const form = await of.owner.post<{ id: string; key: string }>('/api/forms', { name: 'Тайная форма' })
  await of.owner.ask('POST', `/api/forms/${form.body.key}/submissions`, { text: 'Тайная заявка без контактов' })
  await drained()
  const quarantine = await of.owner.get<{ items?: { id: string }[] }>('/api/quarantine')
  const reasons = await of.owner.get<{ items?: { id: string }[] }>('/api/lead-reasons')
  await of.owner
    .post('/api/regulation/drafts', { changes: [{ clause: 'quality-sample', params: { percent: 100 } }] })
    .then(({ body }) => of.owner.post(`/api/regulation/drafts/${(body as { id: string }).id}/enactment`))
  const lostId = await make('/api/deals', { title: 'Тайный отказ', note: 'Тайна отказа' })
  await make(`/api/deals/${lostId}/closure`, { reason: 'by-rules', criterion: 'too-small', comment: 'Тайная причина' })
  const spamId = await make('/api/deals', { title: 'Тайный спам' })
  await make(`/api/deals/${spamId}/closure`, { reason: 'spam' })
  const reviews = await of.owner.get<{ items?: { id: string }[] }>('/api/closing-reviews')
  const samples = await of.owner.get<{ items?: { id: string }[] }>('/api/quality-samples')
  const segment = { reasons: ['by-rules'] }
  const campaigns = await make('/api/campaigns', { name: 'Тайная кампания', kind: 'letters', perDay: 1, segment })
  const view = { name: 'Тайный вид', screen: 'table', query: { responsible: 'me' }, shared: true }
  return {
    leads: leads.body.items?.[0]?.id ?? 'not made',
    merges: dealId,
    forms: form.body.id ?? 'not made',
    'webhooks-in': await make('/api/webhooks-in', { name: 'Тайный вебхук' }),
    quarantine: quarantine.body.items?.[0]?.id ?? 'not made',
    fields: await make('/api/fields', { key: 'secret', name: { ru: 'Тайное поле', en: 'A secret' }, type: 'text' }).then(() => 'secret'),
    'lead-reasons': reasons.body.items?.[0]?.id ?? 'not made',
    views: await make('/api/views', view),
    members: member.id,
    teams: await make('/api/teams', { name: 'Тайный отдел' }),
    'api-keys': keyId,
    deals: dealId,
    tasks: tasks.body.items?.[0]?.id ?? 'not made',
    // Three breaches of a month would have to pass for one of these; any id that is not theirs will do.
    'repeated-breaches': dealId,
    // And a week under the corridor for one of these.
    notices: dealId,
    releases,
    absences,
    marks: dealId,
    incoming: interactions.body.items?.[0]?.id ?? 'not made',
    drafts: await make('/api/regulation/drafts', { changes: [{ clause: 'note-fresh', mode: 'off' }] }),
    pipelines: pipelines.body.items[0]!.id,
    contacts: await make('/api/contacts', { name: 'Тайный Контакт', phone: '+79161234567' }),
    ways: 'phone:+79161234567',
    versions: '2',
    imports: await make('/api/imports', {}),
    files: 'deals.csv',
    companies: await make('/api/companies', { name: 'Тайная Компания' }),
    qualification: 'contact-person',
    'closing-reviews': reviews.body.items?.[0]?.id ?? 'not made',
    'quality-samples': samples.body.items?.[0]?.id ?? 'not made',
    campaigns,
    // Kept in a folder of the data home, which this test does without; any id that is not theirs will do.
    'card-files': dealId,
  }
}

const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase() as Method, path, operation })),
)
/** Routes for anybody: whoever they let in is tested with signing in. */
const guarded = routes.filter(({ operation, path }) => operation.security?.length !== 0 && path !== '/api/sessions/current')

/** The thing a parameter of the path means: that of the segment before it, else one of that name. */
function fill(path: string): string {
  return path.replace(/\/([\w-]+)\/\{(\w+)\}/g, (_all, segment: string, name: string) => `/${segment}/${things[segment] ?? stageOr(name)}`)
}
const stageOr = (name: string) => (name === 'stage' || name === 'stageId' ? 'new-request' : `unfilled-${name}`)

/** A body that passes the schema, as far as it can be made up: the answer should be about rights, not about faults. */
function example(schema: Schema | undefined): unknown {
  if (!schema) return undefined
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.default !== undefined) return schema.default
  if (schema.anyOf) return example(schema.anyOf[0])
  if (schema.properties) {
    const all = Object.entries(schema.properties)
    // An edit requires nothing in particular, and something in general.
    const required = schema.required?.length ? all.filter(([name]) => schema.required?.includes(name)) : all.slice(0, 1)
    return Object.fromEntries(required.map(([name, it]) => [name, example(it)]))
  }
  if (schema.type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => example(schema.items))
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
  if (schema.type === 'boolean') return false
  if (schema.format === 'uuid') return things.deals
  if (schema.format === 'date-time') return '2026-03-11T07:00:00Z'
  return schema.pattern?.includes('@') ? 'someone@example.ru' : 'new-request-or-some-text'.slice(0, Math.max(24, schema.minLength ?? 0))
}

const bodySchemaOf = ({ requestBody }: Operation) => Object.values(requestBody?.content ?? {})[0]?.schema
const bodyOf = (operation: Operation) => example(bodySchemaOf(operation))

/** The fields of a body that name another thing. */
const idsIn = (schema: Schema | undefined) =>
  Object.entries(schema?.properties ?? {}).flatMap(([name, it]) =>
    [it, ...(it.anyOf ?? [])].some(({ format }) => format === 'uuid') ? name : [],
  )

/** Names that only the first company has; none of them may come back to another. */
const secrets = /тайн/i
const isOurs = (text: string) => secrets.test(text) || Object.values(things).some((id) => id.length > 8 && text.includes(id))

describe('[L6] [L8] another company', () => {
  test('there are routes, and every path can be filled', () => {
    expect(routes.length).toBeGreaterThan(12)
    expect(routes.map((it) => fill(it.path)).filter((it) => /unfilled|not made|\{/.test(it))).toEqual([])
  })

  test.for(guarded)('$method $path without a session is 401', async ({ method, path, operation }) => {
    expect(await caller(app).ask(method, fill(path), bodyOf(operation))).toMatchObject({ status: 401 })
  })

  const inside = guarded.filter(({ path }) => path.includes('{'))
  test.for(inside)('$method $path: what is ours is not there for them', async ({ method, path, operation }) => {
    const asked = await theirs.owner.ask(method, fill(path), bodyOf(operation))
    const isEmpty = asked.status === 200 && !isOurs(JSON.stringify(asked.body))
    expect(asked.status === 404 || isEmpty, `${asked.status} ${JSON.stringify(asked.body)}`).toBe(true)
    expect(isOurs(JSON.stringify(asked.body))).toBe(false)
    // The same answer as for what never was.
    const nobodys = await theirs.owner.ask(method, path.replace(/\{\w+\}/g, '01890000-0000-7000-8000-000000000000'), bodyOf(operation))
    expect(nobodys.status).toBe(asked.status)
  })

  const takingIds = guarded.filter(({ operation, path }) => !path.includes('{') && idsIn(bodySchemaOf(operation)).length > 0)
  test.for(takingIds)('$method $path does not take the id of ours inside a body', async ({ method, path, operation }) => {
    for (const name of idsIn(bodySchemaOf(operation))) {
      for (const id of Object.values(things)) {
        const { status, body } = await theirs.owner.ask(method, path, { ...(bodyOf(operation) as object), [name]: id })
        expect([400, 404, 409], `${name}: ${status} ${JSON.stringify(body)}`).toContain(status)
        expect(secrets.test(JSON.stringify(body))).toBe(false)
      }
    }
  })

  /** A stream does not end, so it can't be read whole: it is tested beside its route. */
  const isStream = ({ responses }: Operation) => 'text/event-stream' in (responses?.['200']?.content ?? {})
  const lists = guarded.filter(({ path, method, operation }) => method === 'GET' && !path.includes('{') && !isStream(operation))
  test.for(lists)('$method $path holds nothing of ours, whatever they filter by', async ({ path, operation }) => {
    const ids = (operation.parameters ?? []).filter((it) => it.in === 'query' && it.schema.format === 'uuid')
    const filters = ids.flatMap(({ name }) => Object.values(things).map((id) => `?${name}=${id}`))
    for (const filter of ['', ...filters]) {
      const { status, body } = await theirs.owner.get(`${path}${filter}`)
      expect(status, filter).toBeLessThan(500)
      const text = JSON.stringify(body)
      expect(secrets.test(text), `${filter} ${text}`).toBe(false)
    }
  })

  test('and afterwards ours is as it was', async () => {
    expect(await ours.owner.get(`/api/members`)).toMatchObject({ status: 200 })
    const keys = await ours.owner.get<{ items: { revokedAt: string | null }[] }>('/api/api-keys')
    expect(keys.body.items.every((it) => it.revokedAt === null)).toBe(true)
  })
})
