import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type {
  Import,
  ImportBecomes,
  ImportFile,
  ImportGuess,
  ImportPreview,
  ImportPreviewAsked,
  ImportReading,
  ImportResult,
  ImportState,
  Locale,
} from '@reglament/contract'
import { formatInstant, MINUTE_MS, newId } from '@reglament/kernel'
import { sql } from 'kysely'
import { inWorkspace, type Tx } from '../../platform/database.ts'
import { conflict, invalid, notFound } from '../../platform/http/index.ts'
import type { Actor } from '../../platform/http/index.ts'
import { at, json } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { bookInForce } from '../rulebook/index.ts'
import { importError, ImportError, sayFault } from './faults.ts'
import { guessDeals, unsureStages } from './guess/deals.ts'
import { guessLeads, looksLikeLeads } from './guess/leads.ts'
import { delimiterNamed, importFile } from './importFile.ts'
import type { Readings } from './joined.ts'
import { type AnyMapping, checkMapping } from './mapping.ts'
import { outlineOf } from './outline.ts'
import { previewFile } from './preview.ts'
import { sayReport } from './sayReport.ts'
import type { ImportReport } from './tally.ts'
import { says } from './words.ts'
import { csvOfWorkbook, isWorkbook } from './xlsx.ts'

export const uploadBytesMax = 64 * 1024 * 1024
const filesMax = 10
/** A process that has not been heard of for so long runs it no more. */
const silenceMs = 2 * MINUTE_MS

const texts = {
  running: { ru: 'Перенос уже идёт: дождитесь его конца.', en: 'The import is running: wait for its end.' },
  noFile: { ru: 'Такого файла в этом переносе нет.', en: 'This import has no such file.' },
  badName: { ru: 'Так назвать файл нельзя.', en: 'A file can’t be called so.' },
  tooMany: { ru: 'К одному переносу прикладывают не больше 10 файлов.', en: 'An import has at most 10 files.' },
  empty: { ru: 'Файл пуст.', en: 'The file is empty.' },
}

/** How a file of the former Office begins. */
const oldWorkbook = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

export type StoredRun = { workspaceId: number; id: string }

export async function makeImport(tx: Tx, { workspaceId, memberId }: Actor, now: number): Promise<string> {
  const id = newId()
  await tx
    .insertInto('import')
    .values({ workspace_id: workspaceId, id, by_id: memberId, state: 'made', created_at: at(now) })
    .execute()
  return id
}

const importRow = (tx: Tx, { workspaceId, id }: StoredRun) =>
  tx
    .selectFrom('import')
    .innerJoin('member', (join) => join.onRef('member.workspace_id', '=', 'import.workspace_id').onRef('member.id', '=', 'import.by_id'))
    .select(['import.state', 'import.main_file', 'import.mapping', 'import.dry_run', 'import.rows_done', 'import.report', 'import.faults'])
    .select(['import.created_at', 'import.finished_at', 'member.id as by_id', 'member.name as by_name', 'member.email as by_email'])
    .select(({ eb }) => eb('import.rejected', 'is not', null).as('has_rejected'))
    .where('import.workspace_id', '=', workspaceId)
    .where('import.id', '=', id)

const outlinesOf = async (tx: Tx, { workspaceId, id }: StoredRun): Promise<ImportFile[]> =>
  (
    await tx
      .selectFrom('import_file')
      .select(['outline'])
      .where('workspace_id', '=', workspaceId)
      .where('import_id', '=', id)
      .orderBy('name')
      .execute()
  ).map(({ outline }) => outline as unknown as ImportFile)

