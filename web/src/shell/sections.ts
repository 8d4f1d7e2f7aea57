import type { Role } from '@reglament/contract'
import type { IconName } from '../ui/icons.tsx'

/** Who reviews, calls back and sells again. */
const looksAfter: ReadonlySet<Role> = new Set(['head', 'quality-controller', 'owner', 'admin'])

/** The sections in the order in which a day goes through them; the rail and the search lead to the same ones. */
export const sections = [
  { to: '/my-day', icon: 'day', word: 'shell.myDay' },
  { to: '/incoming', icon: 'inbox', word: 'shell.incoming' },
  { to: '/deals', icon: 'deals', word: 'shell.deals' },
  { to: '/leads', icon: 'lead', word: 'leads.title' },
  { to: '/exchange', icon: 'swap', word: 'shell.exchange' },
  { to: '/clients', icon: 'client', word: 'clients.title' },
  { to: '/control', icon: 'eye', word: 'control.title', for: looksAfter },
  { to: '/regulation', icon: 'reg', word: 'shell.regulation' },
] as const satisfies readonly { to: string; icon: IconName; word: string; for?: ReadonlySet<Role> }[]

/** Those that this role has. */
export const sectionsOf = (role: Role) => sections.filter((section) => !('for' in section) || section.for.has(role))
