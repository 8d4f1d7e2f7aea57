/** What the schema says of a value, as far as words need it. */
type SchemaFault = { readonly keyword: string; readonly params: object; readonly message: string }

const said: Record<string, (params: Record<string, unknown>) => string> = {
  minimum: ({ limit }) => `Не меньше ${String(limit)}.`,
  maximum: ({ limit }) => `Не больше ${String(limit)}.`,
  minItems: ({ limit }) => `Не меньше, чем ${String(limit)}.`,
  maxItems: ({ limit }) => `Не больше, чем ${String(limit)}.`,
  minLength: () => 'Слишком коротко.',
  maxLength: () => 'Слишком длинно.',
  pattern: () => 'Так записать нельзя: нужно число и единица времени, которая здесь возможна.',
  type: ({ type }) => `Здесь нужно другое: ${typesRu[String(type)] ?? String(type)}.`,
  required: ({ requiredProperties }) => `Не хватает: ${String(requiredProperties)}.`,
  additionalProperties: ({ additionalProperties }) => `Лишнее: ${String(additionalProperties)}.`,
  format: () => 'Дата записана не так.',
  enum: () => 'Такого значения нет в списке.',
  const: () => 'Такого значения нет в списке.',
  anyOf: () => 'Такого значения здесь не бывает.',
}

const typesRu: Record<string, string> = {
  integer: 'целое число',
  number: 'число',
  string: 'текст',
  boolean: 'да или нет',
  array: 'список',
  object: 'раздел',
}

/** A fault that the schema has found, in Russian; the English is the schema’s own. */
export const schemaFaultRu = ({ keyword, params, message }: SchemaFault): string =>
  said[keyword]?.(params as Record<string, unknown>) ?? `Не подходит: ${message}.`
