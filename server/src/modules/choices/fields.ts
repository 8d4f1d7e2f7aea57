import type { FieldCreation, FieldEdit, FieldReference, FieldSettings } from '@reglament/contract'
import { type Instant, newId } from '@reglament/kernel'
import { type FieldDocument, faultsOf, type Language, type RegulationDocument } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { type Actor, conflict, type Fault, invalid, notFound, Problem, stale } from '../../platform/http/index.ts'
import { json } from '../../platform/instantColumn.ts'
import { type Book, bookInForce, newlyReplaced, orderReplacements, turnThePage } from '../rulebook/index.ts'
import { documentReferences, fieldUses, optionUses } from './fieldUses.ts'
import { says } from './words.ts'

type Row = FieldDocument & { revision: number }

const rowsOf = async (tx: Tx, workspaceId: number): Promise<Row[]> =>
  (
    await sql<Row>`
      select key, name, type, options, system, retired, revision from field where workspace_id = ${workspaceId} order by position, id`.execute(
      tx,
    )
  ).rows

const say = ({ regulation }: Book, { revision, ...field }: Row, language: Language): FieldSettings => ({
  key: field.key,
  name: field.name,
  type: field.type,
  system: field.system,
  retired: field.retired ?? false,
  options: field.options,
  requiredAt: [...regulation.pipelines.values()].flatMap(({ name: pipeline, stages }) =>
    [...stages.values()].flatMap(({ name, required }) =>
      required.includes(field.key) ? [{ pipeline: pipeline[language], stage: name[language] }] : [],
    ),
  ),
  version: revision,
})

/** Every field of the deal card in its order, with its whole list. */
export async function readFields(tx: Tx, workspaceId: number, language: Language): Promise<FieldSettings[]> {
  const book = await bookInForce(tx, workspaceId)
  return (await rowsOf(tx, workspaceId)).map((row) => say(book, row, language))
}

/** A field by its key. @throws Problem 404 */
export async function fieldNamed(tx: Tx, workspaceId: number, key: string): Promise<FieldDocument> {
  const found = (await rowsOf(tx, workspaceId)).find((row) => row.key === key)
  if (!found) throw notFound()
  const { revision: _revision, ...field } = found
  return field
}

/** Fields change one after another, and never while a version comes in force: it is checked against them. */
const lockFields = async (tx: Tx, workspaceId: number): Promise<Row[]> => {
  await sql`select from rulebook where workspace_id = ${workspaceId} for update`.execute(tx)
  return rowsOf(tx, workspaceId)
}

/** What is wrong with the fields as they would be (A11), as places in what was sent. */
function mustMakeSense({ regulation }: Book, fields: readonly FieldDocument[], at: number): void {
  const faults = faultsOf({ ...regulation.document, fields }).flatMap(({ path, message, ru }): Fault[] =>
    path.startsWith(`/fields/${at}`) ? [{ path: path.slice(`/fields/${at}`.length) || '/', message: { ru, en: message } }] : [],
  )
  if (faults.length > 0) throw invalid(faults)
}

/** Adds a field behind the others. @throws Problem 400, 409 where the key is taken */
export async function addField(tx: Tx, { workspaceId }: Actor, { key, name, type, options = [] }: FieldCreation): Promise<void> {
  const rows = await lockFields(tx, workspaceId)
  if (rows.some((row) => row.key === key)) throw conflict(says.keyTaken)
  if (type !== 'list' && options.length > 0) throw invalid([{ path: '/options', message: says.noList }])
  if (type === 'list' && options.length === 0) throw invalid([{ path: '/options', message: says.emptyList }])
  const field: FieldDocument = { key, name, type, options, system: false }
  const fields = [...rows.map(({ revision: _revision, ...row }) => row), field]
  mustMakeSense(await bookInForce(tx, workspaceId), fields, fields.length - 1)
  await sql`
    insert into field (workspace_id, id, key, name, type, options, system, position)
    select ${workspaceId}::integer, ${newId()}::uuid, ${key}, ${json(name)}, ${type}, ${json(options)}, false, coalesce(max(position), 0) + 1
    from field where workspace_id = ${workspaceId}`.execute(tx)
  await turnThePage(tx, workspaceId)
}

type Editing = { tx: Tx; actor: Actor; now: Instant; language: Language }

/**
 * Renames a field, retires it or fills its list anew. Options that deals have are not taken out; what replaces a retired one is carried
 * over in the background. `refuseStale` is shown what is there. @throws Problem 400, 404, 409 with what is used and the ways
 */
