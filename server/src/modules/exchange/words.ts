import type { Text } from '../../platform/text.ts'

/** What the exchange says besides the regulation. */
export const says = {
  badCursor: { ru: 'Неверная метка продолжения.', en: 'The cursor is not one of ours.' },
  mayNotRelease: { ru: 'Разгрузку объявляет руководитель или собственник.', en: 'A release is opened by a head or the owner.' },
  notHisPeople: { ru: 'Это сотрудник другого отдела.', en: 'This member is of another team.' },
  notASeller: { ru: 'Разгружают менеджеров и стажёров.', en: 'Managers and trainees are released.' },
  nobodyToCall: { ru: 'Разгружать некого: открытых сделок ни у кого нет.', en: 'There is nobody to release: nobody has open deals.' },
  clauseOff: { ru: 'В регламенте разгрузка выключена.', en: 'The regulation has no release in force.' },
  deadlinePast: { ru: 'Срок должен быть впереди.', en: 'The deadline must be ahead.' },
  deadlineFar: { ru: 'Срок слишком далеко: не дальше 60 дней.', en: 'The deadline is too far: 60 days at most.' },
  calledAlready: { ru: 'Кто-то из этих сотрудников уже в другой разгрузке.', en: 'One of these members is in another release already.' },
  overAlready: {
    ru: 'Срок разгрузки прошёл: отметки больше не меняются.',
    en: 'The deadline has passed: marks can’t be changed any more.',
  },
  cancelled: { ru: 'Эта разгрузка отменена.', en: 'This release was cancelled.' },
  notHis: { ru: 'Эта сделка не участвует в разгрузке.', en: 'This deal is not part of the release.' },
  staysAnyway: { ru: 'На этом этапе сделка остаётся и без отметки.', en: 'At this stage the deal stays without a mark.' },
  runs: { ru: 'Разгрузка уже прошла: её можно только отменить целиком.', en: 'The release has run already: it can only be undone.' },
  notDone: { ru: 'Отменять пока нечего: разгрузка ещё не прошла.', en: 'There is nothing to undo: the release has not run yet.' },
  undoOver: { ru: 'Время на отмену прошло.', en: 'The time for undoing is over.' },
  undoneAlready: { ru: 'Эту разгрузку уже отменили.', en: 'This release has been undone already.' },
} satisfies Record<string, Text>
