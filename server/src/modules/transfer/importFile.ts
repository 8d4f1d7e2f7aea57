import path from 'node:path'
import type { Locale } from '@reglament/contract'
import { compileRegulation } from '@reglament/regulation'
import { inWorkspace } from '../../platform/database.ts'
import type { Services } from '../../platform/services.ts'
import { Foreseen } from '../intake/index.ts'
import { type Book, bookInForce } from '../rulebook/index.ts'
import { adoptBatch, lockImports, type Run, type Settled } from './adoptBatch.ts'
import { type CompanyWanted, Imagined, resolveClients, writeClients } from './clients.ts'
import { openTable, type Table } from './csv/table.ts'
import { type Draft, isRejected, readDraft, type Rejected } from './draft.ts'
import { importError } from './faults.ts'
import { type Beside, type ListedPerson, type Readings, readCompanyFile, readOptions, readPeopleFile } from './joined.ts'
import { actorOf, readWorkspace, reviewDaysOf } from './importer.ts'
import { type Option, writeFields } from './lists.ts'
import { bringLeadsIn, type LeadRun } from './leads/importLeads.ts'
import type { LeadMapping } from './leads/leadMapping.ts'
import { makeLeadPlan } from './leads/leadPlan.ts'
import { type AnyMapping, isOfLeads, type Mapping } from './mapping.ts'
import { readPeople, type People } from './people.ts'
import { makePlan, type Plan } from './plan.ts'
import { noReport, openRowReport, type RowReport } from './rowReport.ts'
import { type ImportReport, Tally } from './tally.ts'
import { says } from './words.ts'

export type ImportRequest = {
  file: string
  mapping: AnyMapping
  workspaceId: number
  /** E-mail of the member who imports; without it the first owner. */
  by?: string
  dryRun?: boolean
  /** Where the report of single rows goes. */
  report?: string
  encoding?: string
  /** How each file is read, by its name, where that is known already. */
  readings?: Readings
  delimiter?: string
  language?: Locale
  batchSize?: number
  /** Called after each batch, when it is committed. */
  onBatch?: (rows: number) => void | Promise<void>
}

/**
 * Brings the deals of a file in as they are (adoption, L3): any stage, any age. Goes through the file piece by piece and writes batch
 * by batch; what came in before is known by its number and left alone, so an import that was interrupted is simply run again.
 * @throws ImportError with every fault, when the file or the mapping can't be used; nothing is written then
 */
export async function importFile(services: Pick<Services, 'db' | 'clock'>, request: ImportRequest): Promise<ImportReport & { book: Book }> {
  const startedMs = performance.now()
  const { file, mapping, language = 'ru' } = request
  if (request.report !== undefined && path.resolve(request.report) === path.resolve(file)) throw importError(says.reportOverInput)
  const known = request.readings?.get(path.basename(file))
  const reading = {
    encoding: request.encoding ?? mapping.reading?.encoding ?? known?.encoding,
    delimiter: request.delimiter ?? mapping.reading?.delimiter ?? known?.delimiter,
  }
  const table = await openTable(file, { ...reading, delimiter: delimiterNamed(reading.delimiter) })
  const tally = new Tally()
  const { book, people, adopt } = isOfLeads(mapping)
    ? await beginLeads(services, { ...request, mapping }, table, tally)
    : await beginDeals(services, { ...request, mapping }, table, tally)
  const report = request.report === undefined ? noReport : await openRowReport(request.report, table, language)
  try {
    await adopt(report)
    await report.close()
  } catch (error) {
    await report.discard()
    throw isDatabaseGone(error) ? importError(says.databaseGone) : error
  }
  const { rows, adopted, leads, already, rejected, reasons, remarks, kept, clauses, companies, contacts } = tally
  return {
    book,
    becomes: mapping.becomes ?? 'deals',
    file: table.name,
    encoding: table.encoding,
    delimiter: table.delimiter,
    dryRun: request.dryRun ?? false,
    rows,
    adopted,
    leads,
    already,
    rejected,
    reasons,
    remarks,
    kept,
    clauses,
    companies,
    contacts,
    people: people.made.people,
    teams: people.made.teams,
    ...table.tidied,
    reportFile: request.report ?? null,
    durationMs: Math.round(performance.now() - startedMs),
  }
}

type Of<Kind extends AnyMapping> = ImportRequest & { mapping: Kind }
/** An import that was checked and made ready: what is left is to go through the rows. */
type Begun = { book: Book; people: People; adopt: (report: RowReport) => Promise<void> }

