import { add, parseTerm } from '@reglament/kernel'
import { Type, type Static } from 'typebox'
import { clauseKind, type ParamFault } from '../clauseKind.ts'
import { type Receiver, receiverRoles, type Route, type RoutingView, type RoutingWay } from '../intake/face.ts'
import type { Speech } from '../speech.ts'
import type { Language } from '../words.ts'

const MemberId = Type.String({ format: 'uuid' })
/** From a source or product, in small letters, to a member. */
const byName = (by: 'source' | 'product') =>
  Type.Record(Type.String({ maxLength: 200 }), MemberId, { maxProperties: 200, by, when: { param: 'others', values: [by] } })
const params = Type.Object(
  {
    others: Type.Union(
      [
        Type.Literal('exchange'),
        Type.Literal('round-robin'),
        Type.Literal('least-loaded'),
        Type.Literal('source'),
        Type.Literal('product'),
      ],
      { default: 'exchange' },
    ),
    reserveFor: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '2 wh' }),
    /** To whom exactly: whose turn it may be (left out: every manager), and whose a source or a product is. */
    members: Type.Optional(
      Type.Object(
        {
          among: Type.Optional(Type.Array(MemberId, { maxItems: 500, when: { param: 'others', values: ['round-robin', 'least-loaded'] } })),
          bySource: Type.Optional(byName('source')),
          byProduct: Type.Optional(byName('product')),
        },
        { additionalProperties: false, refers: 'people', roles: [...receiverRoles] },
      ),
    ),
  },
  { additionalProperties: false },
)
type Params = Static<typeof params>

const hasRoom = ({ open, max }: Receiver) => max === null || open < max
const onExchange = (because: Route['because'], meantFor: string | null = null): Route => ({
  responsibleId: null,
  way: 'exchange',
  because,
  meantFor,
  reserved: null,
})
const to = (responsibleId: string, way: RoutingWay, meantFor: string | null = null): Route => ({
  responsibleId,
  way,
  because: null,
  meantFor,
  reserved: null,
})

/** To one member: himself, else who stands in for him; neither has room: the exchange (regulation §9). */
function toOne(memberId: string, way: RoutingWay, { receivers }: RoutingView): Route {
  const member = receivers.get(memberId)
  if (!member) return onExchange('nobody', memberId)
  if (!member.away) return hasRoom(member) ? to(memberId, way) : onExchange('at-max', memberId)
  const standIn = member.standInId === null ? undefined : receivers.get(member.standInId)
  return standIn && !standIn.away && hasRoom(standIn) ? to(standIn.memberId, 'stand-in', memberId) : onExchange('away', memberId)
}

const returning = (memberId: string, view: RoutingView, { reserveFor }: Params): Route => {
  const route = toOne(memberId, 'returning', view)
  if (route.responsibleId !== null || !view.receivers.has(memberId)) return route
  return { ...route, reserved: { memberId, until: add(view.calendar, view.now, parseTerm(reserveFor)) } }
}

/** The order in which members are asked: by whose turn it is, or by who has least. */
const byTurn = (a: Receiver, b: Receiver) => (a.turn ?? 0) - (b.turn ?? 0) || (a.memberId < b.memberId ? -1 : 1)
const byLoad = (a: Receiver, b: Receiver) => a.open + a.leads - (b.open + b.leads) || byTurn(a, b)

function toSomebody(way: 'round-robin' | 'least-loaded', { receivers }: RoutingView, { members: { among } = {} }: Params): Route {
  const isAsked = ({ memberId, role }: Receiver) =>
    among === undefined || among.length === 0 ? role === 'manager' : among.includes(memberId)
  const all = [...receivers.values()].filter(isAsked)
  const [next] = all.filter((it) => !it.away && hasRoom(it)).toSorted(way === 'round-robin' ? byTurn : byLoad)
  return next ? to(next.memberId, way) : onExchange(all.length === 0 ? 'nobody' : 'at-max')
}

/** Names on the left of a table are compared in small letters, so two that differ in nothing else are one. */
function faultsOfTable(table: Readonly<Record<string, string>>, at: string): ParamFault[] {
  const seen = new Set<string>()
  return Object.keys(table).flatMap((name): ParamFault[] => {
    const key = name.trim().toLowerCase()
    const isAgain = seen.has(key)
    seen.add(key)
    const path = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (key === '') return [{ path, message: { ru: 'Строка без названия.', en: 'A line without a name.' } }]
    return isAgain ? [{ path, message: { ru: `«${name}» назначено дважды.`, en: `“${name}” is given twice.` } }] : []
  })
}

