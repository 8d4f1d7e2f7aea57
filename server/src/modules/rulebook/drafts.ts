import type { Draft, DraftCreation, VersionDifferences } from '@reglament/contract'
import { formatInstant, newId, parseInstant, type Instant } from '@reglament/kernel'
import {
  differencesBetween,
  faultsOf,
  type Language,
  type NamedPerson,
  nextStepAt,
  peopleFaults,
  withoutGaps,
  type RegulationDocument,
} from '@reglament/regulation'
import type { Tx } from '../../platform/database.ts'
import { conflict, type Fault, invalid, notFound } from '../../platform/http/index.ts'
import { at, json } from '../../platform/instantColumn.ts'
import { turnThePage } from './found.ts'
import { type Book, bookInForce } from './inForce.ts'
import { leavesOut } from './listUses.ts'
import { changed, documentInForce, versionDocument, withFields } from './documents.ts'
import { namesOf, peopleOf } from './named.ts'
import { layOutPipelines } from './pipelineRows.ts'
import { orderReplacements, replacedIn } from './replacements.ts'
import { refuseUsed } from './used.ts'
import { clearAway } from './workingDraft.ts'

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
  stageAtOnce: {
    ru: 'Этап убирают сразу, а не с даты: до неё на него могут прийти сделки.',
    en: 'A stage is taken away at once and not from a date: deals might come into it until then.',
  },
  listAtOnce: {
    ru: 'Из списка удаляют сразу, а не с даты: до неё это ещё могут выбрать. С даты можно убрать из выбора.',
    en: 'A list loses something at once and not from a date, for it might be chosen until then. Retiring can have a date.',
  },
  anotherAhead: {
    ru: 'Уже назначена версия, которая вступит позже: дождитесь её или отмените.',
    en: 'Another version is to come in force later: wait for it, or call it off.',
  },
  notAhead: { ru: 'Эту версию уже не отменить.', en: 'This version can’t be called off any more.' },
  nothing: { ru: 'Черновик ничего не меняет.', en: 'The draft changes nothing.' },
}

type Change = NonNullable<DraftCreation['changes']>[number]