/** An import as it stands. @throws Problem 404 */
export async function readImport(tx: Tx, run: StoredRun, language: Locale): Promise<Import> {
  const row = await importRow(tx, run).executeTakeFirst()
  if (!row) throw notFound()
  const files = await outlinesOf(tx, run)
  const book = await bookInForce(tx, run.workspaceId)
  // The deals stand in the longest file; the others are what it refers to.
  const main =
    files.find(({ name }) => name === row.main_file) ?? files.toSorted((a, b) => b.rows - a.rows || b.columns.length - a.columns.length)[0]
  const guessed = main && (await guessOf(tx, run, { main, files, book, becomes: looksLikeLeads(main) ? 'leads' : 'deals' }))
  const report = row.report as unknown as StoredReport | null
  const faults = (row.faults ?? []) as unknown as { path: string; ru: string; en: string }[]
  return {
    id: run.id,
    state: row.state as ImportState,
    by: { id: row.by_id, name: row.by_name },
    createdAt: formatInstant(row.created_at),
    finishedAt: row.finished_at === null ? null : formatInstant(row.finished_at),
    main: row.main_file ?? main?.name ?? null,
    files,
    mapping: row.mapping,
    guess: guessed?.mapping ?? null,
    unsure: guessed?.unsure ?? [],
    dryRun: row.dry_run,
    rowsDone: row.rows_done,
    result: report && resultOf(report, book, language),
    faults: faults.map((fault) => ({ path: fault.path, message: fault[language] })),
    hasRejected: Boolean(row.has_rejected),
  }
}

type Guessing = {
  main: ImportFile
  files: readonly ImportFile[]
  book: Awaited<ReturnType<typeof bookInForce>>
  becomes: ImportBecomes
  pipeline?: string
}

/** A mapping to begin with, and values of stages that were not recognised in it. */
type Guessed = { mapping: AnyMapping; unsure: string[] }

/** How the columns might be read, by their names, by what stands in them and by the files beside. */
async function guessOf(tx: Tx, { workspaceId }: StoredRun, { main, files, book, becomes, pipeline: named }: Guessing): Promise<Guessed> {
  const { currency } = await tx.selectFrom('workspace').select('currency').where('id', '=', workspaceId).executeTakeFirstOrThrow()
  const { pipelines, fields } = book.regulation.document
  const pipeline = pipelines.find(({ key }) => key === named) ?? pipelines.find(({ kind }) => kind === 'sales') ?? pipelines[0]!
  const here = { pipeline, currency, fields }
  const others = files.filter(({ name }) => name !== main.name)
  if (becomes === 'deals') {
    const mapping = guessDeals(main, others, here)
    return { mapping, unsure: unsureStages(main, mapping, pipeline) }
  }
  const reasons = await tx.selectFrom('lead_reason').select('key').where('workspace_id', '=', workspaceId).orderBy('position').execute()
  return { mapping: guessLeads(main, { ...here, reasons: reasons.map(({ key }) => key) }), unsure: [] }
}

/** A guess for another file, another kind of thing or another pipeline. @throws Problem 400, 404 */
export async function guessAnew(tx: Tx, run: StoredRun, { main, becomes, pipeline }: ImportGuess): Promise<Guessed> {
  const { files } = await filesOf(tx, run)
  const file = files.find(({ name }) => name === main)
  if (!file) throw invalid([{ path: '/main', message: texts.noFile }])
  return guessOf(tx, run, { main: file, files, book: await bookInForce(tx, run.workspaceId), becomes, pipeline })
}

async function filesOf(tx: Tx, run: StoredRun): Promise<{ files: ImportFile[] }> {
  if (!(await importRow(tx, run).executeTakeFirst())) throw notFound()
  return { files: await outlinesOf(tx, run) }
}

/** So much of the main file is looked at for a preview. */
const previewBytes = 512 * 1024

