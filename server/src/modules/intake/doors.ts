import { createHash, randomBytes } from 'node:crypto'
import type { Form, FormCreation, FormEdit, WebhookIn, WebhookInCreation, WebhookInEdit, DoorSample } from '@reglament/contract'
import { formatInstant, newId, type Instant } from '@reglament/kernel'
import { answerableParts, sendingMarks, type SiteFormField, siteFormHtml, usualFields, usualLabel } from '@reglament/kernel/siteForm'
import type { InquiryChannel, Language } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import { invalid, notFound } from '../../platform/http/index.ts'
import { json } from '../../platform/instantColumn.ts'
import { faultText } from './quarantine.ts'
import { type FaultCode, readBody } from './understand.ts'
import { says } from './words.ts'

/** What a form or webhook is set to; both kinds share most of it. */
export type DoorSettings = {
  mapping?: Record<string, string>
  source?: string | null
  product?: string | null
  tags?: string[]
  perMinute?: number
  honeypot?: string | null
  secondsMin?: number
  fields?: SiteFormField[]
  button?: string
  origins?: string[]
  successUrl?: string | null
  channel?: InquiryChannel
  idPath?: string | null
  signature?: { kind: 'token' | 'hmac-sha256'; header: string } | null
}

/** A door as strangers find it, before the workspace is known. */
export type Door = {
  workspace_id: number
  id: string
  name: string
  settings: DoorSettings
  secret?: string | null
  enabled: boolean
  kind: 'real' | 'sandbox'
  clock_at: Instant | null
  locale: 'ru' | 'en'
}

export const hashOfKey = (key: string): Buffer => createHash('sha256').update(key).digest()

export const formOfKey = async (db: Db, key: string): Promise<Door | undefined> =>
  (await sql<Door>`select * from form_of_key(${key})`.execute(db)).rows[0]

export const webhookOfKey = async (db: Db, key: string): Promise<Door | undefined> =>
  (await sql<Door>`select * from webhook_of_key(${hashOfKey(key)})`.execute(db)).rows[0]

export const perMinuteUsual = 120
const aKey = () => randomBytes(16).toString('base64url')

type Row = {
  id: string
  key: string
  name: string
  settings: DoorSettings
  enabled: boolean
  version: number
  created_at: Instant
  submissions: number
  last_at: Instant | null
}

/** Where forms and webhooks are kept. */
type DoorTable = 'form' | 'webhook_in'

const counted = (table: DoorTable) => {
  const ofDoor = sql`raw_arrival.workspace_id = ${sql.ref(`${table}.workspace_id`)} and via in ('form', 'webhook') and via_id = ${sql.ref(`${table}.id`)}`
  return sql`
    (select count(*)::integer from (select from raw_arrival where ${ofDoor} limit 10000) as found) as submissions,
    (select max(stored_at) from raw_arrival where ${ofDoor}) as last_at`
}

const common = ({ id, name, settings, enabled, version, created_at, submissions, last_at }: Omit<Row, 'key'>) => ({
  id,
  version,
  name,
  mapping: settings.mapping ?? {},
  source: settings.source ?? null,
  product: settings.product ?? null,
  tags: settings.tags ?? [],
  perMinute: settings.perMinute ?? perMinuteUsual,
  enabled,
  createdAt: formatInstant(created_at),
  submissions,
  lastAt: last_at === null ? null : formatInstant(last_at),
})

const sayForm = (row: Row, { base, language }: Reader): Form => {
  const address = `${base}/api/forms/${row.key}/submissions`
  const { fields = usualFields(language), button = usualLabel('button', language), honeypot = null, successUrl = null } = row.settings
  return {
    ...common(row),
    fields,
    button,
    key: row.key,
    honeypot,
    secondsMin: row.settings.secondsMin ?? 0,
    origins: row.settings.origins ?? [],
    successUrl,
    address,
    snippet: siteFormHtml(address, { fields, button, mapping: row.settings.mapping ?? {}, honeypot, successUrl }),
  }
}

