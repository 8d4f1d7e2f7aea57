import type { ImportColumn, ImportFile } from '@reglament/contract'
import { foldText } from '@reglament/kernel'
import type { LeadMapping, LeadOutcome } from '../leads/leadMapping.ts'
import { decimalOf, emptyValuesOf, formatOf, isDate, isNumber, type Look, oneSpelling, partsOf, sourceOf } from './columns.ts'
import type { Here } from './deals.ts'

const few = (column: ImportColumn) => !column.more && column.values.length > 0 && column.values.length <= 30

/** What columns of inquiries are usually called, in Russian and English. */
const looks = {
  externalId: {
    name: /^(id|ид|№|номер|number|код)$|(lead|лид|заявк|обращен|prospect)[а-я]*[ _-]*(id|number|no|№|номер)$|^(id|ид|номер|код)[ _-]|(_|\b)id$/,
    fits: (column, { rows }) => column.filled === rows && (column.more || column.values.every((value) => value.rows === 1)),
  },
  doNotCall: { name: /не звонить|do[ _-]?not[ _-]?call|\bdnc\b|no[ _-]?calls?/, fits: few },
  doNotMail: { name: /не писать|do[ _-]?not[ _-]?(e-?)?mail|отписал|unsubscrib|opt[ _-]?out/, fits: few },
  phone: { name: /телефон|phone|моб|mobile/ },
  email: { name: /e-?mail|почт/ },
  telegram: { name: /telegram|телеграм/ },
  whatsapp: { name: /whats ?app|ватсап/ },
  inn: { name: /^инн$|^inn$/ },
  cameFrom: { name: /источник|source|откуда|канал/ },
  outcome: {
    name: /^(converted|outcome|итог|результат|статус|status|стадия|этап|stage)$|конверт|converted|lead[ _-]?(status|stage)|статус/,
    fits: few,
  },
  inquired: { name: /созд|created|дата|date|получен|received|обращ|заявк/, fits: isDate },
  company: { name: /компани|организац|company|account|контрагент|юрлицо|employer/ },
  responsible: { name: /ответствен|менеджер|owner|agent|responsible|manager|assigned/ },
  product: { name: /товар|product|услуг|service|продукт|specialization|специализац|курс|интерес/ },
  deadline: { name: /^срок|deadline/ },
  budget: { name: /сумм|бюджет|budget|amount/, fits: isNumber },
  text: { name: /сообщен|message|коммент|comment|текст|вопрос|описан|descr|note|примеч/ },
  page: { name: /^url$|страниц|page ?url|landing ?page ?url|referr?er/ },
  name: { name: /^(имя|фио|name|full ?name|first ?name|контакт|contact|клиент|client)/ },
} satisfies Record<string, Look>

const yesWords = /^(yes|y|да|true|1|x|\+|истина)$/
const converted = /^(1|yes|да|true|converted|won|success|sold|good|customer|успе|продан|оплач|конверт|качествен|клиент|куп|сделка|студент)/
const noWords = /^(0|no|нет|false)$/
const inWork = /work|progress|contacted|processing|в работе|взят|обрабат/
const reasons: readonly (readonly [string, RegExp])[] = [
  ['spam', /spam|спам|бот/],
  ['duplicate', /duplic|дубл|повтор/],
  ['no-contact', /недозвон|не дозвон|no answer|unreachable|not reach|нет контакт|недоступ|invalid|wrong number/],
  ['job-seeker', /ваканс|работу|job/],
  ['not-ours', /not ours|не по адресу|нецелев|unqualif|disqualif|не наш/],
]
const rejected = /lost|reject|bad|junk|closed|отказ|отклон|брак|некачеств|закры|неинтерес|не интерес|dead/