/** To whom exactly, in the words of the sentence; null: the way itself says all. */
function whom({ others, members: { among = [], bySource = {}, byProduct = {} } = {} }: Params, say: Speech, language: Language) {
  if (others === 'exchange') return null
  const w = told[language]
  if (others === 'round-robin' || others === 'least-loaded')
    return among.length === 0 ? w.all : among.map((id) => say.person(id)).join(', ')
  const rows = Object.entries(others === 'source' ? bySource : byProduct)
  return rows.length === 0 ? w.nothing : rows.map(([name, id]) => w.row(say.option(others, name), say.person(id))).join('; ')
}

function tellOthers(params: Params, say: Speech, language: Language): string {
  const { others } = params
  const to = whom(params, say, language)
  const rest = others === 'source' || others === 'product' ? told[language].rest : ''
  return `${say.as('others', ways[language][others])}${to === null ? '' : `: ${say.as('members', to)}`}${rest}`
}

/** A returning client goes to his manager; the others by the company's way, shipped: to the exchange (C3, I1, regulation §9). */
export const leadRouting = clauseKind({
  kind: 'lead-routing',
  ids: ['C3', 'I1'],
  params,
  faults: ({ members: { bySource = {}, byProduct = {} } = {} }) => [
    ...faultsOfTable(bySource, '/members/bySource'),
    ...faultsOfTable(byProduct, '/members/byProduct'),
  ],
  intake: {
    routes: (view, given) => {
      const { managerId, source, product } = view
      if (managerId !== null && view.receivers.has(managerId)) return returning(managerId, view, given)
      const { others, members: { bySource = {}, byProduct = {} } = {} } = given
      if (others === 'round-robin' || others === 'least-loaded') return toSomebody(others, view, given)
      const map = new Map(Object.entries(others === 'source' ? bySource : byProduct).map(([name, id]) => [name.trim().toLowerCase(), id]))
      const names = others === 'source' ? (view.sourceNames ?? [source]) : others === 'product' ? [product] : []
      const memberId = names.map((name) => map.get(name?.trim().toLowerCase() ?? '')).find((id) => id !== undefined)
      return memberId === undefined ? onExchange(null) : toOne(memberId, others, view)
    },
  },
  words: {
    ru: {
      title: 'Кому обращение',
      sentence: (given, say) =>
        `Постоянный клиент попадает к своему менеджеру, а если у того нет места, ждёт его на бирже ${say.term(given.reserveFor)}; остальные — ${tellOthers(given, say, 'ru')}.`,
      names: { others: 'Остальные обращения', reserveFor: 'Ждёт своего менеджера', members: 'Кому именно' },
      choices: {
        exchange: 'на биржу',
        'round-robin': 'по очереди',
        'least-loaded': 'наименее загруженному',
        source: 'по источнику',
        product: 'по товару',
      },
      parts: { among: 'Кому по очереди', bySource: 'Чей источник', byProduct: 'Чей товар' },
      lesson: 'Постоянный клиент хочет говорить с тем, кого знает. Остальных берёт тот, кто готов ответить сейчас.',
    },
    en: {
      title: 'To whom an inquiry goes',
      sentence: (given, say) =>
        `A returning client goes to his manager, or waits for him on the exchange for ${say.term(given.reserveFor)} where he has no room; the others ${tellOthers(given, say, 'en')}.`,
      names: { others: 'Other inquiries', reserveFor: 'Kept for his manager', members: 'To whom' },
      choices: {
        exchange: 'to the exchange',
        'round-robin': 'to each in turn',
        'least-loaded': 'to who has least',
        source: 'by source',
        product: 'by product',
      },
      parts: { among: 'Among whom', bySource: 'Whose source', byProduct: 'Whose product' },
      lesson: 'A returning client wants the person he knows. The others belong to whoever is ready to answer now.',
    },
  },
})

const ways = {
  ru: {
    exchange: 'на биржу',
    'round-robin': 'по очереди',
    'least-loaded': 'наименее загруженному',
    source: 'по источнику',
    product: 'по товару',
  },
  en: {
    exchange: 'go to the exchange',
    'round-robin': 'go to each in turn',
    'least-loaded': 'go to who has least',
    source: 'go by source',
    product: 'go by product',
  },
} as const

const told = {
  ru: {
    all: 'все менеджеры',
    nothing: 'пока ни\u00A0за\u00A0кем',
    row: (name: string, to: string) => `${name} — ${to}`,
    rest: ', прочее — на\u00A0биржу',
  },
  en: {
    all: 'all managers',
    nothing: 'nobody’s yet',
    row: (name: string, to: string) => `${name} to ${to}`,
    rest: ', whatever else to the exchange',
  },
} as const
