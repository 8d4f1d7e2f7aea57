/** Who may do what, by role alone (default-regulation §3). The regulation's clauses come on top of this, for every role. */
import type { Rights, Role } from '@reglament/contract'

/** Members, teams, invitations and keys. */
export const mayManageMembers = (role: Role): boolean => role === 'owner' || role === 'admin'

/** Heading a team: a head reviews, exempts and releases, so only roles that may do that. */
export const mayHeadTeams = (role: string): boolean => role === 'head' || role === 'owner'

/** Whose deals somebody sees: his own, those of his teams, or all. */
export type Visibility = 'own' | 'team' | 'all'

const visibilities: Record<Role, Visibility> = {
  manager: 'own',
  trainee: 'own',
  'account-manager': 'own',
  head: 'team',
  'quality-controller': 'all',
  owner: 'all',
  admin: 'all',
}

export const visibilityOf = (role: Role): Visibility => visibilities[role]

/** Who sells. */
export const sellerRoles: readonly Role[] = ['manager', 'trainee']
/** Whose day is deals of his own: sellers, and those who carry orders out. */
export const dealRoles: readonly Role[] = [...sellerRoles, 'account-manager']

/** Whether the role works on deals of this kind of pipeline at all. The quality controller judges, the admin keeps house. */
export function mayActOnDeals(role: Role, pipeline: 'sales' | 'production' = 'sales'): boolean {
  if (role === 'owner' || role === 'head') return true
  return pipeline === 'production' ? role === 'account-manager' : sellerRoles.includes(role)
}

/** Drafts, versions and modes of the regulation. */
export const mayChangeRegulation = (role: Role): boolean => role === 'owner' || role === 'head' || role === 'admin'

/** Closing reviews, samples. */
export const mayReview = (role: Role): boolean => role === 'owner' || role === 'head' || role === 'quality-controller'

/** Letting one deal past one clause (A7), prolonging, handing over, releasing deals to the exchange, campaigns. */
export const mayExempt = (role: Role): boolean => role === 'owner' || role === 'head'

/** Bringing data in and taking lists out. */
export const mayTransfer = (role: Role): boolean => role === 'owner' || role === 'admin'

/** Seeing the work of others as a whole: Control, days of members, figures of clauses (J1). */
export const maySeeOthers = (role: Role): boolean => visibilityOf(role) !== 'own'

/** Names and addresses of clients. The quality controller judges and changes nothing. */
export const mayEditClients = (role: Role): boolean => role !== 'quality-controller'

/** Making one of two clients or leads that are the same (C4); the admin keeps house. */
export const mayMergeClients = (role: Role): boolean => mayActOnDeals(role) || role === 'admin'

/** All of it for the screens. */
export const rightsOf = (role: Role): Rights => ({
  sees: visibilityOf(role),
  createDeals: mayActOnDeals(role),
  lead: mayExempt(role),
  review: mayReview(role),
  editClients: mayEditClients(role),
  mergeClients: mayMergeClients(role),
  changeRegulation: mayChangeRegulation(role),
  manageMembers: mayManageMembers(role),
  transfer: mayTransfer(role),
})
