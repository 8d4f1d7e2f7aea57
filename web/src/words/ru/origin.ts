/** Words of where a client came from, wherever a deal or a lead tells it. */
export const origin = {
  title: 'Откуда клиент',
  marks: {
    utm_campaign: 'Кампания',
    utm_source: 'Площадка рекламы',
    utm_medium: 'Тип рекламы',
    utm_content: 'Объявление',
    utm_term: 'Ключевая фраза',
  },
  channel: {
    form: 'форма',
    chat: 'чат',
    messenger: 'мессенджер',
    sms: 'СМС',
    mail: 'почта',
    call: 'звонок',
    'missed-call': 'пропущенный',
    api: 'программа',
    hand: 'вручную',
    import: 'из\u00A0файла',
  },
  nobody: 'Без имени',
  lead: 'Обращение',
  source: 'Источник',
  page: 'Страница',
  product: 'Что просил',
  deadline: 'Срок',
} as const
