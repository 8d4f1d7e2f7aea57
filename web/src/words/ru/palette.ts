/** Words of the search and of what can be done from anywhere. */
export const palette = {
  title: 'Поиск и\u00A0действия',
  placeholder: 'Клиент, сделка, пункт, номер',
  hint: 'Имя, компания, телефон в\u00A0любом виде, номер сделки, пункт регламента',
  results: 'Найдено',
  nothing: 'По запросу «{{typed}}» ничего нет',
  instead: 'Показано по запросу «{{instead}}»',
  deals: 'Сделки',
  contacts: 'Контакты',
  companies: 'Компании',
  clauses: 'Пункты регламента',
  actions: 'Перейти и\u00A0сделать',
  returning: 'постоянный',
  inn: 'ИНН {{inn}}',
  newDeal: 'Новая сделка',
  newDealKey: 'клавиша N',
}
