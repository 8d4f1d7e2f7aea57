import type { Locale } from '@reglament/contract'
import { createWriteStream, type WriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { reportColumns } from './csv/reportColumns.ts'
import { csvLine } from './csv/write.ts'
import type { Table } from './csv/table.ts'
import type { Reason, Remark } from './reasons.ts'
import { sayReason } from './sayReason.ts'

const words = {
  rejected: { ru: 'не перенесена', en: 'not adopted' },
  remarked: { ru: 'перенесена с оговоркой', en: 'adopted with a remark' },
}

/** The report of single rows: line, reason, and the cells as they were, so that it can be mended and imported again. */
export type RowReport = {
  add: (line: number, cells: readonly string[], what: 'rejected' | 'remarked', why: readonly (Reason | Remark)[]) => Promise<void>
  close: () => Promise<void>
  /** Leaves no half report behind. */
  discard: () => Promise<void>
}

/** Nobody asked for a report. */
export const noReport: RowReport = { add: () => Promise.resolve(), close: () => Promise.resolve(), discard: () => Promise.resolve() }

/** Written beside and moved into place when it is whole; it holds clients' data, so it is for its owner only. */
export async function openRowReport(
  file: string,
  { header, delimiter }: Pick<Table, 'header' | 'delimiter'>,
  locale: Locale,
): Promise<RowReport> {
  const unfinished = `${file}.unfinished`
  await rm(unfinished, { force: true })
  const stream = createWriteStream(unfinished, { mode: 0o600, flags: 'wx' })
  await once(stream, 'open')
  // The mark tells Excel that this is UTF-8.
  await write(stream, `\uFEFF${csvLine([...reportColumns[locale], ...header], delimiter)}`)
  return {
    add: (line, cells, what, why) => {
      const reasons = why.map((reason) => sayReason(reason, header)[locale]).join('; ')
      return write(stream, csvLine([String(line), words[what][locale], reasons, ...cells], delimiter))
    },
    close: async () => {
      stream.end()
      await finished(stream)
      await rename(unfinished, file)
    },
    discard: async () => {
      stream.destroy()
      await rm(unfinished, { force: true })
    },
  }
}

async function write(stream: WriteStream, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain')
}
