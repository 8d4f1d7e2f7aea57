import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ImportReading } from '@reglament/contract'
import { inWorkspace } from '../../platform/database.ts'
import { conflict, invalid, notFound } from '../../platform/http/index.ts'
import { json } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { importError, ImportError } from './faults.ts'
import { delimiterNamed } from './importFile.ts'
import { outlineOf } from './outline.ts'
import { inFolder, lockIdle, type StoredRun, texts } from './storedImport.ts'
import { says } from './words.ts'
import { csvOfWorkbook, isWorkbook } from './xlsx.ts'

export const uploadBytesMax = 64 * 1024 * 1024
const filesMax = 10
/** How a file of the former Office begins. */
const oldWorkbook = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

/** Stores a file as it was uploaded and looks through it; a workbook is kept as CSV. @throws Problem 400, 404, 409 */
export async function storeFile(services: Services, run: StoredRun, name: string, content: unknown): Promise<void> {
  await inWorkspace(services, run.workspaceId, (tx) => lockIdle(tx, run)) // Before the work: whose import is it?
  if (!/^[^\\/\0\p{Cc}]{1,200}$/u.test(name) || name.startsWith('.')) throw invalid([{ path: '/name', message: texts.badName }])
  if (!Buffer.isBuffer(content) || content.length === 0) throw invalid([{ path: '', message: texts.empty }])
  await lookedThrough(async (folder) => {
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
  })
}

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
  await lookedThrough(async (folder) => {
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
  })
}

/** Work on a file that somebody sent: what is wrong with it is told to him. @throws Problem 400 */
async function lookedThrough(work: (folder: string) => Promise<void>): Promise<void> {
  try {
    await inFolder(work)
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    throw invalid(error.faults.map(({ place, says: text }) => ({ path: place.column ?? '', message: text })))
  }
}
