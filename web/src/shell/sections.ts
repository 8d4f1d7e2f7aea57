import type { Rights } from '@reglament/contract'
import type { IconName } from '../ui/icons.tsx'

/** Who sees the work of others. */
const looksAfter = ({ sees }: Rights) => sees !== 'own'

/** The sections in the order in which a day goes through them; the rail and the search lead to the same ones. */
export const sections = [
  { to: '/my-day', icon: 'day', word: 'shell.myDay' },
  { to: '/incoming', icon: 'inbox', word: 'shell.incoming' },
  { to: '/deals', icon: 'deals', word: 'shell.deals' },
  { to: '/leads', icon: 'lead', word: 'shell.leads' },
  { to: '/exchange', icon: 'swap', word: 'shell.exchange' },
  { to: '/clients', icon: 'client', word: 'clients.title' },
  { to: '/control', icon: 'eye', word: 'shell.control', for: looksAfter },
  { to: '/regulation', icon: 'reg', word: 'shell.regulation' },
] as const satisfies readonly { to: string; icon: IconName; word: string; for?: (rights: Rights) => boolean }[]

/** Those that somebody with these rights has. */
export const sectionsOf = (rights: Rights) => sections.filter((section) => !('for' in section) || section.for(rights))
