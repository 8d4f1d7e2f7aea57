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
}
