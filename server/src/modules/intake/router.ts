import { type Receiver, routeOf } from '@reglament/regulation'
import { receiverOf } from '../deals/index.ts'
import type { Book } from '../rulebook/index.ts'
import type { Arrival } from './arrival.ts'
import { lockKeys } from '../contacts/index.ts'
import { type Known, type KnownCompany, type KnownContact, receiversOf } from './recognise.ts'
import type { Intake } from './takeIn.ts'
import type { Routing, TurnRow } from './writeIntake.ts'

/** An inquiry as far as its way hangs on it. */
type Routed = { arrival: Arrival; known: Known; contact: KnownContact | null; company: KnownCompany | null }

/** `route` chooses for one after another; `turns` are to be written with what they led to. */
export type Router = { route: (it: Routed) => Promise<Routing>; turns: () => TurnRow[] }

/** Who gets an inquiry: as somebody chose by hand, else by the clause; whoever it is, his load is counted while his row is held (D9). */
export async function routerOf(intake: Intake, fresh: readonly Routed[]): Promise<Router> {
  const { tx, workspaceId, now, book } = intake
  const { calendar, regulation } = book
  const routed = fresh.filter(({ arrival }) => !arrival.adopted)
  const isAsked =
    routed.some(({ known, arrival }) => known.managerId !== null || arrival.given?.responsibleId) ||
    (routed.length > 0 && sendsToMembers(book))
  if (isAsked && sendsInTurn(book)) await lockKeys(tx, workspaceId, ['routing'])
  const receivers = new Map<string, Receiver>(isAsked ? await receiversOf(tx, workspaceId, book, now) : [])
  const held = new Set<string>()
  const turns = new Map<string, number>()
  let lastTurn = Math.max(0, ...[...receivers.values()].map(({ turn }) => turn ?? 0))

  /** Counted anew under the lock the first time somebody is chosen; what this batch gives him is added. */
  const hasRoom = async (memberId: string): Promise<boolean> => {
    const known = receivers.get(memberId)!
    if (!held.has(memberId)) {
      held.add(memberId)
      const { receiver } = await receiverOf(tx, workspaceId, memberId)
      receivers.set(memberId, { ...known, open: receiver?.openDeals ?? known.open, max: receiver ? receiver.max : known.max })
    }
    const { open, max } = receivers.get(memberId)!
    return max === null || open < max
  }
  const give = (memberId: string) => {
    const it = receivers.get(memberId)!
    lastTurn += 1
    turns.set(memberId, lastTurn)
    receivers.set(memberId, { ...it, open: it.open + 1, turn: lastTurn })
  }

  const route = async ({ arrival: { parts, given }, known, contact, company }: Routed): Promise<Routing> => {
    if (given) {
      const { responsibleId, way } = given
      const fits = responsibleId === null || (receivers.has(responsibleId) && (await hasRoom(responsibleId)))
      if (fits) {
        if (responsibleId !== null) give(responsibleId)
        return { responsibleId, way, because: null, meantFor: null, reserved: null, clause: null }
      }
      return { responsibleId: null, way: 'exchange', because: 'at-max', meantFor: responsibleId, reserved: null, clause: 'load-max' }
    }
    const isReturning = (company?.won_deals ?? contact?.won ?? 0) > 0
    const view = () => ({
      managerId: isReturning ? known.managerId : null,
      source: parts.source,
      product: parts.product,
      receivers,
      calendar,
      now,
    })
    for (;;) {
      const { would: _would, ...routing } = routeOf(regulation, view())
      if (routing.responsibleId === null) return routing
      if (await hasRoom(routing.responsibleId)) {
        give(routing.responsibleId)
        return routing
      }
    }
  }
  return { route, turns: () => (isAsked && sendsInTurn(book) ? [...turns].map(([member_id, turn]) => ({ member_id, turn })) : []) }
}

const routingParams = ({ regulation }: Book) =>
  regulation.clauses.find(({ kind, mode }) => kind.intake?.routes && mode === 'enforce')?.params as { others: string } | undefined
const sendsToMembers = (book: Book) => (routingParams(book)?.others ?? 'exchange') !== 'exchange'
const sendsInTurn = (book: Book) => ['round-robin', 'least-loaded'].includes(routingParams(book)?.others ?? '')
