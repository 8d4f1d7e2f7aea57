import type { Text } from '../../platform/text.ts'

export const says = {
  mayNotSet: {
    ru: 'Поля, списки и календарь настраивают руководитель, собственник или администратор.',
    en: 'Fields, lists and the calendar are set up by a head, the owner or an admin.',
  },
  dateTwice: { ru: 'Этот день указан дважды.', en: 'This date is named twice.' },
  calendar: {
    'unknown-zone': { ru: 'Такого часового пояса нет.', en: 'There is no such time zone.' },
    'no-such-date': { ru: 'Такой даты нет.', en: 'There is no such date.' },
    'not-minutes-of-a-day': { ru: 'Часы должны лежать в пределах суток.', en: 'Hours lie within a day.' },
    'close-not-after-open': { ru: 'Конец должен быть позже начала.', en: 'Closing comes after opening.' },
    'spans-overlap': { ru: 'Промежутки пересекаются.', en: 'The stretches overlap.' },
    'never-works': { ru: 'В неделе должен быть хотя бы один рабочий день.', en: 'A week needs at least one working day.' },
  },
  keyTaken: { ru: 'Поле с таким ключом уже есть.', en: 'There is a field of this key already.' },
  noList: { ru: 'Список есть только у поля с выбором.', en: 'Only a field of choices has a list.' },
  emptyList: { ru: 'В списке должно остаться хотя бы одно значение.', en: 'A list needs at least one choice.' },
  systemField: {
    ru: 'Это поле есть у каждой сделки: менять можно только название.',
    en: 'Every deal has this field: only its name changes.',
  },
  optionsUsed: (names: (language: 'ru' | 'en') => string): Text => ({
    ru: `Эти значения стоят в сделках или обращениях: ${names('ru')}. Уберите их из выбора или замените другими.`,
    en: `Deals or leads have these: ${names('en')}. Retire them, or put others in their place.`,
  }),
  fieldAsked: (names: string): Text => ({
    ru: `Это поле спрашивает регламент: ${names}. Сначала снимите его с обязательных.`,
    en: `The regulation asks for this field: ${names}. Take it off the required ones first.`,
  }),
  fieldUsed: (deals: number, names: string): Text => ({
    ru: `Поле заполнено в сделках (${deals})${names && ` или названо здесь: ${names}`}. Его можно убрать из карточки: заполненное останется.`,
    en: `Deals have this field filled in (${deals})${names && `, or these name it: ${names}`}. Retire it: what is filled in stays.`,
  }),
} satisfies Record<string, unknown>
