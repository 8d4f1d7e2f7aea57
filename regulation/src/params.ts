import type { TermUnit } from '@reglament/kernel'
import type { TSchema } from 'typebox'
import type { ClauseKind } from './clauseKind.ts'
import type { Language } from './words.ts'

/** What a parameter is to a form; follows from its schema alone, so that a new kind needs no form of its own. */
export type ParamType = 'term' | 'terms' | 'integer' | 'boolean' | 'choice' | 'stages' | 'fields' | 'roles' | 'text' | 'texts' | 'people'

/** A part of a parameter that names people: a list of them, or from names of something to one of them. */
export type PeoplePart = {
  readonly key: string
  readonly name: string
  /** Whose names stand on the left (the key of a field of deals, `product`); left out: it is a plain list of people. */
  readonly by?: string
  /** Whose roles fit; left out: anybody's. */
  readonly roles?: string[]
  /** For which values of another parameter it is asked. */
  readonly when?: { readonly param: string; readonly values: string[] }
}

/** One parameter of a clause as a form asks for it (A1). */
export type ParamInput = {
  readonly key: string
  readonly name: string
  readonly type: ParamType
  readonly value: unknown
  /** Units that a term may have. */
  readonly units?: TermUnit[]
  /** Bounds of a number, or of how many a list may hold. */
  readonly min?: number
  readonly max?: number
  readonly options?: { key: string; name: string }[]
  readonly parts?: PeoplePart[]
  /** It may be left out: then it does not hold. */
  readonly optional?: boolean
}

/** The part of JSON schema that parameters are written in; `refers` says what the keys of a list mean. */
type Schema = {
  type?: string
  pattern?: string
  const?: unknown
  enum?: readonly unknown[]
  anyOf?: readonly Schema[]
  items?: Schema
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  refers?: 'stages' | 'fields' | 'roles' | 'people'
  by?: string
  roles?: string[]
  when?: { param: string; values: string[] }
  properties?: Record<string, Schema>
}

const termUnits: readonly TermUnit[] = ['wmin', 'wh', 'wd', 'd', 'w', 'mo', 's', 'min']

/** The units whose terms a pattern takes; none where it is no pattern of terms. */
const unitsOf = ({ type, pattern }: Schema): TermUnit[] => {
  if (type !== 'string' || pattern === undefined) return []
  const terms = new RegExp(pattern)
  return termUnits.filter((unit) => terms.test(`1 ${unit}`))
}

const literals = ({ anyOf, enum: values }: Schema): string[] | null => {
  const all = values ?? anyOf?.map((one) => one.const) ?? []
  return all.length > 0 && all.every((one) => typeof one === 'string') ? [...all] : null
}

type Shape = Omit<ParamInput, 'key' | 'name' | 'value' | 'options' | 'parts'> & { values?: readonly string[] }

function shapeOf(schema: Schema): Shape {
  if (schema.refers === 'people') return { type: 'people', optional: true }
  const choice = literals(schema)
  if (choice) return { type: 'choice', values: choice }
  const nullable = schema.anyOf?.some(({ type }) => type === 'null')
  if (nullable) return { ...shapeOf(schema.anyOf!.find(({ type }) => type !== 'null')!), optional: true }
  if (schema.type === 'boolean') return { type: 'boolean' }
  if (schema.type === 'integer' || schema.type === 'number') return { type: 'integer', min: schema.minimum, max: schema.maximum }
  if (schema.type === 'array') {
    const bounds = { min: schema.minItems, max: schema.maxItems }
    if (schema.refers) return { type: schema.refers, ...bounds }
    const units = unitsOf(schema.items ?? {})
    return units.length > 0 ? { type: 'terms', units, ...bounds } : { type: 'texts', ...bounds }
  }
  const units = unitsOf(schema)
  return units.length > 0 ? { type: 'term', units } : { type: 'text' }
}

const propertiesOf = (params: TSchema): [string, Schema][] => Object.entries((params as Schema).properties ?? {})

/** The parameters of a kind as a form asks for them, with their values in force. */
export const inputsOf = ({ params: schema, words }: ClauseKind, params: unknown, language: Language): ParamInput[] =>
  propertiesOf(schema).map(([key, one]) => {
    const { values, ...shape } = shapeOf(one)
    const { names = {}, choices = {}, parts = {} } = words[language]
    return {
      key,
      name: names[key] ?? key,
      value: (params as Record<string, unknown>)[key] ?? null,
      ...shape,
      ...(values && { options: values.map((value) => ({ key: value, name: choices[value] ?? value })) }),
      ...(shape.type === 'people' && {
        parts: Object.entries(one.properties ?? {}).map(([part, { by, when }]) => ({
          key: part,
          name: parts[part] ?? part,
          ...(by && { by }),
          ...(one.roles && { roles: one.roles }),
          ...(when && { when }),
        })),
      }),
    }
  })

/** Lists of a kind whose entries must be there in the document, with their place among the parameters (A11). */
export const referencesOf = ({ params: schema }: ClauseKind, params: unknown) =>
  propertiesOf(schema).flatMap(([key, { refers }]) => {
    const value = (params as Record<string, unknown>)[key]
    return refers && refers !== 'people' && Array.isArray(value)
      ? [{ key, refers, keys: value.filter((one) => typeof one === 'string') }]
      : []
  })

/** A person that parameters name, with the place under them. */
export type PersonNamed = { readonly path: string; readonly id: string }

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')

/** Everybody whom the parameters of a kind name: ids of members, of which a document alone can't say who they are. */
export const peopleIn = ({ params: schema }: ClauseKind, params: unknown): PersonNamed[] =>
  propertiesOf(schema)
    .filter(([, { refers }]) => refers === 'people')
    .flatMap(([key]) => idsIn((params as Record<string, unknown>)[key], `/${key}`))

const idsIn = (value: unknown, path: string): PersonNamed[] => {
  if (typeof value === 'string') return [{ path, id: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => idsIn(one, `${path}/${escaped(key)}`))
}