/** What became of a lead, by the word for it. */
export function outcomeFor(value: string, wonStage: string, known: readonly string[]): LeadOutcome {
  const word = foldText(value)
  if (converted.test(word)) return { is: 'converted', stage: wonStage }
  if (noWords.test(word)) return { is: 'new' }
  if (inWork.test(word)) return { is: 'in-work' }
  const [reason] = reasons.find(([key, words]) => words.test(word) && known.includes(key)) ?? []
  if (reason !== undefined) return { is: 'rejected', reason }
  const any = known.includes('not-ours') ? 'not-ours' : known[0]
  return rejected.test(word) && any !== undefined ? { is: 'rejected', reason: any } : { is: 'new' }
}

/** A mapping of leads as the columns suggest it, for people to look at and correct. `reasons`: those of bad leads that there are here. */
export function guessLeads(file: ImportFile, { pipeline, currency, reasons: known }: Here & { reasons: readonly string[] }): LeadMapping {
  const parts = partsOf(file, looks)
  const columnOf = (part: keyof typeof looks) => file.columns.find(({ name }) => name === parts[part])
  const braces = (part: keyof typeof looks) => (parts[part] === undefined ? {} : { [part]: `{${parts[part]}}` })
  const emptyValues = emptyValuesOf(file)
  const wonStage = pipeline.stages.find(({ kind }) => kind === 'won')!.key
  const marks = file.columns.flatMap(({ name }) => {
    const mark = /^utm_[a-z0-9_]{1,36}$/.test(foldText(name))
      ? foldText(name)
      : /кампани|campaign/.test(foldText(name))
        ? 'utm_campaign'
        : null
    return mark === null ? [] : [[mark, name] as const]
  })
  const yes = (part: 'doNotCall' | 'doNotMail') => {
    const values = columnOf(part)?.values.flatMap(({ value }) => (yesWords.test(foldText(value)) ? [value] : [])) ?? []
    return values.length === 0 ? {} : { [part]: { column: parts[part]!, values } }
  }
  const source = columnOf('cameFrom')
  const spellings = source ? oneSpelling(source) : {}
  const outcome = columnOf('outcome')
  return {
    becomes: 'leads',
    source: sourceOf(file.name),
    ...(emptyValues.length > 0 && { reading: { emptyValues } }),
    ...braces('externalId'),
    ...braces('name'),
    ...braces('phone'),
    ...braces('email'),
    ...braces('telegram'),
    ...braces('whatsapp'),
    ...braces('company'),
    ...braces('inn'),
    ...braces('text'),
    ...braces('product'),
    ...braces('deadline'),
    ...braces('page'),
    ...(parts.budget !== undefined && { budget: { column: parts.budget, currency, decimal: decimalOf(columnOf('budget')) } }),
    ...(source && { cameFrom: { column: source.name, ...(Object.keys(spellings).length > 0 && { values: spellings }) } }),
    ...(marks.length > 0 && { campaign: Object.fromEntries(marks) }),
    others: 'keep',
    ...yes('doNotCall'),
    ...yes('doNotMail'),
    ...(outcome && {
      outcome: {
        column: outcome.name,
        values: Object.fromEntries(outcome.values.map(({ value }) => [value, outcomeFor(value, wonStage, known)])),
      },
    }),
    pipeline: pipeline.key,
    ...(parts.responsible !== undefined && { responsible: { column: parts.responsible, unknown: 'make' as const } }),
    dates: {
      format: formatOf([columnOf('inquired')]),
      inquired: [...(parts.inquired === undefined ? [] : [{ column: parts.inquired }]), 'import-date'],
    },
  }
}

/** Whether a file looks like one of inquiries rather than of deals. */
export function looksLikeLeads({ name, columns }: ImportFile): boolean {
  const words = /\b(lead|leads|prospect)\b|лид|обращен|заявк|utm_/
  return (
    [name, ...columns.map((column) => column.name)].filter((one) => words.test(foldText(one).replaceAll('_', ' ').replace('utm ', 'utm_')))
      .length >= 2
  )
}