export async function editField(
  { tx, actor, now, language }: Editing,
  key: string,
  { name, retired, options }: FieldEdit,
  refuseStale: (current: FieldSettings) => void,
): Promise<FieldSettings> {
  const { workspaceId, memberId } = actor
  const rows = await lockFields(tx, workspaceId)
  const at = rows.findIndex((row) => row.key === key)
  const current = rows[at]
  if (!current) throw notFound()
  const book = await bookInForce(tx, workspaceId)
  refuseStale(say(book, current, language))
  const { revision, ...before } = current
  if (before.system && (retired === true || options !== undefined)) throw invalid([{ path: '/', message: says.systemField }])
  if (before.type !== 'list' && options !== undefined && options.length > 0) throw invalid([{ path: '/options', message: says.noList }])
  const next: FieldDocument = {
    ...before,
    name: name ?? before.name,
    retired: retired ?? before.retired ?? false,
    options: options ?? before.options,
  }
  if (next.retired && !before.retired) await refuseReferred(tx, workspaceId, book, key, language)
  if (options) {
    if (options.every((option) => option.retired) && !next.retired) throw invalid([{ path: '/options', message: says.emptyList }])
    await refuseUsedOptions(tx, workspaceId, before, options)
  }
  mustMakeSense(
    book,
    rows.map(({ revision: _revision, ...row }, i) => (i === at ? next : row)),
    at,
  )
  await sql`
    update field set name = ${json(next.name)}, retired = ${next.retired ?? false}, options = ${json(next.options)}, revision = ${revision + 1}
    where workspace_id = ${workspaceId} and key = ${key}`.execute(tx)
  await turnThePage(tx, workspaceId)
  const orders = newlyReplaced(before.options, next.options).map((order) => ({ what: 'field' as const, field: key, ...order }))
  await orderReplacements(tx, workspaceId, orders, { by: memberId, now })
  return say(await bookInForce(tx, workspaceId), { ...next, revision: revision + 1 }, language)
}

const used = (detail: { ru: string; en: string }, things: readonly object[]) =>
  new Problem(409, 'conflict', detail, { current: { used: things } })

/** Options that are left out while deals or inquiries have them. */
async function refuseUsedOptions(tx: Tx, workspaceId: number, { key: field, options }: FieldDocument, after: FieldDocument['options']) {
  const kept = new Set(after.map(({ key }) => key))
  const gone = options.filter(({ key }) => !kept.has(key))
  const uses = (await optionUses(tx, workspaceId, field, gone.map(({ key }) => key))).filter(({ deals, earlier }) => deals + earlier > 0) // prettier-ignore
  if (uses.length === 0) return
  const names = (language: Language) =>
    uses.map(({ key, deals, earlier }) => `«${gone.find((it) => it.key === key)!.name[language]}» — ${deals + earlier}`).join(', ')
  throw used(
    says.optionsUsed(names),
    uses.map(({ key, deals, earlier }) => ({ what: 'option', field, key, deals, leads: earlier, ways: ['retire', 'replace'] })),
  )
}

/** Stages and clauses of the version in force, and of one that is to come, which name the field. */
async function referencesInForce(tx: Tx, workspaceId: number, book: Book, key: string, language: Language): Promise<FieldReference[]> {
  const { rows } = await sql<{ document: RegulationDocument }>`
    select document from regulation_version join rulebook using (workspace_id)
    where workspace_id = ${workspaceId} and number = next_version`.execute(tx)
  const all = [book.regulation.document, ...rows.map(({ document }) => document)].flatMap((document) =>
    documentReferences(document, book, key, language),
  )
  return all.filter(({ what, name }, i) => all.findIndex((other) => other.what === what && other.name === name) === i)
}

async function refuseReferred(tx: Tx, workspaceId: number, book: Book, key: string, language: Language): Promise<void> {
  const references = await referencesInForce(tx, workspaceId, book, key, language)
  if (references.length > 0)
    throw used(says.fieldAsked(references.map(({ name }) => `«${name}»`).join(', ')), [
      { what: 'field', key, references, ways: ['not-required'] },
    ])
}

/** Puts the fields in this order. @throws Problem 412 where there are others by now */
export async function orderFields(tx: Tx, workspaceId: number, keys: readonly string[]): Promise<void> {
  const known = (await lockFields(tx, workspaceId)).map(({ key }) => key)
  if (known.length !== keys.length || new Set([...known, ...keys]).size !== known.length) throw stale({ keys }, { keys: known })
  const places = keys.map((key, place) => ({ key, place }))
  await sql`
    update field set position = placed.place
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as placed (key text, place integer)
    where workspace_id = ${workspaceId} and field.key = placed.key`.execute(tx)
  await turnThePage(tx, workspaceId)
}

/** Removes a field that nothing has and nothing names. @throws Problem 404, 409 with what does, and the way */
export async function removeField({ tx, actor, language }: Omit<Editing, 'now'>, key: string): Promise<void> {
  const { workspaceId } = actor
  const rows = await lockFields(tx, workspaceId)
  const found = rows.find((row) => row.key === key)
  if (!found) throw notFound()
  if (found.system) throw conflict(says.systemField)
  const book = await bookInForce(tx, workspaceId)
  await refuseReferred(tx, workspaceId, book, key, language)
  const { deals, references } = await fieldUses(tx, actor, book, found, language)
  const { rows: leads } = await sql`
    select from lead where workspace_id = ${workspaceId} and status in ('new', 'in-work') and fields ? ${key} limit 1`.execute(tx)
  if (deals > 0 || references.length > 0 || leads.length > 0)
    throw used(says.fieldUsed(deals, references.map(({ name }) => `«${name}»`).join(', ')), [
      { what: 'field', key, deals, references, ways: ['retire'] },
    ])
  await tx.deleteFrom('field').where('workspace_id', '=', workspaceId).where('key', '=', key).execute()
  await turnThePage(tx, workspaceId)
}
