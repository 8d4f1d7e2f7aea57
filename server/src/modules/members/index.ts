/** Workspaces, people, roles, sessions, keys: the face of this module. */
import type { HttpModule } from '../../platform/http/index.ts'
import { memberRoutes } from './routes.ts'
import type { MemberHooks } from './routes.ts'
import { memberConstraints } from './words.ts'

export { addMember, prepareMember } from './addMember.ts'
export { addApiKey } from './apiKeys.ts'
export { findActor } from './authentication.ts'
export { foundWorkspace } from './foundWorkspace.ts'
export type { Founded, Founder } from './foundWorkspace.ts'
export type { LoadOf } from './me.ts'
export { findMemberByEmail, membersOfTeamsOf } from './queries.ts'
export {
  dealRoles,
  mayActOnDeals,
  mayChangeRegulation,
  mayEditClients,
  mayExempt,
  mayManageMembers,
  mayMergeClients,
  mayReview,
  maySeeOthers,
  mayTransfer,
  sellerRoles,
  visibilityOf,
} from './rights.ts'
export type { Visibility } from './rights.ts'
export type { MemberHooks } from './routes.ts'

export const members = (hooks: MemberHooks): HttpModule => ({ routes: memberRoutes(hooks), constraints: memberConstraints })
