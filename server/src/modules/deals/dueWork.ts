import type { Instant } from '@reglament/kernel'
import type { Db, Tx } from '../../platform/database.ts'
import type { Services } from '../../platform/services.ts'

/**
 * What falls due in a workspace besides its deals: releases, and what else modules above this one add in `app.ts`. Sweeper and sandbox
 * clock ask each of them, so that no business instant is anybody's own timer (K5).
 */
export type DueWork = {
  readonly name: string
  /** Workspaces in which some of it is due by the time of each; asked once a round for the whole installation. */
  workspaces: (db: Db, realNow: Instant) => Promise<number[]>
  /** The next instant at which some of it is due, or was due and is not finished; null: none ahead. */
  next: (tx: Tx, workspaceId: number) => Promise<Instant | null>
  /** Carries out what is due, each thing once, whoever else is at it; answers how much was done. */
  carryOut: (services: Services, workspaceId: number, now: Instant) => Promise<number>
}

const works = new Map<string, DueWork>()

/** Adds work to what is swept; the same name again replaces it. */
export const alsoSweep = (work: DueWork): void => void works.set(work.name, work)

export const dueWorks = (): readonly DueWork[] => [...works.values()]
