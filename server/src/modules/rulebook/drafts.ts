import type { Draft, DraftCreation } from '@reglament/contract'
import { formatInstant, newId, parseInstant, type Instant } from '@reglament/kernel'
import { type ClauseDocument, compileRegulation, faultsOf, nextStepAt, type RegulationDocument } from '@reglament/regulation'
import type { Tx } from '../../platform/database.ts'
import { conflict, type Fault, invalid, notFound } from '../../platform/http/index.ts'
import { at, json } from '../../platform/instantColumn.ts'
import { turnThePage } from './found.ts'
import { type Book, bookInForce } from './inForce.ts'

const texts = {
  noClause: { ru: 'Такого пункта в регламенте нет.', en: 'The regulation has no such clause.' },
  outdated: {
    ru: 'С тех пор регламент изменился: составьте черновик заново.',
    en: 'The regulation has changed since: make the draft anew.',
  },
  enacted: { ru: 'Этот черновик уже введён в действие.', en: 'This draft is in force already.' },
  twice: { ru: 'Этот пункт изменён дважды.', en: 'This clause is changed twice.' },
  stepPast: { ru: 'Эта дата уже прошла.', en: 'This date has passed.' },
  stepOrder: { ru: 'Шаги идут в порядке своих дат.', en: 'Steps come in the order of their dates.' },
  nothing: { ru: 'Черновик ничего не меняет.', en: 'The draft changes nothing.' },
}

const clausesOf = (document: RegulationDocument) =>
  new Map(document.sections.flatMap(({ clauses }) => clauses.map((clause) => [clause.key, clause] as const)))

/** The document with the changes of a draft in it. */
function changed(document: RegulationDocument, { changes }: DraftCreation): RegulationDocument {
  const byKey = new Map(changes.map((change) => [change.clause, change]))
  return {
    ...document,
    sections: document.sections.map((section) => ({
      ...section,
      clauses: section.clauses.map((clause): ClauseDocument => {
        const change = byKey.get(clause.key)
        if (!change) return clause
        return {
          ...clause,
          mode: change.mode ?? clause.mode,
          params: { ...clause.params, ...change.params },
          ...(change.from && { steps: change.from }),
        }
      }),
    })),
  }
}

type Difference = Draft['differences'][number]

/** What a draft changes, clause by clause (A5). */
export function differences(book: Book, before: RegulationDocument, after: RegulationDocument): Difference[] {
  const earlier = clausesOf(before)
  return [...clausesOf(after)].flatMap(([key, clause]): Difference[] => {
    const known = earlier.get(key)
    const number = book.regulation.clause(key)?.number ?? null
    const differ = (what: Difference['what'], a: unknown, b: unknown): Difference[] =>
      JSON.stringify(a ?? null) === JSON.stringify(b ?? null) ? [] : [{ clause: key, number, what, before: a ?? null, after: b ?? null }]
    return [
      ...differ('mode', known?.mode, clause.mode),
      ...differ('params', known?.params, clause.params),
      ...differ('steps', known?.steps, clause.steps),
    ]
  })
}

const versionDocument = async (tx: Tx, workspaceId: number, number: number) => {
  const { document } = await tx
    .selectFrom('regulation_version')
    .select('document')
    .where('workspace_id', '=', workspaceId)
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  return document as unknown as RegulationDocument
}

type Change = DraftCreation['changes'][number]

/** What is wrong with one change by itself: its clause is not there or named twice, its steps are not ahead and in order (A12). */
function changeFaults({ regulation }: Book, { changes }: DraftCreation, { clause, from = [] }: Change, i: number, now: Instant): Fault[] {
  const isTwice = changes.findIndex((other) => other.clause === clause) < i
  return [
    ...(regulation.clause(clause) ? [] : [{ path: `/changes/${i}/clause`, message: texts.noClause }]),
    ...(isTwice ? [{ path: `/changes/${i}/clause`, message: texts.twice }] : []),
    ...from.flatMap(({ at: date }, j): Fault[] => {
      const path = `/changes/${i}/from/${j}/at`
      if (parseInstant(date) <= now) return [{ path, message: texts.stepPast }]
      const earlier = from[j - 1]
      return earlier && parseInstant(date) <= parseInstant(earlier.at) ? [{ path, message: texts.stepOrder }] : []
    }),
  ]
}

/** A place in the document as a place in what was sent, where it is of a clause that the draft changes. */
function placeInDraft({ sections }: RegulationDocument, { changes }: DraftCreation, path: string): string {
  const found = /^\/sections\/(\d+)\/clauses\/(\d+)(\/.*)?$/.exec(path)
  const clause = found && sections[Number(found[1])]?.clauses[Number(found[2])]
  const i = clause ? changes.findIndex((change) => change.clause === clause.key) : -1
  return i < 0 ? path : `/changes/${i}${(found?.[3] ?? '').replace(/^\/steps/, '/from')}`
}

