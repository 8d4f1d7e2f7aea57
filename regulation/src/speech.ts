import { parseTerm, type TermUnit } from '@reglament/kernel'
import type { Regulation } from './compile.ts'
import { namesIn } from './names.ts'
import type { Language } from './words.ts'

/** How clauses name things in one language, so that their sentences read like sentences. */
export type Speech = {
  stage(key: string): string
  fields(keys: readonly string[]): string
  stages(keys: readonly string[]): string
  taskKind(key: string): string
  pipeline(key: string): string
  /** The same where there is little room: «Отправить КП». */
  taskShort(key: string): string
  /** A value of a list field, as it is called; a value that is none of the list as it is. */
  option(field: string, key: string): string
  /** A member by his name, where it is known. */
  person(id: string): string
  /** What a parameter says in words of its own: a choice, people. */
  as(param: string, text: string): string
  /** A term in words: «30 рабочих минут», "4 working hours". */
  term(text: string): string
  /** The same where something lasts or comes after it: «через 1 неделю», "in 1 week". */
  span(text: string): string
  /** A number with its noun in the right form: `count(3, ['знак', 'знака', 'знаков'])` or `count(3, ['sign', 'signs'])`. */
  count(n: number, forms: readonly string[]): string
  /** A large number with its thousands apart: «500 000». */
  amount(n: number): string
}

const units: Record<Language, Record<TermUnit, readonly string[]>> = {
  ru: {
    wmin: ['рабочая минута', 'рабочие минуты', 'рабочих минут'],
    wh: ['рабочий час', 'рабочих часа', 'рабочих часов'],
    wd: ['рабочий день', 'рабочих дня', 'рабочих дней'],
    d: ['день', 'дня', 'дней'],
    w: ['неделя', 'недели', 'недель'],
    mo: ['месяц', 'месяца', 'месяцев'],
    s: ['секунда', 'секунды', 'секунд'],
    min: ['минута', 'минуты', 'минут'],
  },
  en: {
    wmin: ['working minute', 'working minutes'],
    wh: ['working hour', 'working hours'],
    wd: ['working day', 'working days'],
    d: ['day', 'days'],
    w: ['week', 'weeks'],
    mo: ['month', 'months'],
    s: ['second', 'seconds'],
    min: ['minute', 'minutes'],
  },
}

/** Units that sound otherwise in the accusative. */
const spans: Record<Language, Partial<Record<TermUnit, readonly string[]>>> = {
  ru: {
    wmin: ['рабочую минуту', 'рабочие минуты', 'рабочих минут'],
    w: ['неделю', 'недели', 'недель'],
    s: ['секунду', 'секунды', 'секунд'],
    min: ['минуту', 'минуты', 'минут'],
  },
  en: {},
}

const pluralRules = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') }
const formIndex: Record<Language, Partial<Record<Intl.LDMLPluralRule, number>>> = {
  ru: { one: 0, few: 1, many: 2, other: 1 },
  en: { one: 0, other: 1 },
}
const lists = {
  ru: new Intl.ListFormat('ru', { type: 'conjunction' }),
  en: new Intl.ListFormat('en', { type: 'conjunction' }),
}
const alternatives = {
  ru: new Intl.ListFormat('ru', { type: 'disjunction' }),
  en: new Intl.ListFormat('en', { type: 'disjunction' }),
}
const numbers = { ru: new Intl.NumberFormat('ru'), en: new Intl.NumberFormat('en') }
const quoted = (name: string, language: Language) => (language === 'ru' ? `«${name}»` : `“${name}”`)

/** A term in words, wherever no regulation is at hand: «2 рабочих дня». */
export function termText(text: string, language: Language): string {
  const { n, unit } = parseTerm(text)
  const forms = units[language][unit]
  return `${n}\u00A0${forms[formIndex[language][pluralRules[language].select(n)] ?? 0] ?? forms.at(-1)}`
}

/** Names of members by their ids: a document has none. */
export type People = ReadonlyMap<string, string>
const nobodyKnown: People = new Map()
const nobody = { ru: 'бывший сотрудник', en: 'a former member' }

/** The speech of one regulation in one language; names come from its own document, those of people from outside. */
export function speechOf(regulation: Regulation, language: Language, pipeline?: string, people = nobodyKnown): Speech {
  const count = (n: number, forms: readonly string[]) =>
    `${n}\u00A0${forms[formIndex[language][pluralRules[language].select(n)] ?? 0] ?? forms.at(-1)}`
  const names = namesIn(regulation, language)
  const stage = (key: string) => quoted(names.stage(key, pipeline), language)
  return {
    stage,
    stages: (keys) => alternatives[language].format(keys.map(stage)),
    fields: (keys) => lists[language].format(keys.map((key) => quoted(regulation.fields.get(key)?.name[language] ?? key, language))),
    pipeline: (key) => quoted(names.pipeline(key), language),
    taskKind: names.taskKind,
    taskShort: (key) => (regulation.taskKinds.get(key)?.short ?? regulation.taskKinds.get(key)?.name)?.[language] ?? key,
    option: names.option,
    person: (id) => people.get(id) ?? nobody[language],
    as: (_param, text) => text,
    term: (text) => {
      const { n, unit } = parseTerm(text)
      return count(n, units[language][unit])
    },
    span: (text) => {
      const { n, unit } = parseTerm(text)
      return count(n, spans[language][unit] ?? units[language][unit])
    },
    count,
    amount: (n) => numbers[language].format(n),
  }
}
