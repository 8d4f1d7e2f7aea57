import type { FieldValues } from '@reglament/contract'
import type { FieldDocument, Regulation } from '@reglament/regulation'
import type { Fault } from '../../platform/http/problem.ts'
import type { Text } from '../../platform/text.ts'

const texts = {
  unknown: { ru: 'Такого поля у сделки нет.', en: 'A deal has no such field.' },
  ownPlace: { ru: 'Это поле указывают отдельно, рядом с fields.', en: 'This field has a place of its own beside fields.' },
  text: { ru: 'Ожидается текст.', en: 'A text is expected.' },
  number: { ru: 'Ожидается число.', en: 'A number is expected.' },
  boolean: { ru: 'Ожидается true или false.', en: 'true or false is expected.' },
  date: { ru: 'Ожидается дата: 2026-03-10.', en: 'A date is expected: 2026-03-10.' },
  url: { ru: 'Ожидается ссылка: https://…', en: 'A link is expected: https://…' },
  option: { ru: 'В списке нет такого значения.', en: 'The list has no such value.' },
  retiredOption: { ru: 'Это значение убрано из выбора: возьмите другое.', en: 'This value is offered no more: choose another.' },
  retired: { ru: 'Это поле больше не заполняют.', en: 'This field is filled in no more.' },
} satisfies Record<string, Text>

const isDate = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)

function isLink(text: string): boolean {
  try {
    const { protocol } = new URL(text)
    return protocol === 'https:' || protocol === 'http:'
  } catch {
    return false
  }
}

function faultOf({ type, options, retired }: FieldDocument, value: unknown): Text | null {
  if (value === null || value === '') return null
  if (retired) return texts.retired
  switch (type) {
    case 'text':
      return typeof value === 'string' ? null : texts.text
    case 'list': {
      const option = options.find(({ key }) => key === value)
      return !option ? texts.option : option.retired ? texts.retiredOption : null
    }
    case 'number':
    case 'money':
      return typeof value === 'number' && Number.isFinite(value) ? null : texts.number
    case 'boolean':
      return typeof value === 'boolean' ? null : texts.boolean
    case 'date':
      return typeof value === 'string' && isDate(value) ? null : texts.date
    case 'url':
      return typeof value === 'string' && isLink(value) ? null : texts.url
  }
}

type Option = FieldDocument['options'][number]

/** What is meant by an option in something that comes from outside: what has taken its place, step by step; itself where nothing has. */
export function inItsPlace(options: readonly Option[], option: Option): Option {
  const met = new Set<string>()
  let meant = option
  while (meant.replacedBy !== undefined && !met.has(meant.key)) {
    met.add(meant.key)
    meant = options.find(({ key }) => key === meant.replacedBy) ?? meant
  }
  return meant
}

/** What is wrong with values of fields, each with its path below `at`. */
export function fieldFaults(regulation: Regulation, values: FieldValues | undefined, at = '/fields'): Fault[] {
  return Object.entries(values ?? {}).flatMap(([key, value]) => {
    const field = regulation.fields.get(key)
    const message = !field ? texts.unknown : field.system ? texts.ownPlace : faultOf(field, value)
    return message ? [{ path: `${at}/${key}`, message }] : []
  })
}

/** A cell of a file as the value of its field; undefined when it can't be one. An empty cell is null. */
export function readFieldValue(field: FieldDocument, cell: string): FieldValues[string] | undefined {
  const text = cell.trim()
  if (text === '') return null
  if (field.type === 'number' || field.type === 'money') {
    const number = Number(text.replaceAll(/[\s\u00A0]/g, '').replace(',', '.'))
    return Number.isFinite(number) ? number : undefined
  }
  if (field.type === 'boolean') return /^(1|true|yes|да)$/i.test(text) ? true : /^(0|false|no|нет)$/i.test(text) ? false : undefined
  if (field.type === 'list') {
    const folded = text.toLowerCase()
    const named = field.options.find(({ key, name }) => [key, name.ru, name.en].some((it) => it.toLowerCase() === folded))
    return named && inItsPlace(field.options, named).key
  }
  return faultOf({ ...field, retired: false }, text) === null ? text : undefined
}