async function beginDeals(services: Pick<Services, 'db' | 'clock'>, request: Of<Mapping>, table: Table, tally: Tally): Promise<Begun> {
  const joined = await readJoinedFiles({ folder: path.dirname(request.file), readings: request.readings }, request.mapping)
  const { run, book } = await prepare(services, request, table, joined)
  tally.companies = await addCompanies(run, joined.companies)
  return { book, people: run.people, adopt: (report) => adoptAll(run, table, request, tally, report) }
}

async function beginLeads(services: Pick<Services, 'db' | 'clock'>, request: Of<LeadMapping>, table: Table, tally: Tally): Promise<Begun> {
  const { mapping, workspaceId, dryRun = false, by, batchSize, onBatch } = request
  const { db, clock } = services
  return inWorkspace(services, workspaceId, async (tx) => {
    const workspace = await readWorkspace(tx, workspaceId)
    const now = clock.now(workspace)
    const actor = await actorOf(tx, workspaceId, by)
    const book = await bookInForce(tx, workspaceId)
    const reasons = await tx.selectFrom('lead_reason').select('key').where('workspace_id', '=', workspaceId).orderBy('position').execute()
    const plan = makeLeadPlan(mapping, table, book, new Set(reasons.map(({ key }) => key)))
    const people = await readPeople(tx, workspaceId)
    const days = await reviewDaysOf(tx, workspaceId, book, now)
    const { language, currency } = workspace
    const dry = dryRun ? { foreseen: new Foreseen(), book } : undefined
    const run: LeadRun = { services: { db, clock }, workspaceId, actorId: actor.memberId, now, language, currency, plan, people, days, dry }
    return { book, people, adopt: (report) => bringLeadsIn(run, { table, tally, report, batchSize, onBatch }) }
  })
}

/** The connection broke or the server is going down (classes 08 and 57P of PostgreSQL, or the socket itself). */
function isDatabaseGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code = '', message } = error as NodeJS.ErrnoException
  return /^(08|57P|ECONN|EPIPE|ETIMEDOUT)/.test(code) || message.startsWith('Connection terminated')
}

