import type { Text } from '../../platform/text.ts'

/** What the routes of quality say of themselves. */
export const says = {
  badCursor: { ru: 'Неверная метка продолжения.', en: 'Not a cursor of ours.' },
  notReviewer: {
    ru: 'Закрытия проверяют руководитель, отдел качества и собственник.',
    en: 'Closings are reviewed by the head, quality control and the owner.',
  },
  ownLoss: {
    ru: 'Свой отказ проверяет другой: вы закрыли эту сделку или отвечали за неё.',
    en: 'Somebody else reviews your own loss: you closed this deal or were responsible for it.',
  },
  reviewed: {
    ru: 'Это закрытие уже проверено, или сделку открыли заново.',
    en: 'This closing has been reviewed, or the deal was reopened.',
  },
  called: {
    ru: 'Решение по этому звонку уже записано, или сделку открыли заново.',
    en: 'This call has its verdict, or the deal was reopened.',
  },
  mayNotGive: {
    ru: 'Вернуть можно прежнему ответственному, на биржу или сотруднику вашей команды.',
    en: 'It can be returned to whose it was, to the exchange, or to a member of your teams.',
  },
  worksNoDeals: { ru: 'Этот сотрудник не ведёт сделки.', en: 'This member works no deals.' },
  notController: {
    ru: 'Контрольные звонки делает отдел качества или собственник.',
    en: 'Quality calls are made by quality control or the owner.',
  },
  notSeller: {
    ru: 'База отказов открыта руководителю, отделу качества и собственнику.',
    en: 'The base of lost deals is open to the head, quality control and the owner.',
  },
  notCampaigner: { ru: 'Кампании ведут руководитель и собственник.', en: 'Campaigns are run by the head and the owner.' },
  emptySegment: { ru: 'В этой выборке никого нет.', en: 'Nobody is in this segment.' },
  largeSegment: { ru: 'В выборке больше 5 000 сделок: сузьте её.', en: 'The segment holds more than 5,000 deals: narrow it.' },
  ended: { ru: 'Кампания уже закончена.', en: 'The campaign has ended.' },
} satisfies Record<string, Text>
