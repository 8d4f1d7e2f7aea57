import { day, incoming } from './ru/day.ts'
import { card } from './ru/card.ts'
import { choices } from './ru/choices.ts'
import { clients } from './ru/clients.ts'
import { control } from './ru/control.ts'
import { deal } from './ru/deal.ts'
import { controlNow } from './ru/controlNow.ts'
import { board } from './ru/board.ts'
import { drafts } from './ru/drafts.ts'
import { entry } from './ru/entry.ts'
import { breach, exempt } from './ru/exempt.ts'
import { exchange } from './ru/exchange.ts'
import { imports } from './ru/imports.ts'
import { leads } from './ru/leads.ts'
import { lists } from './ru/lists.ts'
import { losing } from './ru/losing.ts'
import { office } from './ru/office.ts'
import { palette } from './ru/palette.ts'
import { parts } from './ru/parts.ts'
import { stages } from './ru/stages.ts'
import { talks } from './ru/talks.ts'

/** Every word of the interface in Russian. Keys are typed from here; the other languages follow. */
export const ru = {
  ...parts,
  ...entry,
  ...board,
  ...office,
  day,
  incoming,
  card,
  choices,
  clients,
  control,
  deal,
  leads,
  lists,
  losing,
  imports,
  exchange,
  controlNow,
  stages,
  talks,
  exempt,
  breach,
  drafts,
  palette,
} as const
