import { add, parseTerm } from '@reglament/kernel'
import { Type, type Static } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import type { Receiver, Route, RoutingView, RoutingWay } from '../intake/face.ts'

const MemberId = Type.String({ format: 'uuid' })
/** From a source or product, in small letters, to a member. */
const ByName = Type.Record(Type.String({ maxLength: 200 }), MemberId, { maxProperties: 200 })
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
          among: Type.Optional(Type.Array(MemberId, { maxItems: 500 })),
          bySource: Type.Optional(ByName),
          byProduct: Type.Optional(ByName),
        },
        { additionalProperties: false },
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

/** A returning client goes to his manager; the others by the company's way, shipped: to the exchange (C3, I1, regulation §9). */
export const leadRouting = clauseKind({
  kind: 'lead-routing',
  ids: ['C3', 'I1'],
  params,
  intake: {
    routes: (view, given) => {
      const { managerId, source, product } = view
      if (managerId !== null && view.receivers.has(managerId)) return returning(managerId, view, given)
      const { others, members: { bySource = {}, byProduct = {} } = {} } = given
      if (others === 'round-robin' || others === 'least-loaded') return toSomebody(others, view, given)
      const map = new Map(Object.entries(others === 'source' ? bySource : byProduct).map(([name, id]) => [name.toLowerCase(), id]))
      const named = others === 'source' ? source : others === 'product' ? product : null
      const memberId = named === null ? undefined : map.get(named.toLowerCase())
      return memberId === undefined ? onExchange(null) : toOne(memberId, others, view)
    },
  },
  words: {
    ru: {
      title: 'Кому обращение',
      sentence: ({ others, reserveFor }, say) =>
        `Постоянный клиент попадает к своему менеджеру, а если у того нет места, ждёт его на бирже ${say.term(reserveFor)}; остальные — ${ways.ru[others]}.`,
      names: { others: 'Остальные обращения', reserveFor: 'Ждёт своего менеджера', members: 'Кому именно' },
      choices: {
        exchange: 'на биржу',
        'round-robin': 'по очереди',
        'least-loaded': 'наименее загруженному',
        source: 'по источнику',
        product: 'по товару',
      },
      lesson: 'Постоянный клиент хочет говорить с тем, кого знает. Остальных берёт тот, кто готов ответить сейчас.',
    },
    en: {
      title: 'To whom an inquiry goes',
      sentence: ({ others, reserveFor }, say) =>
        `A returning client goes to his manager, or waits for him on the exchange for ${say.term(reserveFor)} where he has no room; the others ${ways.en[others]}.`,
      names: { others: 'Other inquiries', reserveFor: 'Kept for his manager', members: 'To whom' },
      choices: {
        exchange: 'to the exchange',
        'round-robin': 'to each in turn',
        'least-loaded': 'to who has least',
        source: 'by source',
        product: 'by product',
      },
      lesson: 'A returning client wants the person he knows. The others belong to whoever is ready to answer now.',
    },
  },
})

const ways = {
  ru: {
    exchange: 'на биржу',
    'round-robin': 'по очереди',
    'least-loaded': 'к наименее загруженному',
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
