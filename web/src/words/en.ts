import { day, incoming } from './en/day.ts'
import { card } from './en/card.ts'
import { choices } from './en/choices.ts'
import { clients } from './en/clients.ts'
import { control } from './en/control.ts'
import { deal } from './en/deal.ts'
import { controlNow } from './en/controlNow.ts'
import { board } from './en/board.ts'
import { drafts } from './en/drafts.ts'
import { entry } from './en/entry.ts'
import { breach, exempt } from './en/exempt.ts'
import { exchange } from './en/exchange.ts'
import { imports } from './en/imports.ts'
import { leads } from './en/leads.ts'
import { lists } from './en/lists.ts'
import { losing } from './en/losing.ts'
import { office } from './en/office.ts'
import { palette } from './en/palette.ts'
import { parts } from './en/parts.ts'
import { stages } from './en/stages.ts'
import { talks } from './en/talks.ts'

/** Every word of the interface in English. */
export const en = {
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
