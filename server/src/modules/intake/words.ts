import type { Constraints } from '../../platform/http/index.ts'
import type { Text } from '../../platform/text.ts'

/** What intake says to people. */
export const says = {
  notAPhone: { ru: 'Это не похоже на телефон: проверьте цифры.', en: 'This does not look like a phone: check the digits.' },
  notAMail: {
    ru: 'Это не похоже на почту: нужен адрес вида имя@сайт.ru.',
    en: 'This does not look like an e-mail: name@site.com is expected.',
  },
  noWay: {
    ru: 'Укажите имя, телефон, почту или аккаунт: иначе клиента не узнать.',
    en: 'Give a name, a phone, an e-mail or an account: without one the client can’t be known.',
  },
  future: { ru: 'Этого ещё не было: укажите прошедшее время.', en: 'This has not happened yet: give a time in the past.' },
  noContact: { ru: 'Такого контакта нет.', en: 'There is no such contact.' },
  noLead: { ru: 'Такого обращения нет, или его ведёт другой сотрудник.', en: 'There is no such lead, or somebody else works it.' },
  noMember: { ru: 'Такого действующего сотрудника нет.', en: 'There is no such active member.' },
  noDeal: { ru: 'Такой сделки нет.', en: 'There is no such deal.' },
  noPipeline: { ru: 'Такой воронки нет.', en: 'There is no such pipeline.' },
  noReason: { ru: 'Такой причины в списке нет.', en: 'The list has no such reason.' },
  endsBefore: { ru: 'Начало периода позже его конца.', en: 'The span begins after its end.' },
  badCursor: { ru: 'Неверная метка продолжения.', en: 'The cursor is not one of ours.' },
  mayNotAct: {
    ru: 'Обращения ведут менеджер, его руководитель или собственник.',
    en: 'Leads are worked by a manager, his head or the owner.',
  },
  mayNotSet: {
    ru: 'Формы, вебхуки и списки настраивают руководитель, собственник или администратор.',
    en: 'Forms, webhooks and lists are set up by a head, the owner or an admin.',
  },
  isConverted: { ru: 'Из этого обращения уже сделана сделка.', en: 'A deal has been made of this lead already.' },
  isRejected: { ru: 'Это обращение уже отклонено.', en: 'This lead has been rejected already.' },
  isOpen: { ru: 'Это обращение и так открыто.', en: 'This lead is open as it is.' },
  alreadyTaken: { ru: 'Это обращение уже взял другой сотрудник.', en: 'Somebody else has taken this lead already.' },
  keptForAnother: {
    ru: 'Клиент вернулся: обращение пока ждёт своего менеджера.',
    en: 'The client has come back: the lead waits for his manager for now.',
  },
  isMerged: { ru: 'Это обращение объединено с другим: работайте с тем.', en: 'This lead was merged into another: work with that one.' },
  eitherDeal: { ru: 'Для существующей сделки другие поля не нужны.', en: 'For an existing deal the other fields are not needed.' },
  reasonUsed: (leads: number): Text => ({
    ru: `Эта причина стоит в обращениях: ${leads}. Уберите её из выбора, чтобы старое читалось, или замените другой.`,
    en: `Leads have this reason: ${leads}. Retire it, so that what was stays readable, or put another in its place.`,
  }),
  lastReason: { ru: 'Хотя бы одна причина должна остаться в выборе.', en: 'At least one reason has to remain.' },
  notInItsPlace: {
    ru: 'Заменить можно только убранную из выбора причину — на другую, которая в выборе есть.',
    en: 'Only a retired reason is replaced, and by another that is offered.',
  },
  noSuch: { ru: 'Такой карточки нет.', en: 'There is no such card.' },
  same: { ru: 'Нельзя объединить с самим собой.', en: 'Nothing is merged with itself.' },
  alreadyMerged: { ru: 'Одно из двух уже объединено с другим.', en: 'One of the two has been merged already.' },
  alreadyUndone: { ru: 'Это объединение уже отменено.', en: 'This merge has been undone already.' },
  laterMerge: {
    ru: 'Сначала отмените более поздние объединения с этой карточкой.',
    en: 'Undo the later merges with this card first.',
  },
  leadsDiffer: { ru: 'У обращений разные сделки: объединять нечего.', en: 'The leads have different deals: there is nothing to merge.' },
  otherHasDeal: {
    ru: 'У второго обращения есть сделка: объедините наоборот, это с ним.',
    en: 'The other lead has a deal: merge this one into that.',
  },
  openIntoRejected: {
    ru: 'Второе обращение ещё ждёт ответа, а это отклонено: объедините наоборот или сначала верните это в работу.',
    en: 'The other lead still waits for an answer and this one was rejected: merge the other way round, or reopen this one first.',
  },
  openIntoClosed: {
    ru: 'Сделка этого обращения закрыта, а второе ещё ждёт ответа: ему нужна своя сделка.',
    en: 'The deal of this lead is closed and the other lead still waits for an answer: it needs a deal of its own.',
  },
  othersDeals: {
    ru: 'У этого клиента есть сделки других сотрудников: объединить его может руководитель.',
    en: 'Others have deals with this client: a head can merge him.',
  },
  tooMany: { ru: 'С этого адреса слишком много заявок. Попробуйте позже.', en: 'Too many submissions from this address. Try again later.' },
  notWaiting: { ru: 'Это уже разобрано.', en: 'This has been dealt with already.' },
  hookOff: { ru: 'Вебхук выключен: включите его, чтобы проверить.', en: 'The webhook is off: turn it on to try it.' },
  askedTwice: { ru: 'Одно и то же спрашивается дважды.', en: 'The same thing is asked for twice.' },
  nobodyToAnswer: {
    ru: 'Нужен телефон, почта или аккаунт: иначе клиенту некуда ответить.',
    en: 'A phone, an e-mail or an account is needed: otherwise there is no way to answer the client.',
  },
  badSignature: { ru: 'Подпись не сходится.', en: 'The signature does not match.' },
  noConcrete: { ru: 'Укажите, что менять.', en: 'Nothing to change was given.' },
  refusedByRules: { ru: 'Регламент не дал завести сделку', en: 'The regulation did not let a deal be made' },
} satisfies Record<string, Text | ((leads: number) => Text)>

export const intakeConstraints: Constraints = {
  lead_external_once: { ru: 'Такое обращение уже пришло.', en: 'This inquiry has come in already.' },
  lead_reason_fk: { ru: 'Такой причины в списке нет.', en: 'The list has no such reason.' },
  lead_responsible_fk: { ru: 'Такого сотрудника нет.', en: 'There is no such member.' },
  merge_once: { ru: 'Одно из двух уже объединено с другим.', en: 'One of the two has been merged already.' },
  lead_reason_workspace_id_key_key: { ru: 'Такая причина уже есть.', en: 'There is such a reason already.' },
}

/** What an automatic deal is called where nothing better is known. */
export const titles = {
  inquiry: { ru: 'Заявка', en: 'Request' },
  nameless: { ru: 'Без имени', en: 'Without a name' },
} satisfies Record<string, Text>
