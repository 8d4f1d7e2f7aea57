import type { FieldReference, FieldUses, ListUse } from '@reglament/contract'
import type { FieldDocument, Language, RegulationDocument } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http/index.ts'
import { foldValue } from '../deals/index.ts'
import { type Book, countedMax } from '../rulebook/index.ts'

/** In how many deals a field is filled, counted up to a limit. */
async function dealsWith(tx: Tx, workspaceId: number, field: string): Promise<number> {
  const { rows } = await sql<{ deals: number }>`
    select count(*)::integer as deals from (
      select from deal_field where workspace_id = ${workspaceId} and field = ${field} limit ${countedMax + 1}
    ) as found`.execute(tx)
  return rows[0]!.deals
}

/** How many deals have each option, and how many inquiries that are no deal yet name it. One statement. */
export async function optionUses(tx: Tx, workspaceId: number, field: string, keys: readonly string[]): Promise<ListUse[]> {
  if (keys.length === 0) return []
  const asked = keys.map((key) => ({ key, folded: foldValue(key) }))
  const { rows } = await sql<ListUse>`
    select key, (
      select count(*)::integer from (
        select from deal_field where workspace_id = ${workspaceId} and field = ${field} and text_value = folded limit ${countedMax + 1}
      ) as found
    ) as deals, (
      select count(*)::integer from lead
      where workspace_id = ${workspaceId} and status in ('new', 'in-work') and lead.fields ->> ${field} = key
    ) as earlier
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (key text, folded text)`.execute(tx)
  const byKey = new Map(rows.map((row) => [row.key, row]))
  return keys.map((key) => byKey.get(key)!)
}

const mentions = (value: unknown, key: string): boolean =>
  value === key || (Array.isArray(value) && value.some((one) => mentions(one, key)))

/** Stages and clauses of a document that name a field. */
export function documentReferences(
  { pipelines, sections }: RegulationDocument,
  book: Book,
  key: string,
  language: Language,
): FieldReference[] {
  const stages = pipelines.flatMap((pipeline) =>
    pipeline.stages.flatMap(({ name, required }): FieldReference[] =>
      required.includes(key) ? [{ what: 'stage', name: `${pipeline.name[language]}: ${name[language]}`, option: null }] : [],
    ),
  )
  const clauses = sections.flatMap((section) =>
    section.clauses.flatMap((clause): FieldReference[] => {
      const known = book.regulation.clause(clause.key)
      const names = clause.kind === 'required-fields' ? false : Object.values(clause.params).some((value) => mentions(value, key))
      return names ? [{ what: 'clause', name: known?.kind.words[language].title ?? clause.key, option: null }] : []
    }),
  )
  return [...stages, ...clauses]
}

type Doors = { name: string; mapping: Record<string, string> | null; source: string | null }
/** What stands in the address of a view. */
type View = Record<string, string | readonly string[] | undefined>

/** Saved views, forms, webhooks and mappings that name a field or an option; of views those that this person may see. */
async function outsideReferences(tx: Tx, { workspaceId, memberId }: Actor, { key, options }: FieldDocument): Promise<FieldReference[]> {
  const { rows } = await sql<{ what: 'view' | 'form' | 'webhook' | 'mapping'; name: string; data: unknown }>`
    select 'view' as what, name, query as data from saved_view
      where workspace_id = ${workspaceId} and (shared or owner_id = ${memberId}::uuid)
    union all select 'form', name, settings from form where workspace_id = ${workspaceId}
    union all select 'webhook', name, settings from webhook_in where workspace_id = ${workspaceId}
    union all select 'mapping', name, mapping from import_mapping where workspace_id = ${workspaceId}
    order by 1, 2 limit 2000`.execute(tx)
  const known = new Set(options.map((option) => option.key))
  return rows.flatMap(({ what, name, data }): FieldReference[] => {
    const refer = (option: string | null): FieldReference => ({ what, name, option })
    if (what === 'view') {
      const query = data as View
      const asked = [query.field ?? []].flat()
      const named = asked.filter((one) => one.startsWith(`${key}:`)).map((one) => one.slice(key.length + 1))
      const shown = ['columns', 'sort', 'group'].some((part) =>
        [query[part] ?? []].flat().some((text) => text.split(/[,\s]/).some((one) => one.replace(/^-/, '') === `field:${key}`)),
      )
      return [...named.filter((option) => known.has(option)).map(refer), ...(named.length > 0 || shown ? [refer(null)] : [])]
    }
    if (what === 'mapping') {
      const { fields = {} } = data as { fields?: Record<string, { values?: Record<string, string> }> }
      const mapped = fields[key]
      return mapped
        ? [
            refer(null),
            ...Object.values(mapped.values ?? {})
              .filter((option) => known.has(option))
              .map(refer),
          ]
        : []
    }
    const { mapping, source } = data as Doors
    const isMapped = Object.values(mapping ?? {}).some((target) => target === key || target === `fields.${key}`)
    const isSource = key === 'source' && source !== null && source !== undefined && known.has(source)
    return [...(isMapped ? [refer(null)] : []), ...(isSource ? [refer(source)] : [])]
  })
}

/** All that a field and its options are used by; what people have to know before they change it. */
export async function fieldUses(tx: Tx, actor: Actor, book: Book, field: FieldDocument, language: Language): Promise<FieldUses> {
  const { workspaceId } = actor
  return {
    deals: await dealsWith(tx, workspaceId, field.key),
    options: await optionUses(
      tx,
      workspaceId,
      field.key,
      field.options.map(({ key }) => key),
    ),
    references: [
      ...documentReferences(book.regulation.document, book, field.key, language),
      ...(await outsideReferences(tx, actor, field)),
    ],
  }
}