/** Under which address the forms are seen from outside, and in whose language. */
export type Reader = { base: string; language: Language }

export async function readForms(tx: Tx, workspaceId: number, reader: Reader, id?: string): Promise<Form[]> {
  const { rows } = await sql<Row>`
    select id, key, name, settings, enabled, version, created_at, ${counted('form')} from form
    where workspace_id = ${workspaceId} ${id === undefined ? sql`` : sql`and id = ${id}::uuid`} order by created_at, id`.execute(tx)
  return rows.map((row) => sayForm(row, reader))
}

export async function oneForm(tx: Tx, workspaceId: number, reader: Reader, id: string): Promise<Form> {
  const [form] = await readForms(tx, workspaceId, reader, id)
  if (!form) throw notFound()
  return form
}

/** A form by which nobody could be answered, or that asks for one thing twice, is none. @throws Problem 400 */
function mustFit(fields: readonly SiteFormField[] | undefined): void {
  if (!fields) return
  const parts = fields.map(({ part }) => part)
  if (new Set(parts).size < parts.length) throw invalid([{ path: '/fields', message: says.askedTwice }])
  if (!parts.some((part) => answerableParts.includes(part))) throw invalid([{ path: '/fields', message: says.nobodyToAnswer }])
}

export async function addForm(
  tx: Tx,
  workspaceId: number,
  { name, enabled = true, ...settings }: FormCreation,
  now: Instant,
): Promise<string> {
  mustFit(settings.fields)
  const id = newId()
  const withTrap = { honeypot: 'website_url', ...settings }
  await sql`
    insert into form (workspace_id, id, key, name, settings, enabled, created_at)
    values (${workspaceId}, ${id}::uuid, ${aKey()}, ${name.trim()}, ${json(withTrap)}, ${enabled}, ${formatInstant(now)}::timestamptz)`.execute(
    tx,
  )
  return id
}

/** Only what is given changes. Answers whether there is such a one. */
async function edit(tx: Tx, table: DoorTable, workspaceId: number, id: string, { name, enabled, ...settings }: FormEdit | WebhookInEdit) {
  const { numAffectedRows } = await sql`
    update ${sql.table(table)} set name = coalesce(${name?.trim() ?? null}, name), enabled = coalesce(${enabled ?? null}::boolean, enabled),
      settings = settings || ${json(settings)}, version = version + 1
    where workspace_id = ${workspaceId} and id = ${id}::uuid`.execute(tx)
  if (!numAffectedRows) throw notFound()
}

export async function editForm(tx: Tx, workspaceId: number, id: string, body: FormEdit): Promise<void> {
  mustFit(body.fields)
  await edit(tx, 'form', workspaceId, id, body)
}

/** Holds a form or a webhook that is to be changed: of two who change it at once the second sees what the first has saved. @throws Problem 404 */
export async function holdDoor(tx: Tx, table: DoorTable, workspaceId: number, id: string): Promise<void> {
  const { rows } = await sql`
    select from ${sql.table(table)} where workspace_id = ${workspaceId} and id = ${id}::uuid for update`.execute(tx)
  if (rows.length === 0) throw notFound()
}

/** Gives it another key: its old address takes nothing from now on. Answers the key. @throws Problem 404 */
export async function renewKey(tx: Tx, table: DoorTable, workspaceId: number, id: string): Promise<string> {
  const key = aKey()
  const kept = table === 'form' ? sql`key = ${key}` : sql`key_hash = ${hashOfKey(key)}`
  const { numAffectedRows } = await sql`
    update ${sql.table(table)} set ${kept}, version = version + 1 where workspace_id = ${workspaceId} and id = ${id}::uuid`.execute(tx)
  if (!numAffectedRows) throw notFound()
  return key
}

/** What came through it stays. */
export async function removeDoor(tx: Tx, table: DoorTable, workspaceId: number, id: string): Promise<void> {
  const { numAffectedRows } = await sql`delete from ${sql.table(table)} where workspace_id = ${workspaceId} and id = ${id}::uuid`.execute(
    tx,
  )
  if (!numAffectedRows) throw notFound()
}