/** What is wrong with one change by itself: its clause is not there or named twice, its steps are not ahead and in order (A12). */
function changeFaults(
  { regulation }: Book,
  { changes = [] }: DraftCreation,
  { clause, from = [] }: Change,
  i: number,
  now: Instant,
): Fault[] {
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
function placeInDraft({ sections }: RegulationDocument, { changes = [] }: DraftCreation, path: string): string {
  const found = /^\/sections\/(\d+)\/clauses\/(\d+)(\/.*)?$/.exec(path)
  const clause = found && sections[Number(found[1])]?.clauses[Number(found[2])]
  const i = clause ? changes.findIndex((change) => change.clause === clause.key) : -1
  return i < 0 ? path : `/changes/${i}${(found?.[3] ?? '').replace(/^\/steps/, '/from')}`
}

type Drafted = {
  book: Book
  before: RegulationDocument
  document: RegulationDocument
  faults: Fault[]
  /** Whether the document can be read aloud, in spite of its faults. */
  readable: boolean
  people: ReadonlyMap<string, NamedPerson>
}

/** The regulation as a draft would have it, with everything that is wrong with it (A11). @throws Problem 409 on an old version */
export async function draftOf(tx: Tx, workspaceId: number, creation: DraftCreation, now: Instant): Promise<Drafted> {
  const book = await bookInForce(tx, workspaceId)
  if (creation.basedOn !== undefined && creation.basedOn !== book.regulation.version) throw conflict(texts.outdated)
  const before = await documentInForce(tx, workspaceId, book)
  const document = changed(before, creation)
  const own = (creation.changes ?? []).flatMap((change, i) => changeFaults(book, creation, change, i, now))
  const wrong = own.length > 0 ? [] : faultsOf(document)
  const readable = own.length === 0 && wrong.length === 0
  const people = readable ? await peopleOf(tx, workspaceId, before, document) : new Map<string, NamedPerson>()
  const found = readable ? peopleFaults(before, document, people) : wrong
  const faults = [
    ...own,
    ...found.map(({ path, message, ru }) => ({ path: placeInDraft(document, creation, path), message: { ru, en: message } })),
  ]
  return { book, before, document, faults, readable, people }
}

/** Keeps a changed regulation beside the one in force; it is checked for sense at once (A11). @throws Problem 400 with every fault */
export async function addDraft(tx: Tx, workspaceId: number, authorId: string, creation: DraftCreation, now: Instant): Promise<string> {
  const { book, before, document, faults } = await draftOf(tx, workspaceId, creation, now)
  if (faults.length > 0) throw invalid(faults)
  if (differencesBetween(before, document, 'en').length === 0) throw invalid([{ path: '/changes', message: texts.nothing }])
  await refuseUsed(tx, workspaceId, before, document)
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

export async function readDrafts(tx: Tx, workspaceId: number, language: Language, id?: string): Promise<Draft[]> {
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
  const texts = rows.map((row) => ({ ...row, before: withFields(row.base, book), after: withFields(row.document, book) }))
  const people = namesOf(await peopleOf(tx, workspaceId, ...texts.flatMap(({ before, after }) => [before, after])))
  return texts.map((row) => ({
    id: row.id,
    basedOn: row.based_on,
    createdAt: formatInstant(row.created_at),
    author: row.author,
    enactedAs: row.enacted_as,
    differences: differencesBetween(row.before, row.after, language, people),
  }))
}

/** What a version differs in from an earlier one, by default from the one before it (A5). @throws Problem 404 */
export async function versionDifferences(
  tx: Tx,
  workspaceId: number,
  number: number,
  against: number | undefined,
  language: Language,
): Promise<VersionDifferences> {
  const book = await bookInForce(tx, workspaceId)
  const earlier = against ?? Math.max(number - 1, 1)
  const rows = await tx
    .selectFrom('regulation_version')
    .select(['number', 'document'])
    .where('workspace_id', '=', workspaceId)
    .where('number', 'in', [number, earlier])
    .execute()
  const documents = new Map(rows.map((row) => [row.number, withFields(row.document, book)]))
  const [before, after] = [documents.get(earlier), documents.get(number)]
  if (!before || !after) throw notFound()
  const people = namesOf(await peopleOf(tx, workspaceId, before, after))
  return {
    number,
    against: earlier,
    differences: differencesBetween(before, after, language, people),
  }
}

/** The row of the rulebook is the gate: two heads who enact at once go one after the other, and the second hears that his draft is old. */
const lockRulebook = (tx: Tx, workspaceId: number) =>
  tx
    .selectFrom('rulebook')
    .select(['version', 'next_version', 'next_version_at', 'next_step_at'])
    .where('workspace_id', '=', workspaceId)
    .forUpdate()
    .executeTakeFirstOrThrow()

/**
 * Puts a draft in force, at once or by itself from a date: a new version with its author and time, recorded with every event from then
 * on; all open deals are looked at again in the background (A5). @throws Problem 400, 404, 409 when the regulation has changed since
 */
export async function enactDraft(
  tx: Tx,
  workspaceId: number,
  authorId: string,
  { draftId, from }: { draftId: string; from?: Instant },
  now: Instant,
): Promise<number> {
  const { version, next_version } = await lockRulebook(tx, workspaceId)
  const draft = await tx
    .selectFrom('regulation_draft')
    .select(['document', 'based_on', 'enacted_as'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', draftId)
    .executeTakeFirst()
  if (!draft) throw notFound()
  if (draft.enacted_as !== null) throw conflict(texts.enacted)
  if (draft.based_on !== version) throw conflict(texts.outdated)
  if (next_version !== null) throw conflict(texts.anotherAhead)
  if (from !== undefined && from <= now) throw invalid([{ path: '/from', message: texts.stepPast }])
  const before = await versionDocument(tx, workspaceId, version)
  const drafted = draft.document as unknown as RegulationDocument
  await refuseUsed(tx, workspaceId, before, drafted)
  const document = withoutGaps(before, drafted)
  if (from !== undefined && takesAway(before, document)) throw invalid([{ path: '/from', message: texts.stageAtOnce }])
  if (from !== undefined && leavesOut(before, document)) throw invalid([{ path: '/from', message: texts.listAtOnce }])
  const number = await nextNumber(tx, workspaceId)
  mustFitFields(withFields(document, await bookInForce(tx, workspaceId)))
  await tx
    .insertInto('regulation_version')
    .values({
      workspace_id: workspaceId,
      number,
      document: json(document),
      author_id: authorId,
      in_force_from: at(from ?? now),
      created_at: at(now),
    })
    .execute()
  await tx
    .updateTable('regulation_draft')
    .set({ enacted_as: number })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', draftId)
    .execute()
  await clearAway(tx, workspaceId, drafted)
  if (from === undefined) {
    await layOutPipelines(tx, workspaceId, document, now)
    await readAsOf(tx, workspaceId, { version: number, document }, now)
    await startRecheck(tx, workspaceId, number, now)
    await orderReplacements(tx, workspaceId, replacedIn(before, document), { by: authorId, now })
  } else await awaitVersion(tx, workspaceId, { version: number, from, document: before }, now)
  return number
}

/** Fields are kept apart and may have changed since the draft was made: a version that names what is gone would judge nothing. */
function mustFitFields(document: RegulationDocument): void {
  const faults = faultsOf(document)
  if (faults.length > 0) throw invalid(faults.map(({ path, message, ru }) => ({ path, message: { ru, en: message } })))
}

/** A deal may come into a stage until the day comes: a stage goes at once or not at all. */
const takesAway = (before: RegulationDocument, after: RegulationDocument) => {
  const kept = new Set(after.pipelines.flatMap(({ key, stages }) => stages.map((stage) => `${key} ${stage.key} ${stage.kind}`)))
  return before.pipelines.some(({ key, stages }) => stages.some((stage) => !kept.has(`${key} ${stage.key} ${stage.kind}`)))
}

async function nextNumber(tx: Tx, workspaceId: number): Promise<number> {
  const { last } = await tx
    .selectFrom('regulation_version')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return last + 1
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
    .set({ version, as_of: at(now), next_step_at: next === null ? null : at(next), next_version: null, next_version_at: null })
    .where('workspace_id', '=', workspaceId)
    .execute()
  await turnThePage(tx, workspaceId)
}

/** The day of a version is kept beside the next step of those clauses that are in force until then. */
async function awaitVersion(
  tx: Tx,
  workspaceId: number,
  { version, from, document }: { version: number; from: Instant; document: RegulationDocument },
  now: Instant,
) {
  const step = nextStepAt(document, now)
  await tx
    .updateTable('rulebook')
    .set({ next_version: version, next_version_at: at(from), next_step_at: at(step === null ? from : Math.min(step, from)) })
    .where('workspace_id', '=', workspaceId)
    .execute()
}

/** Calls off a version that has not come in force yet. @throws Problem 404, 409 */
export async function withdrawVersion(tx: Tx, workspaceId: number, number: number, now: Instant): Promise<void> {
  const { version, next_version } = await lockRulebook(tx, workspaceId)
  if (next_version !== number) {
    const known = await tx
      .selectFrom('regulation_version')
      .select('number')
      .where('workspace_id', '=', workspaceId)
      .where('number', '=', number)
      .executeTakeFirst()
    throw known ? conflict(texts.notAhead) : notFound()
  }
  await tx
    .updateTable('regulation_version')
    .set({ withdrawn_at: at(now) })
    .where('workspace_id', '=', workspaceId)
    .where('number', '=', number)
    .execute()
  const step = nextStepAt(await versionDocument(tx, workspaceId, version), now)
  await tx
    .updateTable('rulebook')
    .set({ next_version: null, next_version_at: null, next_step_at: step === null ? null : at(step) })
    .where('workspace_id', '=', workspaceId)
    .execute()
}

/** Steps of clauses and a version whose day has come: they come in force, and all open deals are looked at again (A5, A12). */
export async function takeStep(tx: Tx, workspaceId: number, now: Instant): Promise<void> {
  const { version, next_version, next_version_at, next_step_at } = await lockRulebook(tx, workspaceId)
  if (next_step_at === null || next_step_at > now) return
  const comes = next_version !== null && next_version_at !== null && next_version_at <= now
  const number = comes ? next_version : version
  const document = await versionDocument(tx, workspaceId, number)
  if (comes) {
    await layOutPipelines(tx, workspaceId, document, now)
    const orders = replacedIn(await versionDocument(tx, workspaceId, version), document)
    await orderReplacements(tx, workspaceId, orders, { by: null, now })
  }
  await readAsOf(tx, workspaceId, { version: number, document }, now)
  if (!comes && next_version !== null) await awaitVersion(tx, workspaceId, { version: next_version, from: next_version_at!, document }, now)
  await startRecheck(tx, workspaceId, number, now)
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
