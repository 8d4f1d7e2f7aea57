import type { Instant } from '@reglament/kernel'
import type { Regulation } from './compile.ts'
import type { BreachFact } from './dossier.ts'
import { standing } from './settle.ts'
import type { Situation } from './situation.ts'

/** One of the clocks of a deal: the clause that runs it, and the instant from which it is broken; `over` when that has come. */
export type Clock = { readonly clause: string; readonly about: string; readonly from: Instant; readonly over: boolean }

/**
 * Every clock that runs on a deal, the earliest first (regulation §7): what is broken now, and what will be broken at each of the
 * instants at which the sweeper would come if nothing else happened.
 */
export function clocksOf(regulation: Regulation, situation: Situation, now: Instant): Clock[] {
  const met = new Map<string, BreachFact>()
  for (let at: Instant | null = now; at !== null;) {
    const { breaches, nextCheckAt } = standing(regulation, situation, at)
    for (const breach of breaches) {
      const name = `${breach.clause}\n${breach.about}`
      if (!met.has(name)) met.set(name, breach)
    }
    at = nextCheckAt
  }
  return [...met.values()]
    .map(({ clause, about, from }) => ({ clause, about, from, over: from <= now }))
    .toSorted((a, b) => a.from - b.from)
}
