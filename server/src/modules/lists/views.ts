import type { SavedView, ViewCreation, ViewEdit } from '@reglament/contract'
import { newId, type Instant } from '@reglament/kernel'
import { type Regulation, stageNow } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http/actor.ts'
import { conflict, forbidden, notFound, stale } from '../../platform/http/problem.ts'
import { at, json } from '../../platform/instantColumn.ts'
import type { Text } from '../../platform/text.ts'
import { bookInForce } from '../rulebook/index.ts'

const texts = {
  notYours: { ru: 'Изменить вид может тот, кто его сохранил.', en: 'A view is changed by who saved it.' },
  tooMany: { ru: 'Больше 100 видов не сохранить: удалите лишние.', en: 'No more than 100 views can be saved: delete some.' },
} satisfies Record<string, Text>

type Row = {
  id: string
  name: string
  screen: SavedView['screen']
  shared: boolean
  query: SavedView['query']
  owner_id: string
  owner_name: string
  version: number
}

const say = (row: Row, { memberId }: Actor): SavedView => ({
  id: row.id,
  name: row.name,
  screen: row.screen,
  shared: row.shared,
  query: row.query,
  owner: { id: row.owner_id, name: row.owner_name },
  mine: row.owner_id === memberId,
  version: row.version,
})

const viewsMax = 100

/** Views that somebody may open: his own and those shared with everybody, by name. */
export async function readViews(db: Tx, actor: Actor): Promise<SavedView[]> {
  const rows = await rowsOf(db, actor)
  if (!rows.some(({ query }) => 'stages' in query)) return rows.map((row) => say(row, actor))
  const { regulation } = await bookInForce(db, actor.workspaceId)
  return rows.map((row) => say({ ...row, query: withStagesOfNow(row.query, regulation) }, actor))
}

/** A view of a stage that was taken away shows the one where its deals go on (B1). */
function withStagesOfNow(query: Row['query'], { document }: Regulation): Row['query'] {
  const { stages, pipeline } = query
  if (typeof stages !== 'string') return query
  const now = stages.split(',').map((key) => stageNow(document, key, typeof pipeline === 'string' ? pipeline : undefined))
  return { ...query, stages: [...new Set(now)].join(',') }
}

async function rowsOf(db: Db, { workspaceId, memberId }: Actor, id?: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select view.id, view.name, screen, shared, query, owner_id, member.name as owner_name, version
    from saved_view as view
    join member on member.workspace_id = view.workspace_id and member.id = view.owner_id
    where view.workspace_id = ${workspaceId} and (shared or owner_id = ${memberId}) ${id === undefined ? sql`` : sql`and view.id = ${id}`}
    order by view.name, view.id limit 500`.execute(db)
  return rows
}

/** A view in sight. @throws Problem 404 */
async function readView(db: Db, actor: Actor, id: string): Promise<SavedView> {
  const [row] = await rowsOf(db, actor, id)
  if (!row) throw notFound()
  return say(row, actor)
}

/** Saves a view. @throws Problem 409 for the hundred and first */
export async function saveView(tx: Tx, actor: Actor, { name, screen, query, shared }: ViewCreation, now: Instant): Promise<SavedView> {
  const { workspaceId, memberId } = actor
  const id = newId()
  const { rows } = await sql`
    insert into saved_view (workspace_id, id, owner_id, name, shared, screen, query, created_at, updated_at)
    select ${workspaceId}::integer, ${id}::uuid, ${memberId}::uuid, ${name.trim()}, ${shared}::boolean, ${screen}, ${json(query)}, ${at(now)}, ${at(now)}
    where (select count(*) from saved_view where workspace_id = ${workspaceId} and owner_id = ${memberId}) < ${viewsMax}
    returning id`.execute(tx)
  if (rows.length === 0) throw conflict(texts.tooMany)
  return readView(tx, actor, id)
}

/** The view, locked, of which this person is the author. @throws Problem 403, 404 */
async function own(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('saved_view')
    .select(['owner_id', 'shared', 'version'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row || (!row.shared && row.owner_id !== actor.memberId)) throw notFound()
  if (row.owner_id !== actor.memberId) throw forbidden(texts.notYours)
  return row
}

/** Changes a view of one's own. An older version is a clear conflict with both values. @throws Problem 412 */
export async function editView(tx: Tx, actor: Actor, id: string, edit: ViewEdit, now: Instant, ifVersion?: number): Promise<SavedView> {
  const { version } = await own(tx, actor, id)
  if (ifVersion !== undefined && ifVersion !== version) throw stale(edit, await readView(tx, actor, id))
  await tx
    .updateTable('saved_view')
    .set({
      ...(edit.name !== undefined && { name: edit.name.trim() }),
      ...(edit.query !== undefined && { query: json(edit.query) }),
      ...(edit.screen !== undefined && { screen: edit.screen }),
      ...(edit.shared !== undefined && { shared: edit.shared }),
      version: version + 1,
      updated_at: at(now),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute()
  return readView(tx, actor, id)
}

/** Deletes a view of one's own. @throws Problem 403, 404 */
export async function deleteView(tx: Tx, actor: Actor, id: string): Promise<void> {
  await own(tx, actor, id)
  await tx.deleteFrom('saved_view').where('workspace_id', '=', actor.workspaceId).where('id', '=', id).execute()
}
