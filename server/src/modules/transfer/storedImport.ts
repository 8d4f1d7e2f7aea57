import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { ImportFile } from '@reglament/contract'
import type { Tx } from '../../platform/database.ts'
import { conflict, notFound } from '../../platform/http/index.ts'
import type { Readings } from './joined.ts'

export type StoredRun = { workspaceId: number; id: string }

export const texts = {
  running: { ru: 'Перенос уже идёт: дождитесь его конца.', en: 'The import is running: wait for its end.' },
  noFile: { ru: 'Такого файла в этом переносе нет.', en: 'This import has no such file.' },
  badName: { ru: 'Так назвать файл нельзя.', en: 'A file can’t be called so.' },
  tooMany: { ru: 'К одному переносу прикладывают не больше 10 файлов.', en: 'An import has at most 10 files.' },
  empty: { ru: 'Файл пуст.', en: 'The file is empty.' },
}

export const importRow = (tx: Tx, { workspaceId, id }: StoredRun) =>
  tx
    .selectFrom('import')
    .innerJoin('member', (join) => join.onRef('member.workspace_id', '=', 'import.workspace_id').onRef('member.id', '=', 'import.by_id'))
    .select(['import.state', 'import.main_file', 'import.mapping', 'import.dry_run', 'import.rows_done', 'import.report', 'import.faults'])
    .select(['import.created_at', 'import.finished_at', 'member.id as by_id', 'member.name as by_name', 'member.email as by_email'])
    .select(({ eb }) => eb('import.rejected', 'is not', null).as('has_rejected'))
    .where('import.workspace_id', '=', workspaceId)
    .where('import.id', '=', id)

export const outlinesOf = async (tx: Tx, { workspaceId, id }: StoredRun): Promise<ImportFile[]> =>
  (
    await tx
      .selectFrom('import_file')
      .select(['outline'])
      .where('workspace_id', '=', workspaceId)
      .where('import_id', '=', id)
      .orderBy('name')
      .execute()
  ).map(({ outline }) => outline as unknown as ImportFile)

/** The import, held until the end of the transaction, and not running. @throws Problem 404, 409 */
export async function lockIdle(tx: Tx, { workspaceId, id }: StoredRun): Promise<void> {
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

/** As the files were read when they came, or as a person has said since. */
export const readingsOf = (files: readonly ImportFile[]): Readings =>
  new Map(files.map(({ name, encoding, delimiter }) => [name, { encoding, delimiter }]))

/** Work with files in a folder that is there only meanwhile. */
export async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'reglament-import-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
