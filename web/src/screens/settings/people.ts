import type { Member, Role } from '@reglament/contract'

export const roles = [
  'manager',
  'trainee',
  'head',
  'quality-controller',
  'account-manager',
  'owner',
  'admin',
] as const satisfies readonly Role[]
export const isRole = (key: string | null): key is Role => roles.some((role) => role === key)

const optionsOf = (members: readonly Member[], roles: ReadonlySet<Role>) =>
  members.filter(({ role, deactivatedAt }) => deactivatedAt === null && roles.has(role)).map(({ id, name }) => ({ key: id, name }))

/** A list with «none» above it; a field of choice knows no empty value. */
export const none = 'none'
export const orNone = (key: string | null) => (key === none ? null : key)

/** Who may head a team. */
export const headsAmong = (members: readonly Member[]) => optionsOf(members, new Set<Role>(['head', 'owner']))

/** Who may be responsible for deals. */
export const workersAmong = (members: readonly Member[]) =>
  optionsOf(members, new Set<Role>(['manager', 'trainee', 'account-manager', 'head', 'owner']))
