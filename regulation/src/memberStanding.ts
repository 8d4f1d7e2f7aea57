import type { Instant } from '@reglament/kernel'
import type { MemberBreaking, MemberFollowing } from './clauseKind.ts'
import { awayUntil } from './clocks.ts'
import type { Clause, Regulation } from './compile.ts'
import type { MemberBreach, MemberSituation } from './memberSituation.ts'
import type { Mode } from './words.ts'

type Due = MemberBreaking & { clause: Clause }

/** A breach of a member with the mode in which it counts: a newcomer is only observed at first. */
export type MemberBreachFact = MemberBreach & {
  readonly mode: Mode
  /** His head has to hear of it at once (D9). */
  readonly alarmsHead: boolean
}
export type MemberStanding = { breaches: readonly MemberBreachFact[]; nextCheckAt: Instant | null }

const appliesTo = ({ scope }: Clause, { role }: MemberSituation) => scope.roles?.has(role) ?? true

/** All that will be broken by the member himself, and from when, if nothing else happens; never while he is away (D11). */
function dueOf(regulation: Regulation, member: MemberSituation, now: Instant): Due[] {
  return regulation.memberClauses
    .filter((clause) => clause.kind.memberWatch && appliesTo(clause, member))
    .flatMap((clause) =>
      clause.kind
        .memberWatch!.breaks({ member, regulation, now }, clause.params)
        .map((breaking) => ({ ...breaking, clause, from: awayUntil(breaking.from, member.absences) })),
    )
}

const factOf = ({ clause, about, from, mode = clause.mode }: Due): MemberBreachFact => ({
  clause: clause.key,
  about,
  from,
  mode,
  alarmsHead: clause.kind.memberWatch?.alarmsHead === true && mode !== 'observe',
})

/**
 * Which clauses about himself a member breaks now and from when, and the earliest instant at which any of them changes its mind (A9).
 * Pure. What happens meanwhile (an answer, a task done, a deal won) can only put that instant off, but for his load: whatever changes
 * that is looked at at once.
 */
export function memberStanding(regulation: Regulation, member: MemberSituation, now: Instant): MemberStanding {
  const due = dueOf(regulation, member, now).filter(({ from, until = Infinity }) => from < until)
  const broken = due.filter(({ from, until = Infinity }) => from <= now && now < until).toSorted((a, b) => a.from - b.from)
  const ahead = due.flatMap(({ from, until = Infinity }) => [from, until]).filter((at) => at > now)
  const nextCheckAt = Math.min(Infinity, ...ahead)
  return { breaches: broken.map(factOf), nextCheckAt: Number.isFinite(nextCheckAt) ? nextCheckAt : null }
}

/** What the sweeper has to write about a member. */
export type MemberChanges = {
  opened: readonly MemberBreachFact[]
  closed: readonly MemberBreach[]
  following: readonly (MemberFollowing & { clause: string })[]
  nextCheckAt: Instant | null
}

const isSame = (a: MemberBreach, b: MemberBreach) => a.clause === b.clause && a.about === b.about

/** Breaches of a member that open and close now, and what follows from those that he had; each exactly once, for each leaves its record. */
export function settleMember(regulation: Regulation, member: MemberSituation, now: Instant): MemberChanges {
  const { breaches, nextCheckAt } = memberStanding(regulation, member, now)
  return {
    opened: breaches.filter((breach) => !member.breaches.some((open) => isSame(open, breach))),
    closed: member.breaches.filter((open) => !breaches.some((breach) => isSame(open, breach))),
    following: regulation.memberClauses
      .filter((clause) => clause.mode === 'enforce' && clause.kind.memberConsequence && appliesTo(clause, member))
      .flatMap((clause) =>
        clause.kind
          .memberConsequence!.follows({ member, regulation, now }, clause.params)
          .map((following) => ({ ...following, clause: clause.key })),
      ),
    nextCheckAt,
  }
}
