import type { Flag } from '@reglament/contract'
import { formatInstant } from '@reglament/kernel'
import type { Language } from '@reglament/regulation'
import type { Book } from '../rulebook/index.ts'

/** A broken clause as it stands in the dossier of a deal. */
export type BrokenFact = { clause: string; from: number }

const rank = { enforce: 0, warn: 1, observe: 2, off: 3 } as const

/**
 * Broken clauses as a card names them: those in force before those that only warn, then the longest broken; what is only observed is
 * shown in Control alone (regulation §1). One clause is named once.
 */
export function sayFlags({ regulation }: Book, broken: readonly BrokenFact[] | null, language: Language): Flag[] {
  if (!broken) return []
  const seen = new Set<string>()
  return broken
    .flatMap(({ clause, from }) => {
      const found = regulation.clause(clause)
      return found && (found.mode === 'enforce' || found.mode === 'warn') ? [{ found, clause, from }] : []
    })
    .toSorted((a, b) => rank[a.found.mode] - rank[b.found.mode] || a.from - b.from)
    .filter(({ clause }) => !seen.has(clause) && seen.add(clause))
    .map(({ found, clause, from }) => ({
      clause,
      number: found.number,
      title: found.kind.words[language].title,
      from: formatInstant(from),
    }))
}
