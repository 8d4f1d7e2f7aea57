/** What the routes of clients say to people. */
export const says = {
  notAPhone: { ru: 'Это не похоже на телефон: проверьте цифры.', en: 'This does not look like a phone: check the digits.' },
  notAMail: {
    ru: 'Это не похоже на адрес почты: нужен вид имя@сайт.ru.',
    en: 'This does not look like an e-mail: name@site.com is expected.',
  },
  noCompany: { ru: 'Такой компании нет.', en: 'There is no such company.' },
  mayNotWrite: { ru: 'Клиентов заводят те, кто ведёт сделки.', en: 'Clients are made by those who work deals.' },
  noZone: { ru: 'Такого часового пояса нет.', en: 'There is no such time zone.' },
  contactMerged: { ru: 'Этот клиент объединён с другим: правьте того.', en: 'This client was merged into another: edit that one.' },
  companyMerged: { ru: 'Эта компания объединена с другой: правьте ту.', en: 'This company was merged into another: edit that one.' },
  notALink: { ru: 'Нужен адрес вида https://…', en: 'An address like https://… is expected.' },
  badCursor: { ru: 'Неверная метка продолжения.', en: 'The cursor is not one of ours.' },
}