/** Keeps a changed regulation beside the one in force; it is checked for sense at once (A11). @throws Problem 400 with every fault */
export async function addDraft(tx: Tx, workspaceId: number, authorId: string, creation: DraftCreation, now: Instant): Promise<string> {
  const book = await bookInForce(tx, workspaceId)
  const ownFaults = creation.changes.flatMap((change, i) => changeFaults(book, creation, change, i, now))
  if (ownFaults.length > 0) throw invalid(ownFaults)
  const before = await versionDocument(tx, workspaceId, book.regulation.version)
  const document = changed(before, creation)
  const faults = faultsOf(document)
  if (faults.length > 0) {
    throw invalid(
      faults.map(({ path, message }) => ({ path: placeInDraft(document, creation, path), message: { ru: message, en: message } })),
    )
  }
  if (differences(book, before, document).length === 0) throw invalid([{ path: '/changes', message: texts.nothing }])
  const id = newId()
  await tx
    .insertInto('regulation_draft')
    .values({
      workspace_id: workspaceId,
      id,
      document: json(document),
      based_on: book.regulation.version,
      author_id: authorId,
      created_at: at(now),
    })
    .execute()
  return id
}

export async function readDrafts(tx: Tx, workspaceId: number, id?: string): Promise<Draft[]> {
  const book = await bookInForce(tx, workspaceId)
  const rows = await tx
    .selectFrom('regulation_draft as draft')
    .innerJoin('regulation_version as v', (join) =>
      join.onRef('v.workspace_id', '=', 'draft.workspace_id').onRef('v.number', '=', 'draft.based_on'),
    )
    .leftJoin('member', (join) => join.onRef('member.workspace_id', '=', 'draft.workspace_id').onRef('member.id', '=', 'draft.author_id'))
    .select([
      'draft.id',
      'draft.based_on',
      'draft.created_at',
      'draft.enacted_as',
      'draft.document',
      'v.document as base',
      'member.name as author',
    ])
    .where('draft.workspace_id', '=', workspaceId)
    .$if(id !== undefined, (q) => q.where('draft.id', '=', id!))
    .orderBy('draft.created_at', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    basedOn: row.based_on,
    createdAt: formatInstant(row.created_at),
    author: row.author,
    enactedAs: row.enacted_as,
    differences: differences(book, row.base as unknown as RegulationDocument, row.document as unknown as RegulationDocument),
  }))
}

/**
 * Puts a draft in force: a new version with its author and time, recorded with every event from now on; all open deals are looked
 * at again in the background (A5). @throws Problem 400 when the regulation has changed since, 404
 */
export async function enactDraft(tx: Tx, workspaceId: number, authorId: string, draftId: string, now: Instant): Promise<number> {
  // The row of the rulebook is the gate: two heads who enact at once go one after the other, and the second hears that his draft is old.
  const { version } = await tx
    .selectFrom('rulebook')
    .select('version')
    .where('workspace_id', '=', workspaceId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const draft = await tx
    .selectFrom('regulation_draft')
    .select(['document', 'based_on', 'enacted_as'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', draftId)
    .executeTakeFirst()
  if (!draft) throw notFound()
  if (draft.enacted_as !== null) throw conflict(texts.enacted)
  if (draft.based_on !== version) throw conflict(texts.outdated)
  const number = version + 1
  compileRegulation(draft.document, number)
  await tx
    .insertInto('regulation_version')
    .values({
      workspace_id: workspaceId,
      number,
      document: json(draft.document),
      author_id: authorId,
      in_force_from: at(now),
      created_at: at(now),
    })
    .execute()
  await readAsOf(tx, workspaceId, { version: number, document: draft.document as unknown as RegulationDocument }, now)
  await tx
    .updateTable('regulation_draft')
    .set({ enacted_as: number })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', draftId)
    .execute()
  await startRecheck(tx, workspaceId, number, now)
  return number
}

/** From now on judgements go by this version as it stands at this instant; the date of its next step is kept. */
async function readAsOf(
  tx: Tx,
  workspaceId: number,
  { version, document }: { version: number; document: RegulationDocument },
  now: Instant,
) {
  const next = nextStepAt(document, now)
  await tx
    .updateTable('rulebook')
    .set({ version, as_of: at(now), next_step_at: next === null ? null : at(next) })
    .where('workspace_id', '=', workspaceId)
    .execute()
  await turnThePage(tx, workspaceId)
}

/** Steps of clauses that have arrived come in force, and all open deals are looked at again (A12). */
export async function takeStep(tx: Tx, workspaceId: number, now: Instant): Promise<void> {
  const { version, next_step_at } = await tx
    .selectFrom('rulebook')
    .select(['version', 'next_step_at'])
    .where('workspace_id', '=', workspaceId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (next_step_at === null || next_step_at > now) return
  await readAsOf(tx, workspaceId, { version, document: await versionDocument(tx, workspaceId, version) }, now)
  await startRecheck(tx, workspaceId, version, now)
}

/** Orders every open deal to be looked at again; the sweeper goes through them from the first id to the last. */
export async function startRecheck(tx: Tx, workspaceId: number, version: number, now: Instant): Promise<void> {
  const { deals } = await tx
    .selectFrom('deal')
    .select(({ fn }) => fn.countAll<number>().as('deals'))
    .where('workspace_id', '=', workspaceId)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('recheck')
    .values({
      workspace_id: workspaceId,
      version,
      deals,
      started_at: at(now),
      finished_at: deals === 0 ? at(now) : null,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'version']).doUpdateSet({
        deals,
        done: 0,
        last_deal_id: null,
        started_at: at(now),
        finished_at: deals === 0 ? at(now) : null,
      }),
    )
    .execute()
}
