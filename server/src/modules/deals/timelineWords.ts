import { formatMoney, type Money } from '@reglament/kernel'
import type { DealEvent, Language, speech } from '@reglament/regulation'

/** An entry as the sentences need it: the facts of the event, and the names that belong to them. */
export type Told = {
  type: DealEvent['type']
  /** How a communication ended, as it was written down. */
  outcome?: string | null
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
    kind?: string
    direction?: string
    talk?: boolean
    call?: boolean
    unanswered?: boolean
    rung?: number
    reason?: string
    template?: string
    verdict?: string
    clause?: string
    pipeline?: string
    voiced?: boolean
    version?: number
  }
  task: string
  to: string | null
  /** Names in the reader's language: of the reason of loss, of the clause that was broken. */
  lossReason?: string
  clauseTitle?: string
  /** What stood here and what stands here now, where a list has changed. */
  replaced?: readonly [string, string]
  /** The question that was answered, as the company asks it now. */
  question?: string
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

const wordsOfChannel = {
  ru: {
    mail: ['Письмо от клиента', 'Письмо клиенту'],
    messenger: ['Сообщение от клиента', 'Сообщение клиенту'],
    phone: ['СМС от клиента', 'СМС клиенту'],
  },
  en: {
    mail: ['E-mail from the client', 'E-mail to the client'],
    messenger: ['Message from the client', 'Message to the client'],
    phone: ['SMS from the client', 'SMS to the client'],
  },
} as const

const endedOf = {
  ru: {
    'no-answer': 'Звонок клиенту: не ответил',
    busy: 'Звонок клиенту: занято',
    'wrong-number': 'Звонок клиенту: не тот номер',
    cancelled: 'Звонок клиенту: не состоялся',
  },
  en: {
    'no-answer': 'Call to the client: no answer',
    busy: 'Call to the client: busy',
    'wrong-number': 'Call to the client: wrong number',
    cancelled: 'Call to the client: cancelled',
  },
} as const

/** A communication as people say it: a call by what came of it, a letter by who wrote to whom. */
function communication({ data: { kind, direction, talk, call, unanswered }, outcome }: Told, language: Language): string {
  const [ruSide, inbound] = [language === 'ru', direction === 'in']
  if (kind === 'meeting')
    return ruSide ? (talk ? 'Встреча прошла' : 'Встреча не состоялась') : talk ? 'Meeting held' : 'Meeting did not take place'
  if (call) {
    if (talk)
      return ruSide
        ? inbound
          ? 'Звонок от клиента: поговорили'
          : 'Звонок клиенту: поговорили'
        : inbound
          ? 'Call from the client: talked'
          : 'Call to the client: talked'
    if (inbound)
      return ruSide ? (unanswered ? 'Пропущенный звонок' : 'Звонок от клиента') : unanswered ? 'Missed call' : 'Call from the client'
    return endedOf[language][outcome as keyof (typeof endedOf)['ru']] ?? endedOf[language]['no-answer']
  }
  const [from, to] = wordsOfChannel[language][(kind ?? 'mail') as 'mail' | 'messenger' | 'phone']
  if (outcome === 'bounced') return ruSide ? `${to} не дошло` : `${to} came back`
  return inbound ? from : to
}

const letters = {
  ru: {
    'could-not-reach-you': 'Письмо «Не смогли дозвониться» поставлено в отправку',
    'deal-closed': 'Письмо о закрытии поставлено в отправку',
    reactivation: 'Письмо «Давайте вернёмся к разговору» поставлено в отправку',
  },
  en: {
    'could-not-reach-you': 'The letter “could not reach you” is in the outbox',
    'deal-closed': 'The closing letter is in the outbox',
    reactivation: 'The letter “let us talk again” is in the outbox',
  },
} as const
const letter = (template: string | undefined, language: Language) =>
  letters[language][template as keyof (typeof letters)['ru']] ??
  (language === 'ru' ? 'Письмо поставлено в отправку' : 'A letter is in the outbox')

const handedOverRu = ({ to, data: { why } }: Told): string => {
  if (why === 'taken') return `Сделку взял с биржи: ${to ?? ''}`
  if (why === 'release-undone') return `Разгрузка отменена, ответственный: ${to ?? ''}`
  if (to) return `Ответственный: ${to}`
  return why === 'given-back' ? 'Сделка возвращена на биржу' : 'Сделка передана на биржу'
}

