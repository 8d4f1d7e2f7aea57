import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type {
  Import,
  ImportBecomes,
  ImportFile,
  ImportGuess,
  ImportPreview,
  ImportPreviewAsked,
  ImportResult,
  ImportState,
  Locale,
} from '@reglament/contract'
import { formatInstant, newId } from '@reglament/kernel'
import { sql } from 'kysely'
import { inWorkspace, type Tx } from '../../platform/database.ts'
import { type Actor, invalid, notFound } from '../../platform/http/index.ts'
import { at, json } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { bookInForce } from '../rulebook/index.ts'
import { ImportError, sayFault } from './faults.ts'
import { guessDeals, unsureStages } from './guess/deals.ts'
import { guessLeads, looksLikeLeads } from './guess/leads.ts'
import { type AnyMapping, checkMapping } from './mapping.ts'
import { previewFile } from './preview.ts'
import { sayReport } from './sayReport.ts'
import { importRow, inFolder, lockIdle, outlinesOf, readingsOf, type StoredRun, texts } from './storedImport.ts'
import type { ImportReport } from './tally.ts'

export async function makeImport(tx: Tx, { workspaceId, memberId }: Actor, now: number): Promise<string> {
  const id = newId()
  await tx
    .insertInto('import')
    .values({ workspace_id: workspaceId, id, by_id: memberId, state: 'made', created_at: at(now) })
    .execute()
  return id
}

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
  try {
    return await inFolder(async (folder) => {
      for (const { name, content } of contents) {
        const isCut = name === main && content.length === previewBytes
        await writeFile(path.join(folder, path.basename(name)), isCut ? wholeLines(content) : content, { mode: 0o600 })
      }
      const request = {
        file: path.join(folder, main),
        mapping: checked,
        workspaceId: run.workspaceId,
        language,
        readings: readingsOf(files),
      }
      return previewFile(services, request)
    })
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    throw invalid(
      error.faults.map((fault) => ({
        path: `/mapping${fault.place.path ?? ''}`,
        message: { ru: sayFault(fault, 'ru'), en: sayFault(fault, 'en') },
      })),
    )
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