// ── Webhooks ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const sayHook = (row: Omit<Row, 'key'>): WebhookIn => ({
  ...common(row),
  channel: row.settings.channel ?? 'api',
  idPath: row.settings.idPath ?? null,
  signature: row.settings.signature ?? null,
})

export async function readHooks(tx: Tx, workspaceId: number, id?: string): Promise<WebhookIn[]> {
  const { rows } = await sql<Omit<Row, 'key'>>`
    select id, name, settings, enabled, version, created_at, ${counted('webhook_in')} from webhook_in
    where workspace_id = ${workspaceId} ${id === undefined ? sql`` : sql`and id = ${id}::uuid`} order by created_at, id`.execute(tx)
  return rows.map(sayHook)
}

type LastRow = {
  id: string
  body: Buffer
  content_type: string | null
  received_at: Instant
  state: NonNullable<DoorSample['became']>['state']
  fault: FaultCode | null
  lead_id: string | null
  deal_id: string | null
}

/** What came last through a form or a webhook, as names with texts: by it the mapping is made; and what became of it. @throws Problem 404 */
export async function lastThrough(tx: Tx, table: DoorTable, workspaceId: number, id: string, language: Language): Promise<DoorSample> {
  const { rows: doors } = await sql`select from ${sql.table(table)} where workspace_id = ${workspaceId} and id = ${id}::uuid`.execute(tx)
  if (doors.length === 0) throw notFound()
  const { rows } = await sql<LastRow>`
    select id, body, content_type, received_at, state, fault, lead_id, deal_id from raw_arrival
    where workspace_id = ${workspaceId} and via in ('form', 'webhook') and via_id = ${id}::uuid order by stored_at desc limit 1`.execute(tx)
  const [last] = rows
  if (!last) return { receivedAt: null, parts: [], became: null }
  const read = await readBody(last.body, last.content_type)
  const said = typeof read === 'string' ? [] : [...read].filter(([path]) => !sendingMarks.includes(path))
  const parts = said.map(([path, value]) => ({ path, value: value.slice(0, 200) }))
  const { id: arrivalId, state, fault, lead_id: leadId, deal_id: dealId } = last
  const became = { id: arrivalId, state, fault: fault === null ? null : faultText(fault)[language], leadId, dealId }
  return { receivedAt: formatInstant(last.received_at), parts, became }
}

export async function oneHook(tx: Tx, workspaceId: number, id: string): Promise<WebhookIn> {
  const [hook] = await readHooks(tx, workspaceId, id)
  if (!hook) throw notFound()
  return hook
}

/** The secret stands apart from what is answered back. */
function split<Body extends WebhookInEdit>({ signature, ...rest }: Body) {
  if (signature === undefined) return { settings: rest, secret: undefined }
  if (signature === null) return { settings: { ...rest, signature: null }, secret: null }
  const { secret, ...shown } = signature
  return { settings: { ...rest, signature: shown }, secret }
}

export async function addHook(tx: Tx, workspaceId: number, body: WebhookInCreation, now: Instant): Promise<{ id: string; key: string }> {
  const [id, key] = [newId(), aKey()]
  const { settings, secret = null } = split(body)
  const { name: _name, enabled = true, ...kept } = settings as WebhookInCreation
  await sql`
    insert into webhook_in (workspace_id, id, key_hash, name, settings, secret, enabled, created_at)
    values (${workspaceId}, ${id}::uuid, ${hashOfKey(key)}, ${body.name.trim()}, ${json(kept)}, ${secret}, ${enabled},
      ${formatInstant(now)}::timestamptz)`.execute(tx)
  return { id, key }
}

export async function editHook(tx: Tx, workspaceId: number, id: string, body: WebhookInEdit): Promise<void> {
  const { settings, secret } = split(body)
  await edit(tx, 'webhook_in', workspaceId, id, settings)
  if (secret === undefined) return
  await tx.updateTable('webhook_in').set({ secret }).where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
}
