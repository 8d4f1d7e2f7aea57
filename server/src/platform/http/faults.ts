// What a schema found wrong, told to a person.
import type { FastifySchemaValidationError } from 'fastify'
import type { Text } from '../text.ts'
import type { Fault } from './problem.ts'

/** With a hundred faults the rest says nothing new. */
const faultsMax = 100

type SchemaError = FastifySchemaValidationError & { parentSchema?: { anyOf?: readonly { const?: unknown }[] } }

/** Every fault with its path. `part` is where it was found: body, querystring, params or headers. */
export function faultsOf(errors: readonly FastifySchemaValidationError[], part: string | undefined): Fault[] {
  const found = (errors as readonly SchemaError[]).filter((it, _, all) => !isBranchNoise(it, all))
  const faults = found.slice(0, faultsMax).map((it) => ({ path: pathOf(it, part), message: messageOf(it) }))
  return faults.filter((it, index) => faults.findIndex((other) => other.path === it.path && other.message.en === it.message.en) === index)
}

function pathOf({ instancePath, keyword, params }: SchemaError, part: string | undefined): string {
  const missing =
    keyword === 'required' ? params.missingProperty : keyword === 'additionalProperties' ? params.additionalProperty : undefined
  const path = missing === undefined ? instancePath : `${instancePath}/${escaped(missing)}`
  return part === 'querystring' ? `?${path.slice(1)}` : path || '/'
}

const escaped = (name: unknown) => String(name).replaceAll('~', '~0').replaceAll('/', '~1')

/**
 * A union reports every branch that did not fit. Of a list of words only "one of" is worth telling; of "this or null" only what is wrong
 * with this.
 */
function isBranchNoise(error: SchemaError, all: readonly SchemaError[]): boolean {
  const inUnion = (union: SchemaError) =>
    error !== union && error.schemaPath.startsWith(`${union.schemaPath}/`) && error.instancePath.startsWith(union.instancePath)
  const unions = all.filter((it) => it.keyword === 'anyOf' && inUnion(it))
  if (unions.some((it) => choices(it).length > 0)) return true
  if (unions.length > 0 && error.keyword === 'type' && error.params.type === 'null') return true
  if (error.keyword !== 'anyOf' || choices(error).length > 0) return false
  return all.some((it) => it.schemaPath.startsWith(`${error.schemaPath}/`) && !(it.keyword === 'type' && it.params.type === 'null'))
}

const choices = ({ parentSchema }: SchemaError): unknown[] => {
  const values = parentSchema?.anyOf?.map((it) => it.const) ?? []
  return values.every((it) => it !== undefined) ? values : []
}

const typeNames: Record<string, Text> = {
  string: { ru: 'текст', en: 'a text' },
  integer: { ru: 'целое число', en: 'a whole number' },
  number: { ru: 'число', en: 'a number' },
  boolean: { ru: 'true или false', en: 'true or false' },
  array: { ru: 'список', en: 'a list' },
  object: { ru: 'объект', en: 'an object' },
  null: { ru: 'null', en: 'null' },
}

const both = (ru: string, en: string): Text => ({ ru, en })

/** The sentence for one fault. What the schema says is quoted; what the caller sent is not. */
function messageOf(error: SchemaError): Text {
  const { keyword, params } = error
  const limit = String(params.limit)
  switch (keyword) {
    case 'required':
      return both('Обязательно.', 'Required.')
    case 'additionalProperties':
      return both('Такого поля здесь нет.', 'There is no such field here.')
    case 'type': {
      const name = typeNames[String(params.type)] ?? both('другой тип', 'another type')
      return both(`Ожидается: ${name.ru}.`, `Expected: ${name.en}.`)
    }
    case 'minLength':
      return limit === '1'
        ? both('Не может быть пустым.', 'Must not be empty.')
        : both(`Не короче ${limit} знаков.`, `At least ${limit} characters.`)
    case 'maxLength':
      return both(`Не длиннее ${limit} знаков.`, `At most ${limit} characters.`)
    case 'minimum':
      return both(`Не меньше ${limit}.`, `At least ${limit}.`)
    case 'maximum':
      return both(`Не больше ${limit}.`, `At most ${limit}.`)
    case 'minItems':
    case 'minProperties':
      return both(`Не меньше ${limit} элементов.`, `At least ${limit} items.`)
    case 'maxItems':
    case 'maxProperties':
      return both(`Не больше ${limit} элементов.`, `At most ${limit} items.`)
    case 'uniqueItems':
      return both('Повторы не допускаются.', 'Items must not repeat.')
    case 'const':
      return both(`Ожидается: ${String(params.allowedValue)}.`, `Expected: ${String(params.allowedValue)}.`)
    case 'enum':
      return oneOf(params.allowedValues as unknown[])
    case 'anyOf':
      return choices(error).length > 0 ? oneOf(choices(error)) : both('Значение не подходит.', 'The value does not fit.')
    case 'format':
      return formatMessage(String(params.format))
    default:
      return both('Неверная запись.', 'Not written as it should be.')
  }
}

const oneOf = (values: readonly unknown[]) => both(`Одно из: ${values.join(', ')}.`, `One of: ${values.join(', ')}.`)

function formatMessage(format: string): Text {
  if (format === 'date-time')
    return both('Ожидается момент времени RFC 3339: 2026-03-10T07:05:00Z.', 'An RFC 3339 instant is expected: 2026-03-10T07:05:00Z.')
  if (format === 'date') return both('Ожидается дата: 2026-03-10.', 'A date is expected: 2026-03-10.')
  if (format === 'uuid') return both('Ожидается UUID.', 'A UUID is expected.')
  return both('Неверная запись.', 'Not written as it should be.')
}
