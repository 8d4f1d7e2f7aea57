import type { Instant, Money, WorkCalendar } from '@reglament/kernel'
import type { Reservation } from '../dossier.ts'
import type { ArrivalFacts, Becoming, KnownClient } from './arrival.ts'

/** What makes a talk concrete (B7): what is wanted, by when, for how much. */
export type Concrete = { readonly product: string | null; readonly deadline: string | null; readonly budget: Money | null }

/** Whose role lets an inquiry go to him at all. */
export const receiverRoles = ['manager', 'trainee', 'head', 'owner'] as const

/** A member to whom an inquiry might go. */
export type Receiver = {
  readonly memberId: string
  readonly role: string
  readonly open: number
  /** Leads of his that are no deal yet: not of his load, but of his work. */
  readonly leads: number
  readonly max: number | null
  /** Whether he is away now, and who stands in for him. */
  readonly away: boolean
  readonly standInId: string | null
  /** The number of the last turn that was his, when inquiries go to each in turn; null: none yet. */
  readonly turn: number | null
}

/** What rules look at when they decide to whom an inquiry goes. */
export type RoutingView = {
  /** Who works with this client already; null: nobody, he is new. */
  readonly managerId: string | null
  readonly source: string | null
  /** The source as the company's list has it: its key and its names; left out: only as it was sent. */
  readonly sourceNames?: readonly string[]
  readonly product: string | null
  readonly receivers: ReadonlyMap<string, Receiver>
  readonly calendar: WorkCalendar
  readonly now: Instant
}

/** How somebody came by an inquiry. */
export type RoutingWay =
  'returning' | 'stand-in' | 'round-robin' | 'least-loaded' | 'source' | 'product' | 'exchange' | 'creator' | 'by-hand' | 'import'

/** To whom an inquiry goes and why: on the exchange `responsibleId` is null and `because` tells what stood against the one it was meant for. */
export type Route = {
  readonly responsibleId: string | null
  readonly way: RoutingWay
  readonly because: 'at-max' | 'away' | 'nobody' | null
  readonly meantFor: string | null
  readonly reserved: Reservation | null
}

/** What a clause says of an inquiry before there is a deal (regulation §5). Pure, as the other faces. */
export type IntakeFace<P> = {
  /** What it becomes; null: this clause says nothing of it. */
  becomes?(arrival: ArrivalFacts, client: KnownClient, params: P): Becoming
  /** Whether what is recorded on a lead makes a deal of it (B7). */
  concrete?(lead: Concrete, params: P): boolean
  /** To whom it goes. */
  routes?(view: RoutingView, params: P): Route
}
