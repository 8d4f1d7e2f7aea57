import { Readable } from 'node:stream'
import type { DealListItem } from '@reglament/contract'
import type { Language } from '@reglament/regulation'
import type { FastifyReply, FastifyRequest } from 'fastify'
import writeExcelFile, { type SheetData } from 'write-excel-file/node'
import { inWorkspace } from '../../platform/database.ts'
import { forbidden, invalid } from '../../platform/http/index.ts'
import { inOneGo } from '../../platform/inOneGo.ts'
import { journalParts } from '../../platform/journal.ts'
import type { Text } from '../../platform/text.ts'
import { type Asked, type Asking, actingOf, readDeals, readListing } from '../deals/index.ts'
import { mayTransfer } from '../members/index.ts'
import { type Book, bookInForce } from '../rulebook/index.ts'
import { type Cell, type Column, columnsOf, harmless } from './cells.ts'

const texts = {
  mayNot: { ru: 'Выгружать списки может собственник или администратор.', en: 'Lists are taken out by the owner or an admin.' },
  noColumn: { ru: 'Такого столбца нет.', en: 'There is no such column.' },
  tooMany: {
    ru: 'В XLSX выгружается не больше 50 000 сделок. Сузьте отбор или возьмите CSV.',
    en: 'At most 50,000 deals go into XLSX. Narrow the filter, or take CSV.',
  },
} satisfies Record<string, Text>

export type Export = { format: 'csv' | 'xlsx'; columns: readonly string[] | undefined; asked: Asked }

const pageSize = 500
const rowsMaxOfXlsx = 50_000

/**
 * The deals that a filter leaves, as a file. Who took what is recorded before the first row leaves; CSV is streamed page by page, so
 * that neither its length nor the time it takes holds anything.
 * @throws Problem 403 for whoever may not take lists out, 400
 */
export async function exportDeals(
  request: FastifyRequest,
  reply: FastifyReply,
  { format, columns: keys, asked }: Export,
): Promise<FastifyReply> {
  const { actor, server } = request
  if (!mayTransfer(actor.role)) throw forbidden(texts.mayNot)
  const look = <Result>(work: (asking: Asking) => Promise<Result>) =>
    inWorkspace(server.services, actor.workspaceId, async (tx) => work(await actingOf(tx, request)))

  const { columns, language } = await look(async (asking) => {
    const book = await bookInForce(asking.tx, actor.workspaceId)
    const found = columnsOf(keys, book, asking.language)
    if (!found) throw invalid([{ path: '?columns', message: texts.noColumn }])
    await readListing(asking, asked) // what is wrong with the filter is said before anything is sent
    await record(asking, book, { format, columns: found.map(({ key }) => key), asked })
    return { columns: found, language: asking.language }
  })
  const pages = async function* () {
    for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
      const from = after
      const page = await look(async (asking) =>
        readDeals(asking.tx, actor.workspaceId, { ...(await readListing(asking, asked)), after: from, limit: pageSize, details: true }),
      )
      yield page.items
      after = page.next
    }
  }
  const name = `deals-${new Date(server.services.clock.now(actor)).toISOString().slice(0, 10)}.${format}`
  reply.header('content-disposition', `attachment; filename="${name}"`)
  if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(Readable.from(csv(pages(), columns, actor.timeZone, language)))
  const sheet = await sheetOf(pages(), columns, actor.timeZone)
  const file = await writeExcelFile(sheet, { stickyRowsCount: 1 } as never).toBuffer()
  return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(file)
}

/** What was taken out, by whom; what was searched for may be a name, so it is not written down. */
async function record({ tx, actor, now }: Asking, { regulation }: Book, { format, columns, asked }: Export): Promise<void> {
  const { q, ...filter } = asked
  await inOneGo(
    tx,
    journalParts(actor.workspaceId, [
      {
        stream: { kind: 'member', id: actor.memberId },
        type: 'deals-exported',
        at: now,
        recordedAt: now,
        actorId: actor.memberId,
        clause: null,
        regulationVersion: regulation.version,
        data: { format, columns, filter, searched: q !== undefined },
      },
    ]),
  )
}

// ── CSV ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

type Pages = AsyncIterable<readonly DealListItem[]>

/** With the mark by which Excel knows UTF-8, and the separators that it expects in that language. */
async function* csv(pages: Pages, columns: readonly Column[], timeZone: string, language: Language): AsyncGenerator<string> {
  const between = language === 'ru' ? ';' : ','
  const line = (cells: readonly string[]) => `${cells.map((cell) => quoted(cell, between)).join(between)}\r\n`
  const write = writer(timeZone, language)
  yield `\uFEFF${line(columns.map(({ head }) => harmless(head)))}`
  for await (const deals of pages) yield deals.map((deal) => line(columns.map((column) => write(column.of(deal))))).join('')
}

const quoted = (text: string, between: string) =>
  /["\r\n]/.test(text) || text.includes(between) ? `"${text.replaceAll('"', '""')}"` : text

function writer(timeZone: string, language: Language) {
  const say = localTime(timeZone)
  return (cell: Cell): string => {
    if (cell === null) return ''
    if (typeof cell === 'string') return harmless(cell)
    if ('at' in cell) return say(cell.at)
    const number = cell.number.toFixed(cell.digits)
    return language === 'ru' ? number.replace('.', ',') : number
  }
}

/** `2026-03-10 10:05` by the clock of the company. */
function localTime(timeZone: string) {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return (at: string) => format.format(new Date(at))
}

// ── XLSX ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

async function sheetOf(pages: Pages, columns: readonly Column[], timeZone: string): Promise<SheetData> {
  const say = localTime(timeZone)
  const cellOf = (cell: Cell) => {
    if (cell === null) return null
    if (typeof cell === 'string') return { type: String, value: harmless(cell) }
    // A date without a zone: what the clock on the wall said.
    if ('at' in cell) return { type: Date, value: new Date(`${say(cell.at).replace(' ', 'T')}:00Z`), format: 'yyyy-mm-dd hh:mm' }
    return { type: Number, value: cell.number, format: cell.digits === 0 ? '0' : '#,##0.00' }
  }
  const rows: unknown[][] = [columns.map(({ head }) => ({ type: String, value: harmless(head), fontWeight: 'bold' }))]
  for await (const deals of pages) {
    rows.push(...deals.map((deal) => columns.map((column) => cellOf(column.of(deal)))))
    if (rows.length > rowsMaxOfXlsx + 1) throw invalid([{ path: '?format', message: texts.tooMany }])
  }
  return rows as SheetData
}
