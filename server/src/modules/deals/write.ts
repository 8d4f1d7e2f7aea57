import type { Instant } from '@reglament/kernel'
import type { Changes } from '@reglament/regulation'
import type { Book } from '../rulebook/index.ts'

/** What an act is written under: where, by whom (null: the regulation itself), when, and by which book. */
export type Ink = { workspaceId: number; actorId: string | null; now: Instant; book: Book }

/** Facts of an adopted deal that are no part of its dossier. */
export type Adopted = { externalId: string | null }
/** `nextCheckAt`: when the regulation has to look at this deal again; null never by itself. */
export type Write = Changes & { adopted?: Adopted; nextCheckAt: Instant | null }
