import { deal } from './ru/deal.ts'
import { board } from './ru/board.ts'
import { entry } from './ru/entry.ts'
import { office } from './ru/office.ts'
import { parts } from './ru/parts.ts'

/** Every word of the interface in Russian. Keys are typed from here; the other languages follow. */
export const ru = { ...parts, ...entry, ...board, ...office, deal } as const
