import { compileCalendar, type Instant, shippedCalendarRu, type CalendarData, type WorkCalendar } from '@reglament/kernel'
import {
  asOf,
  compileRegulation,
  type FieldDocument,
  type Localised,
  nextStepAt,
  type Regulation,
  type RegulationDocument,
} from '@reglament/regulation'
import type { Tx } from '../../platform/database.ts'

/** The regulation in force with the calendar its terms run on, compiled once and shared by all requests of the workspace. */
export type Book = {
  readonly stamp: number
  readonly regulation: Regulation
  readonly calendar: WorkCalendar
  readonly pipelineIds: ReadonlyMap<string, string>
  readonly stageIds: ReadonlyMap<string, string>
}

const shelf = new Map<number, Book>()
const booksMax = 500
const calendars = new Map<string, WorkCalendar>()

const stageRef = (pipeline: string, key: string) => `${pipeline}/${key}`

/** Shipped calendars are the same for all workspaces of a zone, and laying one out takes some milliseconds. */
function calendarOf(timeZone: string, own: CalendarData | null): WorkCalendar {
  if (own) return compileCalendar(own)
  const known = calendars.get(timeZone) ?? compileCalendar(shippedCalendarRu(timeZone))
  calendars.set(timeZone, known)
  return known
}

async function read(tx: Tx, workspaceId: number): Promise<Book> {
  const row = await tx
    .selectFrom('rulebook')
    .innerJoin('regulation_version as v', (join) =>
      join.onRef('v.workspace_id', '=', 'rulebook.workspace_id').onRef('v.number', '=', 'rulebook.version'),
    )
    .innerJoin('workspace', 'workspace.id', 'rulebook.workspace_id')
    .select(['rulebook.stamp', 'rulebook.version', 'rulebook.as_of', 'v.document', 'workspace.time_zone', 'workspace.calendar'])
    .where('rulebook.workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const fields = await tx
    .selectFrom('field')
    .select(['key', 'name', 'type', 'options', 'system', 'retired'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('position')
    .execute()
  const pipelines = await tx.selectFrom('pipeline').select(['id', 'key']).where('workspace_id', '=', workspaceId).execute()
  const stages = await tx
    .selectFrom('stage')
    .select(['id', 'key', 'pipeline', 'name', 'removed_at'])
    .where('workspace_id', '=', workspaceId)
    .execute()
  const former = stages.filter(({ removed_at }) => removed_at !== null)
  // Lists grow between two versions (an import brings values), so fields are read where they live.
  const document = { ...asOf(row.document as unknown as RegulationDocument, row.as_of), fields: fields as unknown as FieldDocument[] }
  return {
    stamp: row.stamp,
    regulation: compileRegulation(document, row.version, new Map(former.map(({ key, name }) => [key, name as unknown as Localised]))),
    calendar: calendarOf(row.time_zone, row.calendar as unknown as CalendarData | null),
    pipelineIds: new Map(pipelines.map(({ key, id }) => [key, id])),
    stageIds: new Map(stages.map(({ pipeline, key, id }) => [stageRef(pipeline, key), id])),
  }
}

/** The book of this stamp, from the shelf or read anew. The caller has the stamp from a statement that it needed anyway. */
export async function bookOf(tx: Tx, workspaceId: number, stamp: number): Promise<Book> {
  const held = shelf.get(workspaceId)
  if (held?.stamp === stamp) return held
  const book = await read(tx, workspaceId)
  shelf.delete(workspaceId)
  shelf.set(workspaceId, book)
  if (shelf.size > booksMax) shelf.delete(shelf.keys().next().value!)
  return book
}

/** The book in force; one statement, and the shelf answers the rest. */
export async function bookInForce(tx: Tx, workspaceId: number): Promise<Book> {
  const { stamp } = await tx.selectFrom('rulebook').select('stamp').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()
  return bookOf(tx, workspaceId, stamp)
}

const former = new Map<string, Regulation>()
const formerMax = 200

/**
 * The book as a version judged at an instant of the past: what was demanded then is not what is demanded now. Fields and names of stages
 * are those of today, for lists outlive versions. One statement, none where it is the version in force; compiled once.
 */
export async function bookThen(tx: Tx, workspaceId: number, book: Book, version: number, at: Instant): Promise<Book> {
  const { document: today, version: current } = book.regulation
  if (version === current && !today.sections.some(({ clauses }) => clauses.some(({ steps = [] }) => steps.length > 0))) return book
  const row = await tx
    .selectFrom('regulation_version')
    .select('document')
    .where('workspace_id', '=', workspaceId)
    .where('number', '=', version)
    .executeTakeFirst()
  if (!row) return book
  const document = row.document as unknown as RegulationDocument
  // Between two steps of its clauses a version judges alike.
  const key = [workspaceId, book.stamp, version, nextStepAt(document, at)].join(' ')
  const known = former.get(key)
  if (known) return { ...book, regulation: known }
  const fields = [...today.fields, ...document.fields.filter((gone) => !today.fields.some((field) => field.key === gone.key))]
  const regulation = compileRegulation({ ...asOf(document, at), fields }, version)
  former.set(key, regulation)
  if (former.size > formerMax) former.delete(former.keys().next().value!)
  return { ...book, regulation }
}

/** A pipeline or stage as people and programs may name it: by key or by id; undefined when there is none. */
export const pipelineNamed = ({ regulation, pipelineIds }: Book, name: string): string | undefined =>
  regulation.pipelines.has(name) ? name : [...pipelineIds].find(([, id]) => id === name)?.[0]

export function stageNamed({ regulation, stageIds }: Book, pipeline: string, name: string): string | undefined {
  const stages = regulation.pipelines.get(pipeline)?.stages
  if (stages?.has(name)) return name
  return [...(stages?.keys() ?? [])].find((key) => stageIds.get(stageRef(pipeline, key)) === name)
}

export const stageId = ({ stageIds }: Book, pipeline: string, key: string): string => stageIds.get(stageRef(pipeline, key))!