/** The first rows of a file as they will become. @throws Problem 400 with every fault of the mapping, 404 */
export async function previewImport(
  services: Services,
  run: StoredRun,
  { main, mapping }: ImportPreviewAsked,
  language: Locale,
): Promise<ImportPreview> {
  const { files, contents } = await inWorkspace(services, run.workspaceId, async (tx) => {
    const { files } = await filesOf(tx, run)
    const { rows } = await sql<{ name: string; content: Buffer }>`
      select name, case when name = ${main} then substring(content from 1 for ${previewBytes}) else content end as content
      from import_file where workspace_id = ${run.workspaceId} and import_id = ${run.id}`.execute(tx)
    return { files, contents: rows }
  })
  if (!files.some(({ name }) => name === main)) throw invalid([{ path: '/main', message: texts.noFile }])
  const checked = mappingOf(mapping)
  const folder = await mkdtemp(path.join(os.tmpdir(), 'reglament-import-'))
  try {
    for (const { name, content } of contents) {
      const isCut = name === main && content.length === previewBytes
      await writeFile(path.join(folder, path.basename(name)), isCut ? wholeLines(content) : content, { mode: 0o600 })
    }
    const request = { file: path.join(folder, main), mapping: checked, workspaceId: run.workspaceId, language, readings: readingsOf(files) }
    return await previewFile(services, request)
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    throw invalid(
      error.faults.map((fault) => ({
        path: `/mapping${fault.place.path ?? ''}`,
        message: { ru: sayFault(fault, 'ru'), en: sayFault(fault, 'en') },
      })),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** As the files were read when they came, or as a person has said since. */
const readingsOf = (files: readonly ImportFile[]): Readings =>
  new Map(files.map(({ name, encoding, delimiter }) => [name, { encoding, delimiter }]))

/** Looks through a file anew, as a person says that it is to be read. @throws Problem 400, 404, 409 */
export async function readAgain(services: Services, run: StoredRun, name: string, { encoding, delimiter }: ImportReading): Promise<void> {
  const { workspaceId, id } = run
  const content = await inWorkspace(services, workspaceId, async (tx) => {
    await lockIdle(tx, run)
    const file = await tx
      .selectFrom('import_file')
      .select('content')
      .where('workspace_id', '=', workspaceId)
      .where('import_id', '=', id)
      .where('name', '=', name)
      .executeTakeFirst()
    if (!file) throw notFound()
    return file.content
  })
  const folder = await mkdtemp(path.join(os.tmpdir(), 'reglament-import-'))
  try {
    const file = path.join(folder, 'upload.csv')
    await writeFile(file, content, { mode: 0o600 })
    const outline = await outlineOf(file, name, { encoding, delimiter: delimiterNamed(delimiter) })
    await inWorkspace(services, workspaceId, async (tx) => {
      await lockIdle(tx, run)
      await tx
        .updateTable('import_file')
        .set({ outline: json(outline) })
        .where('workspace_id', '=', workspaceId)
        .where('import_id', '=', id)
        .where('name', '=', name)
        .execute()
    })
  } catch (error) {
    throw error instanceof ImportError
      ? invalid(error.faults.map(({ place, says: text }) => ({ path: place.column ?? '', message: text })))
      : error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A beginning of a file up to its last whole line, in any encoding. */
function wholeLines(content: Buffer): Buffer {
  const end = content.lastIndexOf(0x0a)
  // A line end of UTF-16 has two bytes, the second of which is zero when it is little-endian.
  return end < 0 ? content : content.subarray(0, content[end + 1] === 0 ? end + 2 : end + 1)
}

/** The mapping of an order. @throws Problem 400 with every fault and its path */
function mappingOf(mapping: unknown): AnyMapping {
  try {
    return checkMapping(mapping)
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    throw invalid(error.faults.map(({ place, says: text }) => ({ path: `/mapping${place.path ?? ''}`, message: text })))
  }
}

/** Reports of before leads could be brought in say nothing of them. */
type StoredReport = Omit<ImportReport, 'becomes' | 'leads'> & Partial<Pick<ImportReport, 'becomes' | 'leads'>>
const noLeads: ImportReport['leads'] = { new: 0, 'in-work': 0, rejected: 0, converted: 0, traces: 0 }

function resultOf(report: StoredReport, book: Awaited<ReturnType<typeof bookInForce>>, language: Locale): ImportResult {
  const { open, won, lost } = report.adopted
  const { leads = noLeads, becomes = 'deals' } = report
  return {
    becomes,
    dryRun: report.dryRun,
    rows: report.rows,
    adopted: { open: open.deals, won: won.deals, lost: lost.deals },
    leads: { new: leads.new, inWork: leads['in-work'], rejected: leads.rejected, converted: leads.converted, traces: leads.traces },
    already: report.already,
    rejected: report.rejected,
    remarked: Object.values(report.remarks).reduce((sum, counted) => sum + counted.rows, 0),
    clauses: Object.entries(report.clauses)
      .map(([clause, rows]) => {
        const known = book.regulation.clause(clause)
        return { clause, number: known?.number ?? null, title: known?.kind.words[language].title ?? clause, rows }
      })
      .toSorted((a, b) => b.rows - a.rows),
    lines: sayReport({ ...report, leads, becomes, reportFile: null }, book, language),
    durationMs: report.durationMs,
  }
}

/** The import, held until the end of the transaction, and not running. @throws Problem 404, 409 */
async function lockIdle(tx: Tx, { workspaceId, id }: StoredRun): Promise<void> {
  const row = await tx
    .selectFrom('import')
    .select('state')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.state === 'waiting' || row.state === 'running') throw conflict(texts.running)
}

/** Stores a file as it was uploaded and looks through it; a workbook is kept as CSV. @throws Problem 400, 404, 409 */
export async function storeFile(services: Services, run: StoredRun, name: string, content: unknown): Promise<void> {
  await inWorkspace(services, run.workspaceId, (tx) => lockIdle(tx, run)) // Before the work: whose import is it?
  if (!/^[^\\/\0\p{Cc}]{1,200}$/u.test(name) || name.startsWith('.')) throw invalid([{ path: '/name', message: texts.badName }])
  if (!Buffer.isBuffer(content) || content.length === 0) throw invalid([{ path: '', message: texts.empty }])
  const folder = await mkdtemp(path.join(os.tmpdir(), 'reglament-import-'))
  try {
    if (content.subarray(0, 4).equals(oldWorkbook)) throw importError(says.oldWorkbook, { file: name })
    const csv = isWorkbook(content) ? csvOfWorkbook(content, name) : content
    const file = path.join(folder, 'upload.csv')
    await writeFile(file, csv, { mode: 0o600 })
    const outline = await outlineOf(file, name)
    await inWorkspace(services, run.workspaceId, async (tx) => {
      await lockIdle(tx, run)
      const { count } = await tx
        .selectFrom('import_file')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('workspace_id', '=', run.workspaceId)
        .where('import_id', '=', run.id)
        .where('name', '!=', name)
        .executeTakeFirstOrThrow()
      if (count >= filesMax) throw conflict(texts.tooMany)
      const row = { content: csv, outline: json(outline) }
      await tx
        .insertInto('import_file')
        .values({ workspace_id: run.workspaceId, import_id: run.id, name, ...row })
        .onConflict((on) => on.columns(['workspace_id', 'import_id', 'name']).doUpdateSet(row))
        .execute()
    })
  } catch (error) {
    if (error instanceof ImportError)
      throw invalid(error.faults.map(({ place, says: text }) => ({ path: place.column ?? '', message: text })))
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Orders a run: the mapping is checked, stored with the import, and read in the background. @throws Problem 400, 404, 409 */
export async function orderRun(
  tx: Tx,
  run: StoredRun,
  { main, mapping, dryRun }: { main: string; mapping: unknown; dryRun: boolean },
): Promise<void> {
  await lockIdle(tx, run)
  if (!(await outlinesOf(tx, run)).some(({ name }) => name === main)) throw invalid([{ path: '/main', message: texts.noFile }])
  const checked = mappingOf(mapping)
  await tx
    .updateTable('import')
    .set({
      state: 'waiting',
      main_file: main,
      mapping: json(checked),
      dry_run: dryRun,
      rows_done: 0,
      report: null,
      faults: null,
      rejected: null,
      finished_at: null,
    })
    .where('workspace_id', '=', run.workspaceId)
    .where('id', '=', run.id)
    .execute()
}

/** Takes an import to run, if nobody else has; null when somebody was quicker. */
const claim = (services: Services, run: StoredRun) =>
  inWorkspace(services, run.workspaceId, async (tx) => {
    const now = services.clock.real()
    const { rows } = await sql<{ id: string }>`
      update import set state = 'running', heard_at = ${at(now)}
      where workspace_id = ${run.workspaceId} and id = ${run.id}
        and (state = 'waiting' or (state = 'running' and heard_at < ${at(now - silenceMs)})) returning id::text as id`.execute(tx)
    if (!rows[0]) return null
    const row = await importRow(tx, run).executeTakeFirstOrThrow()
    const files = await tx
      .selectFrom('import_file')
      .select(['name', 'content'])
      .where('workspace_id', '=', run.workspaceId)
      .where('import_id', '=', run.id)
      .execute()
    return { row, files, outlines: await outlinesOf(tx, run) }
  })

const finish = (
  services: Services,
  { workspaceId, id }: StoredRun,
  set: { state: ImportState; report?: unknown; faults?: unknown; rejected?: Buffer | null },
) =>
  inWorkspace(services, workspaceId, (tx) =>
    tx
      .updateTable('import')
      .set({
        state: set.state,
        report: set.report === undefined ? null : json(set.report),
        faults: set.faults === undefined ? null : json(set.faults),
        rejected: set.rejected ?? null,
        finished_at: at(services.clock.real()),
      })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .execute(),
  )

/**
 * Runs one import to its end. What came in before a crash is known by its number in the former system and left alone, so whoever takes
 * it up again brings in the rest and nothing twice (L3).
 */
export async function runImport(services: Services, run: StoredRun, language: Locale = 'ru'): Promise<void> {
  const claimed = await claim(services, run)
  if (!claimed) return
  const { row, files, outlines } = claimed
  const folder = await mkdtemp(path.join(os.tmpdir(), 'reglament-import-'))
  const report = path.join(folder, '.rejected')
  try {
    for (const { name, content } of files) await writeFile(path.join(folder, path.basename(name)), content, { mode: 0o600 })
    const { book: _book, ...told } = await importFile(services, {
      file: path.join(folder, row.main_file!),
      mapping: row.mapping as unknown as AnyMapping,
      workspaceId: run.workspaceId,
      by: row.by_email ?? undefined,
      dryRun: row.dry_run,
      readings: readingsOf(outlines),
      report,
      language,
      onBatch: (rows) => heard(services, run, rows),
    })
    const rejected = told.rejected > 0 || Object.keys(told.remarks).length > 0 ? await readFile(report) : null
    await finish(services, run, { state: 'done', report: told, rejected })
  } catch (error) {
    if (!(error instanceof ImportError)) services.log.error({ err: error, workspaceId: run.workspaceId }, 'an import failed')
    const faults =
      error instanceof ImportError
        ? error.faults.map((fault) => ({ path: fault.place.path ?? '', ru: sayFault(fault, 'ru'), en: sayFault(fault, 'en') }))
        : [
            {
              path: '',
              ru: 'Перенос прервался. Запустите его ещё раз: что успело перенестись, не повторится.',
              en: 'The import broke off. Run it again: what has come in is not repeated.',
            },
          ]
    await finish(services, run, { state: 'failed', faults })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const heard = (services: Services, { workspaceId, id }: StoredRun, rows: number) =>
  inWorkspace(services, workspaceId, async (tx) => {
    await tx
      .updateTable('import')
      .set({ rows_done: rows, heard_at: at(services.clock.real()) })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .execute()
  })

/** Takes up what waits, and what a process that is gone has left. Several processes may do it; each import is run by one. */
export async function goOnImporting(services: Services): Promise<void> {
  const { rows } = await sql<{ workspace_id: number; id: string }>`
    select workspace_id, id::text as id from imports_to_run(${at(services.clock.real() - silenceMs)})`.execute(services.db)
  for (const { workspace_id, id } of rows) await runImport(services, { workspaceId: workspace_id, id })
}
