import type { DraftCreation, WorkingDraft } from '@reglament/contract'
import { formatInstant, type Instant } from '@reglament/kernel'
import { chainOf, returnsFrom, type RegulationDocument } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import { type Fault, invalid, stale } from '../../platform/http/index.ts'
import { at, json } from '../../platform/instantColumn.ts'
import { changed, documentInForce, versionDocument } from './documents.ts'
import { bookInForce } from './inForce.ts'
import { shapeOf } from './shape.ts'

const texts = {
  noVersion: { ru: 'Такой версии регламента нет.', en: 'The regulation has no such version.' },
}

type Row = { version: number; content: DraftCreation; edited_at: Instant; editor: string }

const rowOf = async (db: Db, workspaceId: number): Promise<Row | undefined> => {
  const row = await db
    .selectFrom('working_draft as draft')
    .innerJoin('member', (join) => join.onRef('member.workspace_id', '=', 'draft.workspace_id').onRef('member.id', '=', 'draft.edited_by'))
    .select(['draft.version', 'draft.content', 'draft.edited_at', 'member.name as editor'])
    .where('draft.workspace_id', '=', workspaceId)
    .executeTakeFirst()
  return row && { ...row, content: row.content as unknown as DraftCreation }
}

/** How many deals stand in each stage, by the counts of the board. */
async function standing(tx: Tx, workspaceId: number): Promise<WorkingDraft['standing']> {
  const { rows } = await sql<WorkingDraft['standing'][number]>`
    select pipeline, stage, sum(deals)::integer as deals from board_count
    where workspace_id = ${workspaceId} group by pipeline, stage having sum(deals) > 0`.execute(tx)
  return rows
}

/** What can be read off the paper as it stands, or off what is in force where nobody writes. */
function readOff(document: RegulationDocument): Pick<WorkingDraft, 'returns' | 'chain'> {
  const opensNext = document.sections.flatMap(({ clauses }) => clauses).find(({ kind }) => kind === 'won-opens-next')
  const chain = opensNext?.params['chain']
  return {
    returns: document.pipelines.flatMap((pipeline) =>
      [...returnsFrom(pipeline)].map(([stage, to]) => ({ pipeline: pipeline.key, stage, to: [...to] })),
    ),
    chain: typeof chain === 'string' ? chainOf(chain) : [],
  }
}

const listsOf = ({ pipelines, former = [], lossReasons, taskKinds, criteria, falseLosses }: RegulationDocument) => ({
  pipelines,
  former,
  lossReasons,
  taskKinds,
  criteria,
  falseLosses,
})

/** The paper on which heads write, with how many deals stand in each stage; where nobody writes, an empty one. */
export async function readWorkingDraft(tx: Tx, workspaceId: number): Promise<WorkingDraft> {
  const book = await bookInForce(tx, workspaceId)
  const inForce = book.regulation.version
  const row = await rowOf(tx, workspaceId)
  const document = await documentInForce(tx, workspaceId, book)
  const common = { inForce, ...readOff(row ? changed(document, row.content) : document), standing: await standing(tx, workspaceId) }
  if (!row) return { ...common, version: 0, content: null, base: null, editedAt: null, editedBy: null }
  const { version, content, edited_at, editor } = row
  const basedOn = content.basedOn ?? inForce
  const base = basedOn === inForce ? null : listsOf(await versionDocument(tx, workspaceId, basedOn))
  return { ...common, version, content, base, editedAt: formatInstant(edited_at), editedBy: editor }
}

/** The first writing has no row to lock: the rulebook's is held, as at an enactment. */
const lock = (tx: Tx, workspaceId: number) =>
  tx.selectFrom('rulebook').select('version').where('workspace_id', '=', workspaceId).forUpdate().executeTakeFirstOrThrow()

/** Writes the paper. What is on it may be wrong, but it must be of the right shape. @throws Problem 400, 412 with both values */
export async function writeWorkingDraft(
  tx: Tx,
  workspaceId: number,
  memberId: string,
  { content, expected }: { content: DraftCreation; expected: number | undefined },
  now: Instant,
): Promise<WorkingDraft> {
  const { version: inForce } = await lock(tx, workspaceId)
  const faults: Fault[] = shapeOf(content)
  if ((content.basedOn ?? inForce) > inForce) faults.push({ path: '/basedOn', message: texts.noVersion })
  if (faults.length > 0) throw invalid(faults)
  const known = (await rowOf(tx, workspaceId))?.version ?? 0
  if (expected !== undefined && expected !== known) throw stale(content, await readWorkingDraft(tx, workspaceId))
  const row = { content: json({ basedOn: inForce, ...content }), version: known + 1, edited_at: at(now), edited_by: memberId }
  await tx
    .insertInto('working_draft')
    .values({ workspace_id: workspaceId, ...row })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(row))
    .execute()
  return readWorkingDraft(tx, workspaceId)
}

/** Throws the paper away. @throws Problem 412 with what is on it where somebody has written since */
export async function discardWorkingDraft(tx: Tx, workspaceId: number, expected: number | undefined): Promise<void> {
  await lock(tx, workspaceId)
  const known = (await rowOf(tx, workspaceId))?.version ?? 0
  if (expected !== undefined && expected !== known) throw stale(null, await readWorkingDraft(tx, workspaceId))
  await tx.deleteFrom('working_draft').where('workspace_id', '=', workspaceId).execute()
}

/** What comes in force need not be written any more: the paper goes when it says just that. The caller holds the rulebook. */
export async function clearAway(tx: Tx, workspaceId: number, enacted: RegulationDocument): Promise<void> {
  const row = await rowOf(tx, workspaceId)
  if (!row) return
  const book = await bookInForce(tx, workspaceId)
  if (row.content.basedOn !== book.regulation.version) return
  const written = changed(await documentInForce(tx, workspaceId, book), row.content)
  if (!sameText(written, enacted)) return
  await tx.deleteFrom('working_draft').where('workspace_id', '=', workspaceId).execute()
}

/** Lists of fields live in rows of their own and are no part of the comparison. */
const sameText = (one: RegulationDocument, other: RegulationDocument) => textOf(one) === textOf(other)
const textOf = ({ fields: _fields, ...document }: RegulationDocument) => JSON.stringify(inKeyOrder(document))

/** Two documents that say the same are the same text, in whatever order their members came. */
function inKeyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inKeyOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, inKeyOrder(member)]),
  )
}
