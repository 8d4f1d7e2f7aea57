import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ImportState, Locale } from '@reglament/contract'
import { MINUTE_MS } from '@reglament/kernel'
import { sql } from 'kysely'
import { inWorkspace } from '../../platform/database.ts'
import { at, json } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { ImportError, sayFault } from './faults.ts'
import { importFile } from './importFile.ts'
import type { AnyMapping } from './mapping.ts'
import { importRow, inFolder, outlinesOf, readingsOf, type StoredRun } from './storedImport.ts'

/** A process that has not been heard of for so long runs it no more. */
const silenceMs = 2 * MINUTE_MS

const brokeOff = {
  ru: 'Перенос прервался. Запустите его ещё раз: что успело перенестись, не повторится.',
  en: 'The import broke off. Run it again: what has come in is not repeated.',
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
  try {
    await inFolder(async (folder) => {
      const report = path.join(folder, '.rejected')
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
    })
  } catch (error) {
    if (!(error instanceof ImportError)) services.log.error({ err: error, workspaceId: run.workspaceId }, 'an import failed')
    const faults =
      error instanceof ImportError
        ? error.faults.map((fault) => ({ path: fault.place.path ?? '', ru: sayFault(fault, 'ru'), en: sayFault(fault, 'en') }))
        : [{ path: '', ...brokeOff }]
    await finish(services, run, { state: 'failed', faults })
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
