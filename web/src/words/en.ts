import { deal } from './en/deal.ts'
import { board } from './en/board.ts'
import { entry } from './en/entry.ts'
import { office } from './en/office.ts'
import { parts } from './en/parts.ts'

/** Every word of the interface in English. */
export const en = { ...parts, ...entry, ...board, ...office, deal } as const
