import { board } from './board.ts'
import { card } from './card.ts'
import { clients } from './clients.ts'
import { deal } from './deal.ts'
import { exchange } from './exchange.ts'
import { breach, exempt } from './exempt.ts'
import { lists } from './lists.ts'
import { losing } from './losing.ts'
import { origin } from './origin.ts'
import { palette } from './palette.ts'
import { parts } from './parts.ts'
import { talks } from './talks.ts'

/** The words that every screen may need; the others come with their screens (see `i18n.ts`). */
export const start = {
  ...parts,
  ...board,
  card,
  clients,
  deal,
  lists,
  losing,
  exchange,
  talks,
  exempt,
  breach,
  origin,
  palette,
} as const
