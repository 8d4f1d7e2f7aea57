import type { FieldDocument, RegulationDocument } from '../document.ts'

const option = (key: string, ru: string, en: string) => ({ key, name: { ru, en } })
const field = (key: string, ru: string, en: string, type: FieldDocument['type'], more: Partial<FieldDocument> = {}): FieldDocument => ({
  key,
  name: { ru, en },
  type,
  options: [],
  system: false,
  ...more,
})

/** Fields of the shipped deal card (B3, B4). */
export const shippedFields: FieldDocument[] = [
  field('note', 'Примечание', 'Note', 'text', { system: true }),
  field('budget', 'Бюджет', 'Budget', 'money', { system: true }),
  field('platform', 'Площадка', 'Platform', 'list', {
    options: [
      option('site', 'Сайт', 'Website'),
      option('phone', 'Телефон', 'Phone'),
      option('mail', 'Почта', 'E-mail'),
      option('messenger', 'Мессенджер', 'Messenger'),
      option('social', 'Соцсети', 'Social network'),
      option('recommendation', 'Рекомендация', 'Recommendation'),
      option('event', 'Мероприятие', 'Event'),
      option('other', 'Другое', 'Other'),
    ],
  }),
  field('niche', 'Ниша', 'Niche', 'text'),
  field('source', 'Источник', 'Source', 'list', {
    options: [
      option('search-ads', 'Реклама в поиске', 'Search advertising'),
      option('search', 'Поиск', 'Search'),
      option('social-ads', 'Реклама в соцсетях', 'Social advertising'),
      option('social', 'Соцсети', 'Social networks'),
      option('catalogue', 'Каталог или площадка', 'Directory or marketplace'),
      option('recommendation', 'Рекомендация', 'Recommendation'),
      option('repeat', 'Повторное обращение', 'Returning client'),
      option('cold', 'Холодный контакт', 'Cold contact'),
      option('other', 'Другое', 'Other'),
    ],
  }),
  field('contractLink', 'Ссылка на договор', 'Link to the contract', 'url'),
]

const kind = (key: string, ru: string, en: string, byHand = false) => ({ key, name: { ru, en }, byHand })
/** A kind whose name is too long for a card. */
const long = (key: string, [ru, en]: readonly [string, string], [shortRu, shortEn]: readonly [string, string]) => ({
  ...kind(key, ru, en),
  short: { ru: shortRu, en: shortEn },
})

/** Kinds of tasks: those that the regulation sets, and those that people choose when they plan one (D1, D2). */
export const shippedTaskKinds: RegulationDocument['taskKinds'] = [
  kind('call', 'Позвонить', 'Call', true),
  kind('letter', 'Написать письмо', 'Write a letter', true),
  kind('meeting', 'Встреча', 'Meeting', true),
  kind('measurement', 'Замер', 'Measurement', true),
  kind('other', 'Другое дело', 'Other', true),
  long('first-contact', ['Связаться с клиентом', 'Contact the client'], ['Связаться', 'Get in touch']),
  long(
    'contact-and-qualify',
    ['Связаться и провести квалификацию', 'Contact and qualify'],
    ['Связаться и уточнить', 'Contact and qualify'],
  ),
  long('prepare-proposal', ['Подготовить и отправить КП', 'Prepare and send the proposal'], ['Отправить КП', 'Send the proposal']),
  long('handle-objections', ['Отработать возражения', 'Handle objections'], ['Снять возражения', 'Handle objections']),
  long('next-step', ['Узнать решение клиента', 'Learn the client’s decision'], ['Узнать решение', 'Learn the decision']),
  long('contract-and-invoice', ['Выставить договор и счёт', 'Issue the contract and invoice'], ['Договор и счёт', 'Contract and invoice']),
  long(
    'check-contract',
    ['Проверить, что договор получен', 'Check that the contract was received'],
    ['Проверить договор', 'Check the contract'],
  ),
  kind('check-payment', 'Проверить оплату', 'Check the payment'),
  long('check-signed-copy', ['Получить подписанный экземпляр', 'Get the signed copy'], ['Получить подписанный', 'Get the signed copy']),
  kind('call-back', 'Перезвонить', 'Call back'),
  long(
    'await-contacts',
    ['Дождаться контактов клиента или написать ещё раз', 'Wait for the client’s contact data, or write again'],
    ['Дождаться контактов', 'Wait for contacts'],
  ),
  long(
    'close-or-find-channel',
    ['Закрыть сделку или найти другой канал', 'Close, or find another channel'],
    ['Закрыть или искать', 'Close or find a way'],
  ),
  long('touch', ['Связаться с клиентом: давно не общались', 'Get in touch: it has been a while'], ['Напомнить о себе', 'Get in touch']),
  long('decide-deal', ['Решить, что делать со сделкой', 'Decide what to do with the deal'], ['Решить по сделке', 'Decide on the deal']),
  long(
    'decide-lifetime',
    ['Решить: продлить, закрыть или передать', 'Decide: prolong, close or hand over'],
    ['Решить о сроке', 'Decide on its term'],
  ),
  long('check-closing', ['Проверить закрытие сделки', 'Check the closing'], ['Проверить закрытие', 'Check the closing']),
  long('review-imported', ['Проверить перенесённую сделку', 'Review the imported deal'], ['Проверить перенос', 'Review the import']),
  long('remind', ['Напомнить о КП: клиент его не открыл', 'Remind: the proposal has not been opened'], ['Напомнить о КП', 'Remind him']),
  long(
    'mend-and-move',
    ['Счёт оплачен: дополните карточку и переведите сделку', 'Paid: complete the card and move the deal'],
    ['Дополнить карточку', 'Complete the card'],
  ),
  long('take-over', ['Принять сделку в работу', 'Take the deal over'], ['Принять в работу', 'Take over']),
  kind('hold-meeting', 'Провести встречу', 'Hold the meeting'),
  long('draft-contract', ['Подготовить и отправить договор', 'Draft and send the contract'], ['Отправить договор', 'Send the contract']),
  kind('collect-documents', 'Собрать документы', 'Collect the documents'),
  long('follow-work', ['Проверить, как идёт работа', 'See how the work goes'], ['Проверить работу', 'See the work']),
  kind('check-quality', 'Проверить качество', 'Check the quality'),
  long('ask-feedback', ['Узнать мнение клиента', 'Ask the client for feedback'], ['Узнать мнение', 'Ask for feedback']),
  kind('fix-faults', 'Устранить замечания', 'Fix what was wrong'),
  long('check-final-payment', ['Проверить окончательную оплату', 'Check the final payment'], ['Проверить доплату', 'Final payment']),
]
