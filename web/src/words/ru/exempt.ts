/** Words of letting one deal past a clause, and of what is broken. */
export const exempt = {
  open: 'Освободить от п.\u00A0{{number}}',
  until: 'До какого времени',
  reason: 'Почему можно',
  needUntil: 'срок',
  needReason: 'причина',
  submit: 'Освободить',
  done: 'Сделка освобождена от п.\u00A0{{number}} до\u00A0{{date}}.',
} as const
/** Words of broken clauses. */
export const breach = {
  title: 'Нарушено сейчас',
  from: 'с\u00A0{{date}}',
  observed: 'только наблюдаем',
} as const
