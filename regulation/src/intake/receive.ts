import type { Instant } from '@reglament/kernel'
import type { Regulation } from '../compile.ts'
import type { ArrivalFacts, Becoming, KnownClient, Reception } from './arrival.ts'

/**
 * What becomes of something that came in: the decision table of §5 under the clauses in force. Pure.
 * Where the clause is only observed, each inquiry is a lead and a deal of its own, and what it would have become is told beside.
 */
export function receive(regulation: Regulation, arrival: ArrivalFacts, client: KnownClient, now: Instant): Reception {
  const clause = regulation.clauses.find(({ kind, mode }) => kind.intake?.becomes && mode !== 'off')
  if (!clause) return { becomes: 'deal', clause: null, would: null }
  const known = arrival.at <= now ? arrival : { ...arrival, at: now }
  const becoming = clause.kind.intake!.becomes!(known, client, clause.params)
  if (clause.mode === 'enforce') return { ...becoming, clause: clause.key, would: null }
  const ofItsOwn: Becoming = becoming.becomes === 'lead' ? becoming : { becomes: 'deal' }
  return { ...ofItsOwn, clause: clause.key, would: becoming.becomes === ofItsOwn.becomes ? null : becoming }
}
