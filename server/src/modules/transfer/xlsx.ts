import { inflateRawSync } from 'node:zlib'
import { importError } from './faults.ts'
import { says } from './words.ts'

/** An archive of some kilobytes may unpack to gigabytes: what is read of it has a limit, whatever it says of itself. */
export const unpackedBytesMax = 256 * 1024 * 1024
const rowsMax = 1_048_576
const columnsMax = 1_000

type Entry = { method: number; start: number; packed: number }

const unreadable = (file: string) => importError(says.notAWorkbook, { file })

/** The parts of an archive by their names, from its directory at the end. */
function entriesOf(zip: Buffer, file: string): Map<string, Entry> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > zip.length) throw unreadable(file)
  const entries = new Map<string, Entry>()
  let at = zip.readUInt32LE(end + 16)
  for (let i = zip.readUInt16LE(end + 10); i > 0; i--) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) throw unreadable(file)
    const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)]
    const start = zip.readUInt32LE(at + 42)
    entries.set(zip.toString('utf8', at + 46, at + 46 + name), {
      method: zip.readUInt16LE(at + 10),
      start,
      packed: zip.readUInt32LE(at + 20),
    })
    at += 46 + name + extra + comment
  }
  return entries
}

/** Unpacks parts of one archive; all of them together stay under the limit. */
function unpacker(zip: Buffer, file: string) {
  const entries = entriesOf(zip, file)
  let left = unpackedBytesMax
  return (name: string): string | undefined => {
    const entry = entries.get(name)
    if (!entry) return undefined
    const { start, method, packed } = entry
    if (start + 30 > zip.length || zip.readUInt32LE(start) !== 0x04034b50) throw unreadable(file)
    const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28)
    const body = zip.subarray(from, from + packed)
    let unpacked: Buffer
    try {
      unpacked = method === 0 ? body : inflateRawSync(body, { maxOutputLength: left })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw importError(says.unpacksTooLarge, { file })
      throw unreadable(file)
    }
    left -= unpacked.length
    if (left <= 0) throw importError(says.unpacksTooLarge, { file })
    return unpacked.toString('utf8')
  }
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const text = (xml: string) =>
  xml.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (all, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? all
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })
/**
 * The elements of one name in the order of the text, with their attributes and what stands between. Goes through once, whatever is
 * left open: a hostile sheet must not make anybody look through it again and again.
 */
function* elements(xml: string, name: string): Generator<{ attributes: string; inner: string }> {
  const [opening, closing] = [`<${name}`, `</${name}>`]
  for (let at = xml.indexOf(opening); at >= 0; at = xml.indexOf(opening, at)) {
    const end = xml.indexOf('>', at)
    if (end < 0) return
    const after = xml[at + opening.length]
    const attributes = xml.slice(at + opening.length, end)
    at = end + 1
    if (after !== '>' && after !== '/' && !/\s/.test(after ?? '')) continue // Another element, whose name begins the same.
    if (attributes.endsWith('/')) {
      yield { attributes, inner: '' }
      continue
    }
    const close = xml.indexOf(closing, at)
    if (close < 0) return
    yield { attributes, inner: xml.slice(at, close) }
    at = close + closing.length
  }
}

/** The text of an item: rich text in pieces, but not how it is to be read aloud. */
function textOf(item: string): string {
  const aloud = item.indexOf('<rPh')
  return [...elements(aloud < 0 ? item : item.slice(0, aloud), 't')].map(({ inner }) => text(inner)).join('')
}

/** Which of the cell styles show a date. */
function dateStyles(styles: string): Set<number> {
  const own = new Map(
    [...elements(styles, 'numFmt')].map(({ attributes }) => [
      Number(/\snumFmtId="(\d+)"/.exec(attributes)?.[1]),
      /\sformatCode="([^"]*)"/.exec(attributes)?.[1] ?? '',
    ]),
  )
  const isDate = (id: number) =>
    (id >= 14 && id <= 22) || (id >= 45 && id <= 47) || /[dmyhs]/i.test((own.get(id) ?? '').replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''))
  const formats = elements(styles, 'cellXfs').next().value?.inner ?? ''
  return new Set(
    [...elements(formats, 'xf')].flatMap(({ attributes }, i) => (isDate(Number(/\snumFmtId="(\d+)"/.exec(attributes)?.[1])) ? [i] : [])),
  )
}

