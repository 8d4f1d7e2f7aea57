import type { Locale, Role } from '@reglament/contract'
import type { Timekeeping } from '../clock.ts'

export type Scope = 'read' | 'write'

/** Who is asking, in which workspace; found anew for every request, so that a change of role works at the next one. */
export type Actor = Timekeeping & {
  workspaceId: number
  memberId: string
  name: string
  role: Role
  teamId: string | null
  /** Of a session: all of them. */
  scopes: readonly Scope[]
  /** The member's language, or else the workspace's. */
  locale: Locale
  timeZone: string
  currency: string
}
