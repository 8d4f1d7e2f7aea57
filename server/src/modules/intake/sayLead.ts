import type { Lead, LeadRoute } from '@reglament/contract'
import { formatInstant } from '@reglament/kernel'
import type { FromConcrete, Language, RoutingWay } from '@reglament/regulation'
import type { Text } from '../../platform/text.ts'
import type { Book } from '../rulebook/index.ts'
import type { Routing } from './writeIntake.ts'

type Whose = 'mine' | 'another' | 'nobody'

/** How it came to who reads it, and how it came to another. */
const ways: Record<Exclude<RoutingWay, 'exchange'>, Record<'mine' | 'another', Text>> = {
  returning: {
    mine: { ru: 'Это ваш постоянный клиент: вы вели его раньше.', en: 'He is your returning client: you worked with him before.' },
    another: { ru: 'Это постоянный клиент, его уже вёл этот менеджер.', en: 'A returning client: this manager worked with him before.' },
  },
  'stand-in': {
    mine: {
      ru: 'Менеджера, которому оно шло, сейчас нет, и вы его замещаете.',
      en: 'The manager it was meant for is away and you stand in for him.',
    },
    another: {
      ru: 'Менеджера, которому оно шло, сейчас нет: это тот, кто его замещает.',
      en: 'The manager it was meant for is away: this is who stands in for him.',
    },
  },
  'round-robin': {
    mine: { ru: 'Обращения раздают по очереди, и очередь была ваша.', en: 'Inquiries go to each in turn, and it was your turn.' },
    another: { ru: 'Обращения раздают по очереди, и очередь была его.', en: 'Inquiries go to each in turn, and it was his turn.' },
  },
  'least-loaded': {
    mine: { ru: 'У вас было меньше всех открытых сделок.', en: 'You had the fewest open deals.' },
    another: { ru: 'У него было меньше всех открытых сделок.', en: 'He had the fewest open deals.' },
  },
  source: {
    mine: { ru: 'Обращения из этого источника ведёте вы.', en: 'Inquiries from this source are yours.' },
    another: { ru: 'Обращения из этого источника ведёт он.', en: 'Inquiries from this source are his.' },
  },
  product: {
    mine: { ru: 'Обращения по этому товару ведёте вы.', en: 'Inquiries about this product are yours.' },
    another: { ru: 'Обращения по этому товару ведёт он.', en: 'Inquiries about this product are his.' },
  },
  creator: {
    mine: { ru: 'Обращение завели вы.', en: 'You wrote this inquiry down.' },
    another: { ru: 'Он сам завёл это обращение.', en: 'He wrote this inquiry down himself.' },
  },
  'by-hand': {
    mine: { ru: 'Обращение передали вам вручную.', en: 'The inquiry was given to you by hand.' },
    another: { ru: 'Обращение передали ему вручную.', en: 'The inquiry was given to him by hand.' },
  },
  import: {
    mine: { ru: 'Обращение перенесено из файла, и там оно было вашим.', en: 'The inquiry was brought in from a file, where it was yours.' },
    another: { ru: 'Обращение перенесено из файла, и там оно было его.', en: 'The inquiry was brought in from a file, where it was his.' },
  },
}
/** It was on the exchange, or came back to it. */
const ofTheExchange: Record<Whose, Text> = {
  nobody: {
    ru: 'Обращение на бирже: его берёт тот, у кого есть место.',
    en: 'The inquiry is on the exchange: whoever has room takes it.',
  },
  mine: { ru: 'Обращение было на бирже, и вы его взяли.', en: 'The inquiry was on the exchange and you took it.' },
  another: { ru: 'Обращение было на бирже, и он его взял.', en: 'The inquiry was on the exchange and he took it.' },
}

const stoodAgainst: Record<NonNullable<Routing['because']>, Text> = {
  'at-max': { ru: 'На бирже: у того, кому оно шло, нет места.', en: 'On the exchange: whom it was meant for has no room.' },
  away: {
    ru: 'На бирже: того, кому оно шло, нет, и его никто не замещает.',
    en: 'On the exchange: whom it was meant for is away, and nobody stands in.',
  },
  nobody: {
    ru: 'На бирже: тот, кому оно шло, больше не ведёт сделки.',
    en: 'On the exchange: whom it was meant for no longer works deals.',
  },
}

