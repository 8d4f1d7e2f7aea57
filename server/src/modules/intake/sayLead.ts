import type { LeadRoute } from '@reglament/contract'
import { formatInstant } from '@reglament/kernel'
import type { Language, RoutingWay } from '@reglament/regulation'
import type { Text } from '../../platform/text.ts'
import type { Book } from '../rulebook/index.ts'
import type { Routing } from './writeIntake.ts'

const ways: Record<RoutingWay, Text> = {
  returning: { ru: 'Это ваш постоянный клиент: вы вели его раньше.', en: 'He is your returning client: you worked with him before.' },
  'stand-in': {
    ru: 'Менеджер этого клиента в отпуске или болеет, вы его замещаете.',
    en: 'The manager of this client is away and you stand in for him.',
  },
  'round-robin': { ru: 'Обращения раздают по очереди, и очередь была ваша.', en: 'Inquiries go to each in turn, and it was your turn.' },
  'least-loaded': { ru: 'У вас было меньше всех открытых сделок.', en: 'You had the fewest open deals.' },
  source: { ru: 'Обращения из этого источника ведёте вы.', en: 'Inquiries from this source are yours.' },
  product: { ru: 'Обращения по этому товару ведёте вы.', en: 'Inquiries about this product are yours.' },
  exchange: {
    ru: 'Обращение на бирже: его берёт тот, у кого есть место.',
    en: 'The inquiry is on the exchange: whoever has room takes it.',
  },
  creator: { ru: 'Обращение завели вы.', en: 'You wrote this inquiry down.' },
  'by-hand': { ru: 'Обращение передали вам вручную.', en: 'The inquiry was given to you by hand.' },
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
export function sayRoute(route: Routing, reservedName: string | null, { regulation }: Book, language: Language): LeadRoute {
  const { way, clause, because, reserved } = route
  const text = (because === null ? ways[way] : stoodAgainst[because])[language]
  const kept = {
    ru: ` До срока она отложена для менеджера: ${reservedName ?? ''}.`,
    en: ` It is kept for ${reservedName ?? ''} for a while.`,
  }
  return {
    way,
    clause,
    clauseNumber: (clause && regulation.clause(clause)?.number) || null,
    text: reserved === null ? text : `${text}${kept[language]}`,
    reservedFor: reserved === null ? null : { id: reserved.memberId, name: reservedName ?? '' },
    reservedUntil: reserved === null ? null : formatInstant(reserved.until),
  }
}

const events: Record<string, Text> = {
  'lead-received': { ru: 'Обращение получено', en: 'Inquiry received' },
  'lead-routed': { ru: 'Решено, кому обращение', en: 'It was decided to whom it goes' },
  'lead-traced': { ru: 'Пришло ещё раз', en: 'Came in once more' },
  'lead-edited': { ru: 'Изменено', en: 'Edited' },
  'lead-taken': { ru: 'Взято в работу', en: 'Taken into work' },
  'lead-assigned': { ru: 'Передано', en: 'Assigned' },
  'lead-converted': { ru: 'Стало сделкой', en: 'Became a deal' },
  'lead-attached': { ru: 'Добавлено к сделке', en: 'Added to a deal' },
  'lead-rejected': { ru: 'Отклонено', en: 'Rejected' },
  'lead-merged': { ru: 'Объединено с другим обращением', en: 'Merged with another lead' },
  'lead-unmerged': { ru: 'Объединение отменено', en: 'Merge undone' },
  'lead-letter': { ru: 'Ушло письмо', en: 'A letter went out' },
  'deal-refused': { ru: 'Регламент не дал завести сделку', en: 'The regulation did not let a deal be made' },
}

/** One line of a lead's history. */
export function sayLeadEvent(type: string, data: Record<string, unknown>, { regulation }: Book, language: Language): string {
  const text = events[type]?.[language] ?? type
  const clauses = Array.isArray(data.clauses)
    ? data.clauses.map((key) => regulation.clause(String(key))?.kind.words[language].title ?? String(key))
    : []
  return clauses.length === 0 ? text : `${text}: ${clauses.join(', ')}`
}
