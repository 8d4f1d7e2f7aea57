import type { WorkCalendar } from '@reglament/kernel'
import type { Dossier } from './dossier.ts'
import type { Role } from './words.ts'

/** Which ways to reach the client are known (regulation §3, known channel). */
export type Channels = { readonly phone: boolean; readonly mail: boolean; readonly messenger: boolean }

/** What rules may know of the client beyond this deal. */
export type ClientFacts = { readonly channels: Channels; readonly wonDeals: number }

/** All that a judgement may look at besides the act, the regulation and the time. */
export type Situation = {
  /** Null only while a deal is being created or adopted. */
  readonly deal: Dossier | null
  readonly client: ClientFacts
  readonly actor: { readonly memberId: string | null; readonly role: Role | 'system' }
  readonly calendar: WorkCalendar
  /** Who decides above the responsible, and who reviews a closing of his; null: nobody is there, the task waits (regulation §3). */
  readonly headId: string | null
  readonly reviewerId: string | null
  /** Who calls back about a lost deal: quality control, else the owner; never whose loss it was (H6); not told: nobody. */
  readonly controllerId?: string | null
  /** The load of whoever the deal would go to, when the act gives it to somebody; null when it gives it to nobody. */
  readonly receiver: {
    readonly memberId: string
    readonly openDeals: number
    readonly max: number | null
    readonly role?: Role
    readonly takenToday?: number
  } | null
  /** The load of the responsible where a breach of it stands open on this deal; null or not told: it is not looked at (D9). */
  readonly responsibleLoad?: { readonly openDeals: number; readonly max: number | null } | null
  /** The role of the responsible, for watches that hold for some roles only (A1); not told: the watch holds. */
  readonly responsibleRole?: Role | null
  /** Who takes a production order over from the seller; null or not told: nobody in particular (B14). */
  readonly accountManagerId?: string | null
  /** Spans in which the responsible and those who have tasks here are away: no duty of theirs is a breach then (D11). */
  readonly absences: readonly {
    readonly from: number
    readonly until: number
    readonly memberId: string
    readonly standInId?: string | null
  }[]
}
