import type { Regulation } from '../compile.ts'
import type { Concrete } from './face.ts'

/** What follows from something concrete on a lead: its deal is made, or offered; and by which clause. */
export type FromConcrete = { readonly way: 'makes' | 'offers'; readonly clause: string }

/**
 * Whether what is recorded on a lead makes a deal of it in the same act (B7); in mode warn it is offered.
 * A lead that was converted or rejected is none of this rule's business; the caller asks only for open ones.
 */
export function isConcrete(regulation: Regulation, lead: Concrete): FromConcrete | null {
  const clause = regulation.clauses.find(({ kind, mode }) => kind.intake?.concrete && (mode === 'enforce' || mode === 'warn'))
  if (!clause?.kind.intake!.concrete!(lead, clause.params)) return null
  return { way: clause.mode === 'enforce' ? 'makes' : 'offers', clause: clause.key }
}
