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

/** Kinds of tasks: those that the regulation sets, and those that people choose when they plan one (D1, D2). */
export const shippedTaskKinds: RegulationDocument['taskKinds'] = [
  kind('call', 'Позвонить', 'Call', true),
  kind('letter', 'Написать письмо', 'Write a letter', true),
  kind('meeting', 'Встреча', 'Meeting', true),
  kind('measurement', 'Замер', 'Measurement', true),
  kind('other', 'Другое дело', 'Other', true),
  kind('first-contact', 'Связаться с клиентом', 'Contact the client'),
  kind('contact-and-qualify', 'Связаться и провести квалификацию', 'Contact and qualify'),
  kind('prepare-proposal', 'Подготовить и отправить КП', 'Prepare and send the proposal'),
  kind('handle-objections', 'Отработать возражения', 'Handle objections'),
  kind('next-step', 'Узнать решение клиента', 'Learn the client’s decision'),
  kind('contract-and-invoice', 'Выставить договор и счёт', 'Issue the contract and invoice'),
  kind('check-contract', 'Проверить, что договор получен', 'Check that the contract was received'),
  kind('check-payment', 'Проверить оплату', 'Check the payment'),
  kind('check-signed-copy', 'Получить подписанный экземпляр', 'Get the signed copy'),
  kind('call-back', 'Перезвонить', 'Call back'),
  kind('await-contacts', 'Дождаться контактов клиента или написать ещё раз', 'Wait for the client’s contact data, or write again'),
  kind('close-or-find-channel', 'Закрыть сделку или найти другой канал', 'Close, or find another channel'),
  kind('touch', 'Связаться с клиентом: давно не общались', 'Get in touch: it has been a while'),
  kind('decide-deal', 'Решить, что делать со сделкой', 'Decide what to do with the deal'),
  kind('decide-lifetime', 'Решить: продлить, закрыть или передать', 'Decide: prolong, close or hand over'),
  kind('check-closing', 'Проверить закрытие сделки', 'Check the closing'),
  kind('remind', 'Напомнить о КП: клиент его не открыл', 'Remind: the proposal has not been opened'),
  kind('mend-and-move', 'Счёт оплачен: дополните карточку и переведите сделку', 'Paid: complete the card and move the deal'),
  kind('take-over', 'Принять сделку в работу', 'Take the deal over'),
  kind('hold-meeting', 'Провести встречу', 'Hold the meeting'),
  kind('draft-contract', 'Подготовить и отправить договор', 'Draft and send the contract'),
  kind('collect-documents', 'Собрать документы', 'Collect the documents'),
  kind('follow-work', 'Проверить, как идёт работа', 'See how the work goes'),
  kind('check-quality', 'Проверить качество', 'Check the quality'),
  kind('ask-feedback', 'Узнать мнение клиента', 'Ask the client for feedback'),
  kind('fix-faults', 'Устранить замечания', 'Fix what was wrong'),
  kind('check-final-payment', 'Проверить окончательную оплату', 'Check the final payment'),
  kind('review-imported', 'Проверить перенесённую сделку', 'Review the imported deal'),
]
