import type { DealListItem } from '@reglament/contract'
import { type FieldDocument, type Language, namesIn } from '@reglament/regulation'
import type { Text } from '../../platform/text.ts'
import type { Book } from '../rulebook/index.ts'

/** What stands in a cell: a text, a number with so many digits after the point, or an instant. */
export type Cell = string | { number: number; digits: number } | { at: string } | null

/** One column of a file: its head, and what it holds of a deal. */
export type Column = { key: string; head: string; of: (deal: DealListItem) => Cell }

type Plain = { head: Text; of: (deal: DealListItem, book: Book, language: Language) => Cell }

const text = (ru: string, en: string): Text => ({ ru, en })
const moment = (at: string | null | undefined): Cell => (at == null ? null : { at })
const minorDigits = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

const statuses: Record<DealListItem['status'], Text> = {
  open: text('Открыта', 'Open'),
  won: text('Выиграна', 'Won'),
  lost: text('Проиграна', 'Lost'),
}

const plain: Record<string, Plain> = {
  number: { head: text('Номер', 'Number'), of: ({ number }) => ({ number, digits: 0 }) },
  title: { head: text('Сделка', 'Deal'), of: ({ title }) => title },
  client: { head: text('Клиент', 'Client'), of: ({ client }) => client },
  pipeline: {
    head: text('Воронка', 'Pipeline'),
    of: ({ pipeline }, { regulation }, language) => namesIn(regulation, language).pipeline(pipeline),
  },
  stage: {
    head: text('Этап', 'Stage'),
    of: ({ pipeline, stage }, { regulation }, language) => namesIn(regulation, language).stage(stage, pipeline),
  },
  status: { head: text('Состояние', 'Status'), of: ({ status }, _, language) => statuses[status][language] },
  responsible: { head: text('Ответственный', 'Responsible'), of: ({ responsible }) => responsible?.name ?? null },
  budget: {
    head: text('Бюджет', 'Budget'),
    of: ({ budget }) => {
      if (!budget) return null
      const digits = minorDigits(budget.currency)
      return { number: budget.amount / 10 ** digits, digits }
    },
  },
  currency: { head: text('Валюта', 'Currency'), of: ({ budget }) => budget?.currency ?? null },
  task: { head: text('Следующее дело', 'Next task'), of: ({ task }) => task?.title ?? null },
  nextTask: { head: text('Срок дела', 'Task due'), of: ({ task }) => moment(task?.dueAt) },
  created: { head: text('Создана', 'Created'), of: ({ createdAt }) => moment(createdAt) },
  entered: { head: text('В этапе с', 'In the stage since'), of: ({ enteredAt }) => moment(enteredAt) },
  heard: { head: text('Последнее общение', 'Last heard'), of: ({ heardAt }) => moment(heardAt) },
  closed: { head: text('Закрыта', 'Closed'), of: ({ closedAt }) => moment(closedAt) },
  lossReason: {
    head: text('Причина отказа', 'Loss reason'),
    of: ({ lossReason }, { regulation }, language) => (lossReason === null ? null : namesIn(regulation, language).lossReason(lossReason)),
  },
  campaign: { head: text('Кампания', 'Campaign'), of: ({ campaign }) => campaign ?? null },
  flags: { head: text('Нарушено', 'Broken'), of: ({ flags }) => (flags ?? []).map(({ title }) => title).join('; ') || null },
}

const usual = ['number', 'title', 'client', 'pipeline', 'stage', 'status', 'responsible', 'budget', 'currency', 'task', 'nextTask', 'created', 'entered', 'closed', 'lossReason', 'campaign'] // prettier-ignore

function fieldCell({ type, options }: FieldDocument, value: unknown, language: Language): Cell {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'number') return { number: value, digits: Number.isInteger(value) ? 0 : 2 }
  if (typeof value === 'boolean') return { ru: value ? 'да' : 'нет', en: value ? 'yes' : 'no' }[language]
  const chosen = type === 'list' ? options.find(({ key }) => key === value) : undefined
  if (chosen) return chosen.name[language]
  return typeof value === 'string' ? value : null
}

/** The columns of a file in the order asked for; by default those that say what a deal is, and every field of the company. Null: no such column. */
export function columnsOf(keys: readonly string[] | undefined, book: Book, language: Language): Column[] | null {
  const fields = [...book.regulation.fields.values()].filter(({ system }) => !system)
  const wanted = keys ?? [...usual, ...fields.map(({ key }) => `field:${key}`)]
  const found = wanted.map((key): Column | null => {
    const field = key.startsWith('field:') ? fields.find((it) => `field:${it.key}` === key) : undefined
    if (field) return { key, head: field.name[language], of: ({ fields: values }) => fieldCell(field, values?.[field.key], language) }
    const column = plain[key]
    return column ? { key, head: column.head[language], of: (deal) => column.of(deal, book, language) } : null
  })
  return found.includes(null) ? null : (found as Column[])
}

/** A text that a spreadsheet would take for a formula is made to be a text (security: CSV injection). */
export const harmless = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value)
