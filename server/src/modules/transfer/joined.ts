import path from 'node:path'
import { foldText } from '@reglament/kernel'
import { type ImportFault, ImportError, importError } from './faults.ts'
import { openTable, type Reading, type Table } from './csv/table.ts'
import { sayReason } from './sayReason.ts'
import type { CompanyWanted } from './clients.ts'
import type { Mapping } from './mapping.ts'
import { columnsOf, compileTemplate } from './template.ts'
import { says } from './words.ts'
import type { Option } from './lists.ts'
import { readEmail } from './people.ts'

/** Files beside the one that is imported are looked things up in, so they are kept whole. */
const rowsMax = 200_000

/** A cell by the number of its column. */
export type Cells = (column: number) => string
/** How files are read, by their names. */
export type Readings = ReadonlyMap<string, Reading>
/** Where the files beside the imported one are. */
export type Beside = { folder: string; readings?: Readings | undefined }
export type JoinedFile = { table: Table; rows: { line: number; cell: Cells }[] }

/** Cells that stand for nothing: `-`, `NULL`. */
export const cellReader = (cells: readonly string[], emptyValues: ReadonlySet<string>): Cells => {
  return (column) => {
    const text = (cells[column] ?? '').trim()
    return emptyValues.has(text) ? '' : text
  }
}

/** Reads a file beside the imported one. @throws ImportError naming every broken row, for what is looked up must be whole */
async function readJoined({ folder, readings }: Beside, file: string, mapping: Mapping): Promise<JoinedFile> {
  // Each file is read in its own way: they may come from different programs.
  const table = await openTable(path.resolve(folder, file), readings?.get(file))
  const emptyValues = new Set(mapping.reading?.emptyValues)
  const rows: JoinedFile['rows'] = []
  const faults: ImportFault[] = []
  for await (const chunk of table.rows) {
    for (const { line, cells, reason } of chunk) {
      if (reason) faults.push({ place: { file: table.name, line }, says: sayReason(reason, table.header) })
      else rows.push({ line, cell: cellReader(cells, emptyValues) })
      if (rows.length > rowsMax) throw importError(says.tooManyRows(rowsMax), { file: table.name })
    }
  }
  if (faults.length > 0) throw new ImportError(faults.slice(0, 50))
  return { table, rows }
}

/** Columns that a mapping names and a file lacks, or has twice. */
export function columnFaults({ name, header, indexOf }: Table, wanted: readonly [path: string, column: string][]): ImportFault[] {
  return wanted.flatMap(([at, column]) => {
    const place = indexOf(column)
    if (place >= 0) return []
    return [{ place: { file: name, path: at }, says: place === -2 ? says.columnTwice(column) : says.noColumn(column, header) }]
  })
}

/** Columns of a template, each under the path of the template; a template without any is a fault of its own. */
export const wantedBy = (at: string, template: string | undefined): [string, string][] =>
  template === undefined ? [] : columnsOf(template).map((column) => [at, column])

// ── What the files hold ──────────────────────────────────────────────────────────────────────────────────────────────────────

export type ListedPerson = { line: number; name: string; email?: string; team?: string; head?: string }

/** The people of a file of teams. */
export async function readPeopleFile(beside: Beside, mapping: Mapping): Promise<ListedPerson[]> {
  const { file, name, email, team, head } = mapping.members!
  const { table, rows } = await readJoined(beside, file, mapping)
  const at = '/members'
  const wanted = [
    ...wantedBy(`${at}/name`, name),
    ...wantedBy(`${at}/email`, email),
    ...wantedBy(`${at}/team`, team),
    ...wantedBy(`${at}/head`, head),
  ]
  const faults = columnFaults(table, wanted)
  if (faults.length > 0) throw new ImportError(faults)
  const [nameOf, emailOf, teamOf, headOf] = [name, email, team, head].map((it) => it && compileTemplate(it, table.indexOf))
  const filled = (template: typeof nameOf, cell: Cells) =>
    template ? template(cell).replaceAll(/\s+/g, ' ').slice(0, 120) || undefined : undefined
  return rows.map(({ line, cell }) => {
    const person = filled(nameOf, cell)
    if (!person) throw importError(says.lonelyPerson, { file: table.name, line })
    return { line, name: person, email: readEmail(filled(emailOf, cell) ?? ''), team: filled(teamOf, cell), head: filled(headOf, cell) }
  })
}

/** Companies by what the imported file calls them. */
export async function readCompanyFile(beside: Beside, mapping: Mapping): Promise<Map<string, CompanyWanted>> {
  const { file, key, name, inn, details = {} } = mapping.company!.in!
  const { table, rows } = await readJoined(beside, file, mapping)
  const at = '/company/in'
  const faults = columnFaults(table, [
    [`${at}/key`, key],
    [`${at}/name`, name],
    ...(inn === undefined ? [] : [[`${at}/inn`, inn] satisfies [string, string]]),
    ...Object.entries(details).map(([detail, column]): [string, string] => [`${at}/details/${detail}`, column]),
  ])
  if (faults.length > 0) throw new ImportError(faults)
  const places = Object.entries(details).map(([detail, column]) => [detail, table.indexOf(column)] as const)
  const companies = new Map<string, CompanyWanted>()
  for (const { line, cell } of rows) {
    const id = cell(table.indexOf(key))
    const company = cell(table.indexOf(name)).replaceAll(/\s+/g, ' ').slice(0, 200)
    if (id === '' || company === '') continue
    if (companies.has(id)) throw importError(says.keyTwice(id), { file: table.name, line, column: key })
    const number = inn === undefined ? '' : cell(table.indexOf(inn))
    const known = places.map(([detail, place]) => [detail, cell(place)] as const).filter(([, value]) => value !== '')
    companies.set(id, { name: company, inn: /^\d{10}(\d{2})?$/.test(number) ? number : undefined, details: Object.fromEntries(known) })
  }
  return companies
}

/** Options of a list as another file has them. */
export async function readOptions(beside: Beside, mapping: Mapping, field: string): Promise<Option[]> {
  const { file, key, name } = mapping.fields![field]!.options!
  const { table, rows } = await readJoined(beside, file, mapping)
  const at = `/fields/${field}/options`
  const faults = columnFaults(table, [...(key === undefined ? [] : [[`${at}/key`, key] satisfies [string, string]]), [`${at}/name`, name]])
  if (faults.length > 0) throw new ImportError(faults)
  const options = new Map<string, Option>()
  for (const { cell } of rows) {
    const called = cell(table.indexOf(name)).slice(0, 200)
    const id = key === undefined ? called : cell(table.indexOf(key)).slice(0, 200)
    if (called !== '' && id !== '' && !options.has(id)) options.set(id, { key: id, name: { ru: called, en: called } })
  }
  return [...options.values()]
}

/** A table of values of the mapping: an exact spelling first, then without regard to capitals, ё and blanks. */
export class ValueMap<Value> {
  readonly #exact = new Map<string, Value>()
  readonly #folded = new Map<string, Value>()

  constructor(entries: Iterable<readonly [string, Value]>) {
    for (const [key, value] of entries) {
      this.#exact.set(key.trim(), value)
      this.#folded.set(foldText(key), value)
    }
  }

  get(cell: string): Value | undefined {
    return this.#exact.get(cell) ?? this.#folded.get(foldText(cell))
  }
}