const handedOverEn = ({ to, data: { why } }: Told): string => {
  if (why === 'taken') return `Taken from the exchange: ${to ?? ''}`
  if (why === 'release-undone') return `Release undone, responsible: ${to ?? ''}`
  if (to) return `Responsible: ${to}`
  return why === 'given-back' ? 'Deal given back to the exchange' : 'Deal given to the exchange'
}

const ru = (entry: Told): string => {
  const { type, data, say, task } = entry
  switch (type) {
    case 'deal-created':
      return `Создана сделка на этапе ${say.stage(data.stage!)}`
    case 'inquiry-added':
      return 'К сделке добавлено обращение'
    case 'deal-adopted':
      return `Сделка перенесена на этап ${say.stage(data.stage!)}`
    case 'stage-moved':
      return data.version === undefined
        ? `${say.stage(data.from!)} → ${say.stage(data.to!)}`
        : `Этапа ${say.stage(data.from!)} больше нет в версии ${data.version} регламента: сделка переведена на ${say.stage(data.to!)}`
    case 'deal-won':
      return 'Сделка выиграна'
    case 'deal-edited':
      return editedRu(entry)
    case 'responsible-changed':
      return handedOverRu(entry)
    case 'task-set':
      return `Поставлено дело ${quoteRu(task)}`
    case 'task-changed':
      return data.dueAt === undefined ? `Изменено дело ${quoteRu(task)}` : `Новый срок у дела ${quoteRu(task)}`
    case 'task-completed':
      return `Сделано: ${quoteRu(task)}`
    case 'task-cancelled':
      if (data.why === 'went-on') return `Дело перешло в следующую сделку ${quoteRu(task)}`.trim()
      return data.why === 'by-hand' ? `Дело снято: ${quoteRu(task)}` : `Дело больше не нужно: ${quoteRu(task)}`
    case 'interaction-recorded':
      return communication(entry, 'ru')
    case 'incoming-dismissed':
      return 'Обращение клиента не требует ответа'
    case 'evidence-added':
      return 'Приложено подтверждение'
    case 'value-replaced':
      return `Изменён список: ${(entry.replaced ?? []).map(quoteRu).join(' → ')}`
    case 'date-named':
      return 'Клиент назвал дату'
    case 'ladder-climbed':
      return data.rung === 0 ? 'Дозвон начат заново' : `Дозвон: попытка ${data.rung}`
    case 'silent-stepped':
      return 'Клиент не ответил: назначена следующая попытка'
    case 'commented':
      return 'Заметка'
    case 'question-answered':
      return data.textLength === 0 ? `Убран ответ: ${quoteRu(entry.question ?? '')}` : `Квалификация: ${quoteRu(entry.question ?? '')}`
    case 'letter-queued':
      return letter(data.template, 'ru')
    case 'deal-lost':
      return `Сделка закрыта: ${entry.lossReason ?? data.reason ?? ''}`
    case 'deal-reopened':
      return 'Сделка открыта снова'
    case 'review-given':
      return data.verdict === 'confirmed' ? 'Закрытие подтверждено' : 'Закрытие не подтверждено'
    case 'sample-drawn':
      return 'Отказ выбран для контрольного звонка'
    case 'sample-called':
      return data.verdict === 'real' ? 'Контрольный звонок: клиент отказался сам' : 'Контрольный звонок: отказ ложный'
    case 'sample-missed':
      return 'Контрольный звонок: не дозвонились'
    case 'sample-again':
      return 'Контрольный звонок повторят'
    case 'sample-ended':
      return 'Контрольный звонок закрыт: не дозвонились'
    case 'postponed-due':
      return 'Наступила дата, которую назвал клиент'
    case 'deal-returned':
      return 'Сделка вернулась новой сделкой'
    case 'lifetime-prolonged':
      return 'Срок жизни сделки продлён'
    case 'exempted':
      return `Сделка освобождена от пункта ${quoteRu(entry.clauseTitle ?? '')}`.trim()
    case 'exempt':
      return 'Действие прошло по освобождению от пункта'
    case 'breach-opened':
      return `Нарушение: ${entry.clauseTitle ?? ''}`
    case 'breach-enforced':
      return `Пункт введён в силу, нарушение не исправлено: ${entry.clauseTitle ?? ''}`
    case 'next-deal-opened':
      return `Открыта следующая сделка: ${say.pipeline(data.pipeline!)}`
    case 'proposal-sent':
      return data.voiced ? 'КП озвучено по телефону' : 'КП отправлено'
    case 'proposal-opened':
      return 'Клиент открыл КП'
    case 'invoice-issued':
      return 'Выставлен счёт'
    case 'payment-received':
      return 'Поступила оплата'
    case 'call-climbed':
      return 'Звонок ушёл выше отдела: в отделе никто не ответил'
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
    case 'inquiry-added':
      return 'An inquiry was added to the deal'
    case 'deal-adopted':
      return `Deal brought in at ${say.stage(data.stage!)}`
    case 'stage-moved':
      return data.version === undefined
        ? `${say.stage(data.from!)} → ${say.stage(data.to!)}`
        : `Version ${data.version} of the regulation has no stage ${say.stage(data.from!)}: the deal went to ${say.stage(data.to!)}`
    case 'deal-won':
      return 'Deal won'
    case 'deal-edited':
      return editedEn(entry)
    case 'responsible-changed':
      return handedOverEn(entry)
    case 'task-set':
      return `Task planned: ${quoteEn(task)}`
    case 'task-changed':
      return data.dueAt === undefined ? `Task changed: ${quoteEn(task)}` : `New due time of ${quoteEn(task)}`
    case 'task-completed':
      return `Done: ${quoteEn(task)}`
    case 'task-cancelled':
      if (data.why === 'went-on') return `The task went on with the next deal ${quoteEn(task)}`.trim()
      return data.why === 'by-hand' ? `Task cancelled: ${quoteEn(task)}` : `Task no longer needed: ${quoteEn(task)}`
    case 'interaction-recorded':
      return communication(entry, 'en')
    case 'incoming-dismissed':
      return 'The client’s message needs no answer'
    case 'evidence-added':
      return 'Evidence added'
    case 'value-replaced':
      return `A list has changed: ${(entry.replaced ?? []).map(quoteEn).join(' → ')}`
    case 'date-named':
      return 'The client named a date'
    case 'ladder-climbed':
      return data.rung === 0 ? 'The tries to call start over' : `Tries to call: number ${data.rung}`
    case 'silent-stepped':
      return 'No answer: the next try is planned'
    case 'commented':
      return 'Comment'
    case 'question-answered':
      return data.textLength === 0 ? `Answer removed: ${quoteEn(entry.question ?? '')}` : `Qualification: ${quoteEn(entry.question ?? '')}`
    case 'letter-queued':
      return letter(data.template, 'en')
    case 'deal-lost':
      return `Deal closed: ${entry.lossReason ?? data.reason ?? ''}`
    case 'deal-reopened':
      return 'Deal reopened'
    case 'review-given':
      return data.verdict === 'confirmed' ? 'The closing is confirmed' : 'The closing is not confirmed'
    case 'sample-drawn':
      return 'The loss was drawn for a quality call'
    case 'sample-called':
      return data.verdict === 'real' ? 'Quality call: the client did refuse' : 'Quality call: the loss is false'
    case 'sample-missed':
      return 'Quality call: no answer'
    case 'sample-again':
      return 'The quality call will be made again'
    case 'sample-ended':
      return 'The quality call ended: not reached'
    case 'postponed-due':
      return 'The date that the client named has come'
    case 'deal-returned':
      return 'The deal came back as a new one'
    case 'lifetime-prolonged':
      return 'The lifetime of the deal is prolonged'
    case 'exempted':
      return `The deal is let past the clause ${quoteEn(entry.clauseTitle ?? '')}`.trim()
    case 'exempt':
      return 'The act passed by an exemption'
    case 'breach-opened':
      return `Breach: ${entry.clauseTitle ?? ''}`
    case 'breach-enforced':
      return `The clause is enforced now and still broken: ${entry.clauseTitle ?? ''}`
    case 'next-deal-opened':
      return `The next deal is opened: ${say.pipeline(data.pipeline!)}`
    case 'proposal-sent':
      return data.voiced ? 'The proposal was told by phone' : 'The proposal was sent'
    case 'proposal-opened':
      return 'The client opened the proposal'
    case 'invoice-issued':
      return 'Invoice issued'
    case 'payment-received':
      return 'Payment received'
    case 'call-climbed':
      return 'The call climbed above the department: nobody there answered'
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