/** One sign, or the word for a tab. @throws ImportError */
export function delimiterNamed(name: string | undefined): string | undefined {
  const delimiter = name === 'tab' || name === String.raw`\t` ? '\t' : name
  if (delimiter !== undefined && !/^[^"\n\r\uD800-\uDFFF]$/.test(delimiter)) throw importError(says.badDelimiter)
  return delimiter
}

// ── Before the rows ──────────────────────────────────────────────────────────────────────────────────────────────────────────

type Joined = { people: ListedPerson[]; companies?: Map<string, CompanyWanted>; options: Map<string, Option[]> }

/** The files beside the imported one that a mapping names. */
export async function readJoinedFiles(beside: Beside, mapping: Mapping): Promise<Joined> {
  const options = new Map<string, Option[]>()
  for (const [key, field] of Object.entries(mapping.fields ?? {})) {
    if (field.options) options.set(key, await readOptions(beside, mapping, key))
  }
  return {
    people: mapping.members ? await readPeopleFile(beside, mapping) : [],
    companies: mapping.company?.in ? await readCompanyFile(beside, mapping) : undefined,
    options,
  }
}

/** Checks the mapping against the workspace, and makes fields, people and teams: one transaction, all or nothing. */
async function prepare(services: Pick<Services, 'db' | 'clock'>, request: Of<Mapping>, table: Table, joined: Joined) {
  const { mapping, workspaceId, dryRun = false } = request
  const { db, clock } = services
  return inWorkspace(services, workspaceId, async (tx) => {
    if (!dryRun) await lockImports(tx, workspaceId)
    const workspace = await readWorkspace(tx, workspaceId)
    const now = clock.now(workspace)
    const actor = await actorOf(tx, workspaceId, request.by)
    const before = await bookInForce(tx, workspaceId)
    const plan = makePlan(mapping, table, before, joined)
    const people = await readPeople(tx, workspaceId)
    listPeople(people, joined.people, mapping)
    addOptions(plan, mapping, joined.options)
    if (!dryRun) {
      await writeFields(tx, workspaceId, plan.declared)
      await plan.lists.write(tx, workspaceId)
      await people.write(tx, workspaceId, now)
    }
    people.keep()
    plan.lists.keep()
    const days = await reviewDaysOf(tx, workspaceId, before, now)
    const { regulation } = before
    const book = dryRun
      ? { ...before, regulation: compileRegulation({ ...regulation.document, fields: plan.lists.fields }, regulation.version) }
      : await bookInForce(tx, workspaceId)
    const dry = dryRun ? { book, imagined: new Imagined() } : undefined
    const run: Run = { db, workspaceId, actor, now, plan, people, days, dry }
    return { run, book }
  })
}

/** The people of a file of teams: each once, with his team when he is new. */
function listPeople(people: People, listed: readonly ListedPerson[], { members }: Mapping): void {
  const role = members?.role ?? 'manager'
  for (const { name, email, team: teamName, head: headName } of listed) {
    const team = teamName === undefined ? undefined : people.team(teamName)
    if (team && headName !== undefined) {
      const head = people.find({ name: headName }) ?? people.add({ name: headName, role: 'head' }, team.id)
      if (head !== 'several') people.head(team, head)
    }
    if (people.find({ name, email }) === undefined) people.add({ name, email, role }, team?.id ?? null)
  }
}

/** Options that a file gives to a list which is there already. */
export function addOptions({ lists, declared }: Plan, mapping: Mapping, options: Joined['options']): void {
  for (const [field, given] of options) {
    if (declared.some(({ key }) => key === field) || !mapping.fields?.[field]) continue
    for (const { key, name } of given) if (!lists.option(field, key)) lists.stage(field, key, { name })
  }
}

/** Companies of a file beside the imported one come in with all that it knows of them. Answers how many were made. */
async function addCompanies(run: Run, companies: ReadonlyMap<string, CompanyWanted> = new Map()): Promise<number> {
  const wanted = [...companies.values()].map((company) => ({ company, contact: null }))
  let count = 0
  for (let from = 0; from < wanted.length; from += 500) {
    const chunk = wanted.slice(from, from + 500)
    count += await inWorkspace(run, run.workspaceId, async (tx) => {
      if (!run.dry) await lockImports(tx, run.workspaceId)
      const clients = await resolveClients(tx, run.workspaceId, chunk, run.dry?.imagined)
      for (const it of chunk) clients.of(it)
      if (!run.dry) await writeClients(tx, run.workspaceId, clients, run.now)
      return clients.companies.length
    })
  }
  return count
}

// ── The rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A batch of long texts is written before it grows heavy, however few its rows are. */
const batchCharactersMax = 4_000_000

async function adoptAll(
  run: Run,
  table: Table,
  { batchSize = 500, onBatch }: ImportRequest,
  tally: Tally,
  report: RowReport,
): Promise<void> {
  const lines = new Map<string, number>()
  let batch: Draft[] = []
  let characters = 0
  const reject = async (rejected: Rejected) => {
    tally.reject(rejected)
    await report.add(rejected.row.line, rejected.row.cells, 'rejected', rejected.reasons)
  }
  const settle = async (settled: Settled) => {
    tally.settle(settled)
    for (const it of settled.rejected) await reject(it)
    for (const { draft, remarks } of settled.adopted) {
      if (remarks.length > 0) await report.add(draft.row.line, draft.row.cells, 'remarked', remarks)
    }
  }
  const flush = async () => {
    const drafts = batch
    batch = []
    characters = 0
    if (drafts.length === 0) return
    for (const settled of await adoptBatch(run, drafts)) await settle(settled)
    await onBatch?.(tally.rows)
  }
  for await (const rows of table.rows) {
    for (const row of rows) {
      tally.rows++
      const draft = readDraft(run.plan, row, run.now)
      const earlier = isRejected(draft) ? undefined : lines.get(draft.externalId)
      if (isRejected(draft)) await reject(draft)
      else if (earlier !== undefined) await reject({ row, reasons: [{ code: 'id-twice', value: `${draft.externalId} [${earlier}]` }] })
      else {
        lines.set(detached(draft.externalId), row.line)
        batch.push(draft)
        characters += row.cells.reduce((sum, cell) => sum + cell.length, 0)
        if (batch.length >= batchSize || characters >= batchCharactersMax) await flush()
      }
    }
  }
  await flush()
}

/** A copy: the text of a cell otherwise keeps in memory the whole piece of the file that it was cut from. */
const detached = (text: string): string => Buffer.from(text, 'utf8').toString('utf8')