/** A number of days since 1900 as a date, with the time where there is one. */
function dated(serial: number, from1904: boolean): string {
  const at = new Date(Math.round((serial + (from1904 ? 1462 : 0) - 25_569) * 86_400) * 1000)
  if (Number.isNaN(at.getTime())) return String(serial)
  const iso = at.toISOString()
  return Number.isInteger(serial) ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`
}

const columnOf = (reference: string) =>
  (/^[A-Z]{1,3}/.exec(reference)?.[0] ?? '').split('').reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1

type Looks = { shared: readonly string[]; dates: ReadonlySet<number>; from1904: boolean }

/** What a cell shows. Of a formula the value that was counted last; nothing is ever counted here. */
function cellText(attributes: string, inner: string, { shared, dates, from1904 }: Looks): string {
  const type = /\st="(\w+)"/.exec(attributes)?.[1]
  if (type === 'inlineStr') return textOf(inner)
  const value = text(elements(inner, 'v').next().value?.inner ?? '')
  if (type === 's') return shared[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'true' : 'false'
  if (type === 'e') return ''
  if (type === 'str' || type === 'd' || value === '') return value
  const style = Number(/\ss="(\d+)"/.exec(attributes)?.[1] ?? -1)
  return dates.has(style) ? dated(Number(value), from1904) : String(Number(value))
}

export const isWorkbook = (content: Buffer): boolean => content.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))

/**
 * The first sheet of an Excel workbook as CSV, in UTF-8. Cells are read as they show; formulas are not run, macros not looked at.
 * @throws ImportError when it is no workbook, or unpacks to more than `unpackedBytesMax`
 */
export function csvOfWorkbook(content: Buffer, file: string): Buffer {
  const part = unpacker(content, file)
  const workbook = part('xl/workbook.xml')
  if (workbook === undefined) throw unreadable(file)
  const relation = /\sr:id="([^"]+)"/.exec(elements(workbook, 'sheet').next().value?.attributes ?? '')?.[1]
  const relations = part('xl/_rels/workbook.xml.rels') ?? ''
  const target = [...elements(relations, 'Relationship')]
    .map(({ attributes }) => ({ id: /\sId="([^"]+)"/.exec(attributes)?.[1], target: /\sTarget="([^"]+)"/.exec(attributes)?.[1] }))
    .find(({ id }) => id === relation)?.target
  const sheet = part(`xl/${(target ?? 'worksheets/sheet1.xml').replace(/^\/?xl\//, '')}`)
  if (sheet === undefined) throw unreadable(file)
  const looks: Looks = {
    shared: [...elements(part('xl/sharedStrings.xml') ?? '', 'si')].map(({ inner }) => textOf(inner)),
    dates: dateStyles(part('xl/styles.xml') ?? ''),
    from1904: /<workbookPr[^>]*date1904="(?:1|true)"/.test(workbook),
  }
  const lines: string[] = []
  let width = 0
  for (const { inner } of elements(sheet, 'row')) {
    if (lines.length >= rowsMax) throw importError(says.tooManyRows(rowsMax), { file })
    const cells: string[] = []
    for (const { attributes, inner: body } of elements(inner, 'c')) {
      const place = columnOf(/\sr="([A-Z]+)\d+"/.exec(attributes)?.[1] ?? '')
      const column = place < 0 ? cells.length : place
      if (column >= columnsMax) throw importError(says.tooManyColumns(columnsMax), { file })
      while (cells.length < column) cells.push('')
      cells[column] = cellText(attributes, body, looks)
    }
    // A line is as long as the header; Excel leaves out empty cells at its end.
    if (lines.length === 0) width = cells.length
    while (cells.length < width) cells.push('')
    lines.push(plainLine(cells))
  }
  return Buffer.from(lines.join(''), 'utf8')
}

/** Here a cell stays what it was: it is read again by ourselves and by nobody's spreadsheet. */
const plainLine = (cells: readonly string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`
