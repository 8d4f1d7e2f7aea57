import type { SavedView } from '@reglament/contract'
import { isId } from '@reglament/kernel'

/** What narrows a list of deals in the address bar; the names are those of the API. */
export type Narrowing = {
  responsible?: string
  team?: string
  field?: readonly string[]
  created?: string
  entered?: string
  nextTask?: string
  budget?: string
  currency?: string
  state?: string
  clause?: string
  campaign?: string
  returning?: 'true' | 'false'
  q?: string
}

/** The address of the board and of the table: it can be sent to a colleague. */
export type DealSearch = Narrowing & {
  pipeline?: string
  /** On a phone: the stage that is open. */
  stage?: string
  /** Of the table: stages, by comma. */
  stages?: string
  /** Of the table; open deals unless told. */
  status?: 'open' | 'won' | 'lost' | 'all'
  sort?: string
  group?: 'stage' | 'responsible' | 'campaign'
  /** Columns of the table, by comma. */
  columns?: string
  /** The saved view that was opened. */
  view?: string
}

const narrowing = ['responsible', 'team', 'field', 'created', 'entered', 'nextTask', 'budget', 'currency', 'state', 'clause', 'campaign', 'returning', 'q'] as const // prettier-ignore
const others = ['pipeline', 'stage', 'stages', 'status', 'sort', 'group', 'columns', 'view'] as const

/** The router reads `true` and `2418` as what they look like; in an address they are texts. */
const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

const listOf = (value: unknown): string[] => [value].flat().flatMap((one) => textOf(one) ?? [])

/** Members of a filter that can be members; the rest of a mistyped address is dropped. */
const people = (text: string | undefined) =>
  text
    ?.split(',')
    .filter((id) => id === 'none' || id === 'me' || isId(id))
    .join(',') || undefined

/** Reads an address; what is not ours is left out, and said to be: the router keeps what a reader only passes over. */
export function readSearch(search: Record<string, unknown>): DealSearch {
  const found: Record<string, string | string[] | undefined> = {}
  for (const name of [...narrowing, ...others]) {
    if (name === 'field') {
      const list = listOf(search[name]).filter((one) => one.includes(':'))
      if (list.length > 0) found[name] = list
    } else {
      const text = name === 'responsible' ? people(textOf(search[name])) : textOf(search[name])
      if (text !== undefined || name in search) found[name] = text
    }
  }
  return found
}

/** The part of an address that narrows. */
export const narrowingOf = (search: DealSearch): Narrowing =>
  Object.fromEntries(narrowing.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])))

/** Is anything narrowed but for whose deals they are. */
export const isNarrowed = (search: DealSearch): boolean => Object.keys(narrowingOf(search)).some((name) => name !== 'currency')

/** The same address with nothing narrowed. */
export const cleared = (search: DealSearch): DealSearch =>
  Object.fromEntries(Object.entries(search).filter(([name]) => ![...narrowing, 'stages', 'status', 'view'].some((one) => one === name)))

/** The values of one field that are asked for. */
export const valuesOf = ({ field }: Narrowing, key: string): string[] =>
  (field ?? []).filter((one) => one.startsWith(`${key}:`)).map((one) => one.slice(key.length + 1))

/** The same narrowing with other values of one field. */
export function withField(search: Narrowing, key: string, values: readonly string[]): { field: string[] | undefined } {
  const rest = (search.field ?? []).filter((one) => !one.startsWith(`${key}:`))
  const field = [...rest, ...values.map((value) => `${key}:${value}`)]
  return field.length > 0 ? { field } : { field: undefined }
}

/** What a saved view remembers of an address: everything but which view it is and which stage a phone shows. */
export const queryOf = (search: DealSearch): SavedView['query'] =>
  Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) =>
      value === undefined || name === 'view' || name === 'stage' ? [] : [[name, typeof value === 'string' ? value : [...value]]],
    ),
  )

/** Does the address show what the view remembers. */
export const isSame = (view: Pick<SavedView, 'query'>, search: DealSearch): boolean => {
  const sorted = (query: object) => JSON.stringify(Object.entries(query).toSorted(([one], [other]) => (one < other ? -1 : 1)))
  return sorted(view.query) === sorted(queryOf(search))
}

/** What the table asks the server for. */
export function tableQuery({ pipeline, stages, status, sort, ...search }: DealSearch) {
  return {
    ...narrowingOf(search),
    pipeline,
    stage: stages,
    status: status === 'all' ? undefined : (status ?? 'open'),
    sort,
  }
}