/** «Почему мне»: how an inquiry came to whom it came (C3). */
export function sayRoute(route: Routing, reservedName: string | null, whose: Whose, { regulation }: Book, language: Language): LeadRoute {
  const { way, clause, because } = route
  const reserved = whose === 'nobody' ? route.reserved : null
  const text =
    whose === 'nobody'
      ? because === null
        ? ofTheExchange.nobody
        : stoodAgainst[because]
      : way === 'exchange'
        ? ofTheExchange[whose]
        : ways[way][whose]
  const kept = {
    ru: ` До срока она отложена для менеджера: ${reservedName ?? ''}.`,
    en: ` It is kept for ${reservedName ?? ''} for a while.`,
  }
  return {
    way,
    clause,
    clauseNumber: (clause && regulation.clause(clause)?.number) || null,
    text: reserved === null ? text[language] : `${text[language]}${kept[language]}`,
    reservedFor: reserved === null ? null : { id: reserved.memberId, name: reservedName ?? '' },
    reservedUntil: reserved === null ? null : formatInstant(reserved.until),
  }
}

const offered: Text = {
  ru: 'Названы товар, срок или бюджет: пора завести сделку.',
  en: 'A product, a deadline or a budget is named: it is time to make the deal.',
}

/** What a clause in mode warn offers to do with a lead that is concrete (B7). */
export const sayOffer = (found: FromConcrete | null, { regulation }: Book, language: Language): Lead['offer'] =>
  found?.way !== 'offers'
    ? null
    : { act: 'conversion', clause: found.clause, clauseNumber: regulation.clause(found.clause)?.number ?? null, text: offered[language] }

const knownBy: Record<string, Text> = {
  phone: { ru: 'телефону', en: 'phone' },
  mail: { ru: 'почте', en: 'e-mail' },
  messenger: { ru: 'мессенджеру', en: 'messenger' },
}
const and = { ru: ' и ', en: ' and ' }

/** By what it was known again whose it is; nothing where it was not. */
function sayKnown(known: unknown, language: Language): string {
  const names = Array.isArray(known) ? known.flatMap((kind) => knownBy[String(kind)]?.[language] ?? []) : []
  if (names.length === 0) return ''
  const list = names.join(and[language])
  return language === 'ru' ? `, клиента узнали по ${list}` : `, the client was known by ${list}`
}

const events: Record<string, Text> = {
  'lead-adopted': { ru: 'Перенесено из файла', en: 'Brought in from a file' },
  'lead-received': { ru: 'Обращение получено', en: 'Inquiry received' },
  'lead-routed': { ru: 'Решено, кому обращение', en: 'It was decided to whom it goes' },
  'lead-traced': { ru: 'Пришло ещё раз', en: 'Came in once more' },
  'lead-edited': { ru: 'Изменено', en: 'Edited' },
  'lead-taken': { ru: 'Взято в работу', en: 'Taken into work' },
  'lead-assigned': { ru: 'Передано', en: 'Assigned' },
  'lead-converted': { ru: 'Стало сделкой', en: 'Became a deal' },
  'lead-attached': { ru: 'Добавлено к сделке', en: 'Added to a deal' },
  'lead-rejected': { ru: 'Отклонено', en: 'Rejected' },
  'lead-reopened': { ru: 'Возвращено в работу', en: 'Reopened' },
  'lead-released': { ru: 'Ушло на биржу: сотрудник больше не работает', en: 'Went to the exchange: the member has left' },
  'lead-commented': { ru: 'Оставлена заметка', en: 'A note was left' },
  'lead-merged': { ru: 'Объединено с другим обращением', en: 'Merged with another lead' },
  'lead-unmerged': { ru: 'Объединение отменено', en: 'Merge undone' },
  'reason-replaced': { ru: 'Причина заменена: изменён список', en: 'Reason replaced: the list has changed' },
  'lead-letter': { ru: 'Ушло письмо', en: 'A letter went out' },
  'deal-refused': { ru: 'Регламент не дал завести сделку', en: 'The regulation did not let a deal be made' },
}

/** One line of a lead's history. */
export function sayLeadEvent(type: string, data: Record<string, unknown>, { regulation }: Book, language: Language): string {
  const text = events[type]?.[language] ?? type
  const clauses = Array.isArray(data.clauses)
    ? data.clauses.map((key) => regulation.clause(String(key))?.kind.words[language].title ?? String(key))
    : []
  return clauses.length === 0 ? `${text}${sayKnown(data.known, language)}` : `${text}: ${clauses.join(', ')}`
}
