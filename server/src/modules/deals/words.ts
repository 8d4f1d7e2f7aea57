import type { Text } from '../../platform/text.ts'

/** What acts on deals say besides the regulation. */
export const says = {
  noContact: { ru: 'Такого контакта нет.', en: 'There is no such contact.' },
  noCompany: { ru: 'Такой компании нет.', en: 'There is no such company.' },
  noMember: { ru: 'Такого действующего сотрудника нет.', en: 'There is no such active member.' },
  noPipeline: { ru: 'Такой воронки нет.', en: 'There is no such pipeline.' },
  noStage: { ru: 'Такого этапа в этой воронке нет.', en: 'This pipeline has no such stage.' },
  noTaskKind: { ru: 'Такого вида дела нет.', en: 'There is no such kind of task.' },
  notAPhone: { ru: 'Это не похоже на телефон: проверьте цифры.', en: 'This does not look like a phone: check the digits.' },
  notAMail: { ru: 'Это не похоже на почту: нужен адрес вида имя@сайт.', en: 'This does not look like an e-mail: name@site is expected.' },
  eitherContact: { ru: 'Укажите либо contactId, либо нового контакта.', en: 'Give either contactId or a new contact.' },
  eitherCompany: { ru: 'Укажите либо companyId, либо название компании.', en: 'Give either companyId or the name of a company.' },
  onlyOneNext: {
    ru: 'Вместе с итогом можно указать либо следующее дело, либо переход на этап, либо закрытие.',
    en: 'With a result there may be either the next task, a stage move or a closure.',
  },
  dueInPast: { ru: 'Этот срок уже прошёл: укажите будущее время.', en: 'This due time has passed: give one in the future.' },
  dueTooFar: { ru: 'Срок слишком далеко: не дальше пяти лет.', en: 'This due time is too far: five years at most.' },
  nothingToChange: { ru: 'Не указано, что изменить.', en: 'Nothing to change was given.' },
  taskEnded: { ru: 'Это дело уже закрыто. Обновите карточку.', en: 'This task has ended already. Refresh the card.' },
  noDeal: { ru: 'Такой сделки нет, или она вам не видна.', en: 'There is no such deal, or you do not see it.' },
  badSpan: {
    ru: 'Ожидается период: 2026-03-01..2026-03-31, или today, this-week, last-30-days.',
    en: 'A span is expected: 2026-03-01..2026-03-31, or today, this-week, last-30-days.',
  },
  badBudget: { ru: 'Ожидаются границы бюджета: 100000..500000.', en: 'Bounds of the budget are expected: 100000..500000.' },
  noField: (key: string): Text => ({ ru: `Поля «${key}» у сделки нет.`, en: `A deal has no field “${key}”.` }),
  badRange: (key: string): Text => ({
    ru: `В поле «${key}» ожидается число или границы: 10..20.`,
    en: `A number or a range is expected for the field “${key}”: 10..20.`,
  }),
  notSorted: {
    ru: 'По этому столбцу можно упорядочить не больше 1 000 сделок. Сузьте отбор или упорядочьте по дате создания, номеру или сроку дела.',
    en: 'By this column at most 1,000 deals can be put in order. Narrow the filter, or sort by creation, number or due time.',
  },
  whyBack: {
    ru: 'Напишите, почему возвращаете сделку: это прочитает следующий менеджер.',
    en: 'Say why you give the deal back: the next manager will read it.',
  },
  badCursor: { ru: 'Неверная метка продолжения.', en: 'The cursor is not one of ours.' },
} satisfies Record<string, Text | ((key: string) => Text)>
