import type { Text } from '../text.ts'

/** The titles of the problem documents, by kind; the kind is the end of the document's `type`. */
export const titles = {
  invalid: { ru: 'Неверные данные', en: 'Invalid input' },
  unauthenticated: { ru: 'Вход не выполнен', en: 'Not signed in' },
  forbidden: { ru: 'Нет прав', en: 'Not permitted' },
  'not-found': { ru: 'Не найдено', en: 'Not found' },
  verdict: { ru: 'Регламент не пропускает', en: 'The regulation does not let this pass' },
  conflict: { ru: 'Противоречит тому, что уже есть', en: 'Conflicts with what is there' },
  stale: { ru: 'Уже изменено другими', en: 'Changed by somebody else meanwhile' },
  'too-large': { ru: 'Слишком большой запрос', en: 'The request is too large' },
  'unsupported-type': { ru: 'Тип содержимого не принимается', en: 'Content type not accepted' },
  'key-reused': { ru: 'Ключ повтора уже использован', en: 'Idempotency key used before' },
  'too-many': { ru: 'Слишком много попыток', en: 'Too many tries' },
  unavailable: { ru: 'Временно недоступно', en: 'Unavailable for the moment' },
  fault: { ru: 'Сбой на сервере', en: 'A fault on our side' },
} as const satisfies Record<string, Text>

export type ProblemKind = keyof typeof titles

/** Sentences of the platform itself; each module has its own. */
export const words = {
  notFound: { ru: 'Такого здесь нет.', en: 'There is no such thing here.' },
  noSession: { ru: 'Войдите в систему.', en: 'Sign in first.' },
  noScope: { ru: 'У ключа нет права на это действие.', en: 'The key has no scope for this.' },
  otherOrigin: { ru: 'Запрос пришёл с чужой страницы.', en: 'The request came from a page of another site.' },
  otherHost: {
    ru: 'Программа не знает этого адреса: задайте PUBLIC_URL.',
    en: 'The program does not know this address: set PUBLIC_URL.',
  },
  stale: {
    ru: 'Пока вы редактировали, запись изменили. Сравните оба варианта.',
    en: 'The record was changed while you were editing. Compare both versions.',
  },
  tooLarge: { ru: 'Запрос больше допустимого размера.', en: 'The request is larger than allowed.' },
  unsupportedType: { ru: 'Тело запроса принимается только как application/json.', en: 'A body is accepted as application/json only.' },
  keyReused: { ru: 'Этот Idempotency-Key уже был с другим запросом.', en: 'This Idempotency-Key was used with another request.' },
  keyBusy: {
    ru: 'Запрос с этим Idempotency-Key ещё выполняется.',
    en: 'The request with this Idempotency-Key is still running.',
  },
  keySecret: {
    ru: 'Запрос с этим Idempotency-Key уже выполнен, а его ответ показывается один раз.',
    en: 'The request with this Idempotency-Key was carried out, and its answer is shown once.',
  },
  badKey: { ru: 'Idempotency-Key: от 1 до 200 печатных знаков ASCII.', en: 'Idempotency-Key: 1 to 200 printable ASCII characters.' },
  badIfMatch: { ru: 'If-Match: ожидается ETag этой записи, например "3".', en: 'If-Match: the ETag of this record is expected, e.g. "3".' },
  unavailable: { ru: 'База данных не отвечает, попробуйте ещё раз.', en: 'The database does not answer, try again.' },
  tooSlow: { ru: 'Запрос выполнялся слишком долго, попробуйте ещё раз.', en: 'The request took too long, try again.' },
  locked: {
    ru: 'Запись занята другим действием, попробуйте ещё раз.',
    en: 'The record is held by another act, try again.',
  },
  fault: { ru: 'Ошибка записана в журнал, сообщите номер запроса.', en: 'The error is logged; report the request id.' },
  tooManyTries: { ru: 'Подождите немного и попробуйте снова.', en: 'Wait a little and try again.' },

  badUrl: { ru: 'Адрес запроса записан с ошибкой.', en: 'The address of the request is malformed.' },
  badRequest: { ru: 'Запрос записан с ошибкой.', en: 'The request is malformed.' },
  notJson: { ru: 'Это не JSON.', en: 'This is not JSON.' },
  notUtf8: { ru: 'Текст не в UTF-8.', en: 'The text is not UTF-8.' },
  tooDeep: { ru: 'Слишком много вложенных уровней.', en: 'Nested too deep.' },
  badText: { ru: 'В тексте недопустимый знак.', en: 'The text has a character that is not allowed.' },

  alreadyThere: { ru: 'Такая запись уже есть.', en: 'There is such a record already.' },
  missingOther: { ru: 'Запись ссылается на то, чего нет.', en: 'The record refers to something that is not there.' },
  broken: { ru: 'Действие нарушило бы целостность данных.', en: 'The act would break the integrity of the data.' },
  openTask: {
    ru: 'У открытой сделки должна остаться открытая задача.',
    en: 'An open deal must keep an open task.',
  },
} as const satisfies Record<string, Text>
