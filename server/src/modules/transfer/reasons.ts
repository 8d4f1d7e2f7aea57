import type { Text } from '../../platform/text.ts'

/** Why a row does not come in. */
export const rejections = {
  'unclosed-quote': { ru: 'кавычка открыта и не закрыта', en: 'a quote is opened and never closed' },
  'broken-quotes': { ru: 'после закрывающей кавычки стоит ещё текст', en: 'there is text after a closing quote' },
  ragged: { ru: 'ячеек в строке не столько, сколько в заголовке', en: 'the row has not as many cells as the header' },
  nul: { ru: 'в ячейке нулевой байт', en: 'there is a NUL byte in a cell' },
  'cell-too-long': { ru: 'ячейка длиннее 100 000 знаков', en: 'a cell is longer than 100,000 characters' },
  'no-id': { ru: 'нет номера в исходной системе', en: 'there is no number of the former system' },
  'id-twice': {
    ru: 'такой номер уже был в этом файле, в скобках его строка',
    en: 'this number stood in the file before, on the line in brackets',
  },
  'unknown-stage': { ru: 'в сопоставлении нет такого этапа', en: 'the mapping knows no such stage' },
  'unknown-outcome': {
    ru: 'в сопоставлении не сказано, что стало с таким обращением',
    en: 'the mapping does not say what became of such a lead',
  },
  'unknown-person': { ru: 'такого сотрудника нет', en: 'there is no such member' },
  'ambiguous-person': { ru: 'сотрудников с таким именем несколько', en: 'several members have this name' },
  'bad-date': { ru: 'это не дата', en: 'this is no date' },
  'far-date': { ru: 'дата раньше 1970 года', en: 'the date is before 1970' },
  'future-date': { ru: 'дата ещё не наступила', en: 'the date has not come yet' },
  'bad-sum': { ru: 'сумма не читается или читается двояко', en: 'the sum can’t be read, or in two ways' },
  'negative-sum': { ru: 'сумма меньше нуля', en: 'the sum is below zero' },
  'huge-sum': { ru: 'сумма слишком велика', en: 'the sum is too large' },
  'bad-currency': { ru: 'нет такой валюты', en: 'there is no such currency' },
  'too-long': { ru: 'текст длиннее, чем помещается в поле', en: 'the text is longer than its field holds' },
  'bad-value': { ru: 'значение не подходит полю', en: 'the value does not fit its field' },
  'too-many-options': { ru: 'в списке уже слишком много значений', en: 'the list has too many values already' },
  'not-written': { ru: 'база данных не приняла строку', en: 'the database did not accept the row' },
} satisfies Record<string, Text>

/** What of a row could not be kept as it was, though the row itself came in. */
export const remarks = {
  'title-cut': { ru: 'название сокращено до 200 знаков', en: 'the title was cut to 200 characters' },
  'no-title': { ru: 'название пустое: сделка названа своим номером', en: 'the title is empty: the deal is named by its number' },
  'bad-phone': { ru: 'телефон не читается: контакт без телефона', en: 'the phone can’t be read: the contact has none' },
  'bad-mail': { ru: 'почта не читается: контакт без почты', en: 'the e-mail can’t be read: the contact has none' },
  'company-not-in-file': {
    ru: 'компании нет в файле компаний: взято название из строки',
    en: 'the company is not in its file: named as in the row',
  },
  'closed-before-created': {
    ru: 'закрыта раньше, чем создана: создание перенесено на день закрытия',
    en: 'closed before it was made: the making is moved to the closing',
  },
  'person-gone': { ru: 'сотрудник отключён: открытая сделка на бирже', en: 'the member is deactivated: the open deal is on the exchange' },
  exchange: { ru: 'сотрудника нет: сделка на бирже', en: 'there is no such member: the deal is on the exchange' },
  'loss-reason-unknown': { ru: 'причина отказа не сопоставлена: «не указана»', en: 'the reason of the loss is not mapped: “not stated”' },
} satisfies Record<string, Text>

export type Rejection = keyof typeof rejections
export type RemarkCode = keyof typeof remarks

/** A reason with its place in the row: the column by its name or its number in the row, and what stands there. */
export type Reason = { code: Rejection; column?: string | number; value?: string }
export type Remark = { code: RemarkCode; column?: string; value?: string }
