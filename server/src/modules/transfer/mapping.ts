import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import type { Text } from '../../platform/text.ts'
import { ImportError, importError } from './faults.ts'
import { LeadMapping } from './leads/leadMapping.ts'
import {
  Budget,
  closed,
  Column,
  DateChain,
  DateFormat,
  FileName,
  FileReading,
  Key,
  Name,
  Responsible,
  Role,
  Source,
  Template,
  Values,
} from './mappingParts.ts'
import { says } from './words.ts'

const FieldMapping = Type.Object(
  {
    column: Column,
    values: Type.Optional(Values),
    new: Type.Optional(Type.Object({ name: Name, type: Type.Enum(['text', 'list', 'number', 'money', 'date', 'url', 'boolean']) }, closed)),
    /** Options of a list from a column of another file; without `key` the name is the key. */
    options: Type.Optional(Type.Object({ file: FileName, key: Type.Optional(Column), name: Column }, closed)),
  },
  closed,
)
export type FieldMapping = Static<typeof FieldMapping>

/** How the columns of somebody else's file become deals here (L3). The user guide is docs/import.md. */
export const Mapping = Type.Object(
  {
    $comment: Type.Optional(Type.String()),
    /** Names the former system; with the number there it makes a deal known again. */
    source: Source,
    becomes: Type.Optional(Type.Literal('deals')),
    pipeline: Type.String({ minLength: 1 }),
    reading: Type.Optional(FileReading),
    externalId: Template,
    title: Template,
    stage: Type.Object({ column: Column, values: Values }, closed),
    responsible: Type.Optional(Responsible),
    members: Type.Optional(
      Type.Object(
        {
          file: FileName,
          name: Template,
          email: Type.Optional(Template),
          team: Type.Optional(Template),
          head: Type.Optional(Template),
          role: Type.Optional(Role),
        },
        closed,
      ),
    ),
    company: Type.Optional(
      Type.Object(
        {
          name: Template,
          in: Type.Optional(
            Type.Object(
              {
                file: FileName,
                key: Column,
                name: Column,
                inn: Type.Optional(Column),
                details: Type.Optional(Type.Record(Type.String({ minLength: 1, maxLength: 100 }), Column)),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    contact: Type.Optional(
      Type.Object(
        {
          name: Type.Optional(Template),
          phone: Type.Optional(Template),
          email: Type.Optional(Template),
          country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
        },
        closed,
      ),
    ),
    note: Type.Optional(Template),
    budget: Type.Optional(Budget),
    dates: Type.Object(
      {
        format: DateFormat,
        created: Type.Optional(DateChain),
        entered: Type.Optional(DateChain),
        closed: Type.Optional(DateChain),
      },
      closed,
    ),
    fields: Type.Optional(Type.Record(Key, FieldMapping)),
    lossReason: Type.Optional(
      Type.Object({ column: Type.Optional(Column), values: Type.Optional(Values), default: Type.Optional(Type.String()) }, closed),
    ),
  },
  closed,
)
export type Mapping = Static<typeof Mapping>

/** A mapping of any file: what its rows become stands in it. */
export type AnyMapping = Mapping | LeadMapping
export const isOfLeads = (mapping: AnyMapping): mapping is LeadMapping => mapping.becomes === 'leads'

/** @throws ImportError with every fault and its place in the JSON */
export async function readMapping(file: string): Promise<AnyMapping> {
  const name = path.basename(file)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw importError(error.code === 'ENOENT' ? says.noFile : says.unreadableFile(error.code ?? ''), { file })
  })
  return checkMapping(parse(text, name), name)
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw importError(says.notJson((error as Error).message), { file })
  }
}

/** The mapping, when it has the shape of what its rows become. @throws ImportError with every fault and its place in the JSON */
export function checkMapping(value: unknown, file = ''): AnyMapping {
  const becomes = typeof value === 'object' && value !== null && 'becomes' in value ? value.becomes : undefined
  const schema = becomes === 'leads' ? LeadMapping : Mapping
  if (Value.Check(schema, value)) return value
  // Of what is not known here, the object that holds it tells already.
  const errors = [...Value.Errors(schema, value)].filter(({ keyword }) => keyword !== 'boolean')
  const faults = errors.map(({ instancePath, keyword, params, message }) => ({
    place: { file, path: instancePath || '/' },
    says: sayShape(keyword, params as Record<string, unknown>, message),
  }))
  const once = new Map(faults.map((fault) => [`${fault.place.path} ${fault.says.en}`, fault]))
  throw new ImportError([...once.values()])
}

const joined = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value))

function sayShape(keyword: string, params: Record<string, unknown>, message: string): Text {
  switch (keyword) {
    case 'required':
      return { ru: `не хватает: ${joined(params.requiredProperties)}`, en: `missing: ${joined(params.requiredProperties)}` }
    case 'additionalProperties':
      return { ru: `лишнее: ${joined(params.additionalProperties)}`, en: `not known here: ${joined(params.additionalProperties)}` }
    case 'type':
      return { ru: `здесь ожидается ${joined(params.type)}`, en: `${joined(params.type)} is expected here` }
    case 'enum':
      return {
        ru: `здесь ожидается одно из: ${joined(params.allowedValues)}`,
        en: `one of these is expected here: ${joined(params.allowedValues)}`,
      }
    case 'pattern':
      return { ru: `не подходит под образец ${joined(params.pattern)}`, en: `does not fit the pattern ${joined(params.pattern)}` }
    default:
      return { ru: message, en: message }
  }
}
