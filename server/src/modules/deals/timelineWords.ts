import { formatMoney, type Money } from '@reglament/kernel'
import type { DealEvent, Language, speech } from '@reglament/regulation'

/** An entry as the sentences need it: the facts of the event, and the names that belong to them. */
export type Told = {
  type: DealEvent['type']
  data: {
    stage?: string
    from?: string
    to?: string
    clauses?: string[]
    noteLength?: number
    titleLength?: number
    budget?: Money | null
    fields?: Record<string, unknown>
    contactId?: string | null
    companyId?: string | null
    why?: string
    dueAt?: number
    textLength?: number
    assigneeId?: string | null
  }
  task: string
  to: string | null
  say: ReturnType<typeof speech>
  currencyLocale: Language
}

const quoteRu = (text: string) => (text === '' ? '' : `«${text}»`)
const quoteEn = (text: string) => (text === '' ? '' : `“${text}”`)

function editedRu({ data: { noteLength, titleLength, budget, fields, contactId, companyId }, say }: Told): string {
  const parts = [
    ...(titleLength === undefined ? [] : ['изменено название']),
    ...(noteLength === undefined ? [] : [noteLength === 0 ? 'очищено примечание' : 'обновлено примечание']),
    ...(budget === undefined ? [] : [budget === null ? 'бюджет убран' : `бюджет ${formatMoney(budget, 'ru')}`]),
    ...(fields && Object.keys(fields).length > 0 ? [`заполнено ${say.fields(Object.keys(fields))}`] : []),
    ...(contactId === undefined ? [] : ['изменён контакт']),
    ...(companyId === undefined ? [] : ['изменена компания']),
  ]
  const text = parts.join(', ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function editedEn({ data: { noteLength, titleLength, budget, fields, contactId, companyId }, say }: Told): string {
  const parts = [
    ...(titleLength === undefined ? [] : ['title changed']),
    ...(noteLength === undefined ? [] : [noteLength === 0 ? 'note emptied' : 'note updated']),
    ...(budget === undefined ? [] : [budget === null ? 'budget removed' : `budget ${formatMoney(budget, 'en')}`]),
    ...(fields && Object.keys(fields).length > 0 ? [`${say.fields(Object.keys(fields))} filled in`] : []),
    ...(contactId === undefined ? [] : ['contact changed']),
    ...(companyId === undefined ? [] : ['company changed']),
  ]
  const text = parts.join(', ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const ru = (entry: Told): string => {
  const { type, data, say, task } = entry
  switch (type) {
    case 'deal-created':
      return `Создана сделка на этапе ${say.stage(data.stage!)}`
    case 'deal-adopted':
      return `Сделка перенесена на этап ${say.stage(data.stage!)}`
    case 'stage-moved':
      return `${say.stage(data.from!)} → ${say.stage(data.to!)}`
    case 'deal-won':
      return 'Сделка выиграна'
    case 'deal-edited':
      return editedRu(entry)
    case 'responsible-changed':
      return entry.to ? `Ответственный: ${entry.to}` : 'Сделка передана на биржу'
    case 'task-set':
      return `Поставлено дело ${quoteRu(task)}`
    case 'task-changed':
      return data.dueAt === undefined ? `Изменено дело ${quoteRu(task)}` : `Новый срок у дела ${quoteRu(task)}`
    case 'task-completed':
      return `Сделано: ${quoteRu(task)}`
    case 'task-cancelled':
      return data.why === 'by-hand' ? `Дело снято: ${quoteRu(task)}` : `Дело больше не нужно: ${quoteRu(task)}`
    case 'refused':
      return data.to ? `Регламент не пропустил на этап ${say.stage(data.to)}` : 'Регламент не пропустил действие'
    case 'confirmed':
      return 'Сделано с подтверждением, вопреки предупреждению регламента'
    default:
      return ''
  }
}

const en = (entry: Told): string => {
  const { type, data, say, task } = entry
  switch (type) {
    case 'deal-created':
      return `Deal made at ${say.stage(data.stage!)}`
    case 'deal-adopted':
      return `Deal brought in at ${say.stage(data.stage!)}`
    case 'stage-moved':
      return `${say.stage(data.from!)} → ${say.stage(data.to!)}`
    case 'deal-won':
      return 'Deal won'
    case 'deal-edited':
      return editedEn(entry)
    case 'responsible-changed':
      return entry.to ? `Responsible: ${entry.to}` : 'Deal given to the exchange'
    case 'task-set':
      return `Task planned: ${quoteEn(task)}`
    case 'task-changed':
      return data.dueAt === undefined ? `Task changed: ${quoteEn(task)}` : `New due time of ${quoteEn(task)}`
    case 'task-completed':
      return `Done: ${quoteEn(task)}`
    case 'task-cancelled':
      return data.why === 'by-hand' ? `Task cancelled: ${quoteEn(task)}` : `Task no longer needed: ${quoteEn(task)}`
    case 'refused':
      return data.to ? `The regulation refused the move to ${say.stage(data.to)}` : 'The regulation refused an act'
    case 'confirmed':
      return 'Done with a confirmation, against a warning of the regulation'
    default:
      return ''
  }
}

/** One entry of the timeline as a sentence. */
export const timelineWords: Record<Language, (entry: Told) => string> = { ru, en }
