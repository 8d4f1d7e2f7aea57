import type { Constraints } from '../../platform/http/index.ts'
import type { Text } from '../../platform/text.ts'

/** What this module says to people. */
export const words = {
  wrongPassword: { ru: 'Неверная почта или пароль.', en: 'Wrong e-mail or password.' },
  otherPassword: {
    ru: 'У этой почты здесь уже есть пароль. Введите его.',
    en: 'This e-mail has a password here already. Type that one.',
  },
  commonPassword: {
    ru: 'Такой пароль подберут сразу. Придумайте другой.',
    en: 'This password would be guessed at once. Choose another.',
  },
  busySigningIn: { ru: 'Сейчас входит слишком много людей.', en: 'Too many people are signing in at this moment.' },
  signUpClosed: {
    ru: 'Создать компанию здесь может только владелец установки.',
    en: 'Only the operator of this installation may create a company here.',
  },
  badTimeZone: { ru: 'Нет такого часового пояса. Пример: Europe/Moscow.', en: 'No such time zone. Example: Europe/Moscow.' },
  badCurrency: { ru: 'Нет такой валюты. Пример: RUB.', en: 'No such currency. Example: RUB.' },
  notManaging: {
    ru: 'Сотрудниками и ключами управляют владелец и администратор.',
    en: 'Members and keys are managed by an owner or an admin.',
  },
  notManagingCompany: {
    ru: 'Настройки компании меняют собственник и администратор.',
    en: 'The settings of the company are changed by an owner or an admin.',
  },
  noHead: {
    ru: 'Руководителем может быть работающий сотрудник с ролью «Руководитель» или «Собственник».',
    en: 'A head is an active member in the role of a head or an owner.',
  },
  headsTeam: {
    ru: 'Сотрудник руководит отделом. Сначала назначьте отделу другого руководителя.',
    en: 'The member heads a team. Give that team another head first.',
  },
  isDefaultHead: {
    ru: 'Сотрудник назначен руководителем по умолчанию. Сначала выберите в настройках компании другого.',
    en: 'The member is the default head. Choose another one in the settings of the company first.',
  },
  teamHasMembers: {
    ru: 'В отделе есть сотрудники. Сначала переведите их в другой отдел.',
    en: 'The team has members. Move them to another team first.',
  },
  loadUpsideDown: { ru: 'Верхняя граница не может быть меньше нижней.', en: 'The upper limit can’t be below the lower one.' },
  wrongCurrent: { ru: 'Это не ваш нынешний пароль.', en: 'This is not your present password.' },
  passwordChangedElsewhere: {
    ru: 'Пароль только что сменили в другом месте. Войдите снова.',
    en: 'The password has just been changed elsewhere. Sign in again.',
  },
  ownPassword: {
    ru: 'Свой пароль меняют в разделе «Мой вход».',
    en: 'Your own password is changed in “My sign-in”.',
  },
  ownersOnlyPassword: {
    ru: 'Пароль собственника сбрасывает только собственник.',
    en: 'Only an owner resets the password of an owner.',
  },
  notInYet: {
    ru: 'Сотрудник ещё не входил: отправьте ему приглашение.',
    en: 'The member has never signed in: send an invitation.',
  },
  worksElsewhere: {
    ru: 'Этот человек работает и в другой компании на этой установке, пароль у него общий. Сменить его может только он сам.',
    en: 'This person works in another company of this installation too, with one password for both. Only they can change it.',
  },
  ownRole: { ru: 'Свою роль и свой доступ не меняют.', en: 'Nobody changes his own role or access.' },
  ownersOnly: { ru: 'Роль владельца даёт и снимает только владелец.', en: 'Only an owner makes or unmakes an owner.' },
  lastOwner: { ru: 'Это последний владелец: сначала назначьте другого.', en: 'This is the last owner: name another one first.' },
  cameIn: { ru: 'Этот сотрудник уже входит в систему.', en: 'This member signs in already.' },
  deactivated: { ru: 'Сотрудник отключён.', en: 'The member is deactivated.' },
  needsEmail: { ru: 'Укажите почту сотрудника.', en: 'Give the e-mail of the member.' },
} as const satisfies Record<string, Text>

/** What the constraints on the tables of this module mean. */
export const memberConstraints: Constraints = {
  member_email_once: { ru: 'Сотрудник с такой почтой уже есть.', en: 'There is a member with this e-mail already.' },
  member_identity_once: { ru: 'Этот человек уже сотрудник компании.', en: 'This person is a member already.' },
  member_team_fk: { ru: 'Такого отдела нет.', en: 'There is no such team.' },
  team_name_once: { ru: 'Отдел с таким названием уже есть.', en: 'There is a team of this name already.' },
  identity_email_key: { ru: 'Эта почта уже занята.', en: 'This e-mail is taken.' },
  idempotency_pkey: {
    ru: 'Запрос с этим Idempotency-Key ещё выполняется.',
    en: 'The request with this Idempotency-Key is still running.',
  },
}
