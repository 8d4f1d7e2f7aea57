import type { Instant } from '@reglament/kernel'
import type { Breaking } from './clauseKind.ts'
import { asSystem } from './asSystem.ts'
import { graceUntil, notWhileAway } from './clocks.ts'
import type { Clause, Regulation } from './compile.ts'
import type { BreachFact, Dossier } from './dossier.ts'
import type { DealEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { appliesTo } from './play.ts'
import type { Situation } from './situation.ts'
import { comesBackAt } from './losing.ts'
import type { Role } from './words.ts'

export type Standing = { breaches: readonly BreachFact[]; nextCheckAt: Instant | null }
export type Due = Breaking & { clause: Clause }

/**
 * All that will be broken, and from when, if nothing else happens. The instant of a clause is put off by adoption for duties of the
 * past, by an exemption until its end (A7), and by an absence (D11).
 */
export function dueOf(regulation: Regulation, situation: Situation, dossier: Dossier, watches = regulation.watches): Due[] {
  const { exemptions } = dossier
  const role = roleOf(situation, dossier)
  const due: Due[] = []
  for (const clause of watches) {
    if (!appliesTo(clause, dossier, role)) continue
    const exemptUntil = exemptions.find((exemption) => exemption.clause === clause.key)?.until ?? -Infinity
    const { quiet, breaks } = clause.kind.watch!
    for (const breaking of breaks({ dossier, situation, regulation }, clause.params)) {
      if (quiet && dossier.fellDue.some(({ clause: key, about }) => key === clause.key && about === breaking.about)) continue
      const { since, memberId } = breaking
      const asked = Math.max(breaking.from, exemptUntil, graceUntil(dossier, since, situation.calendar))
      due.push({ ...breaking, clause, from: notWhileAway(asked, memberId, situation) })
    }
  }
  return due
}

/** The role of whoever is responsible after the act; null where that is not known, and then every watch holds. */
function roleOf({ deal, receiver, responsibleRole = null }: Situation, { responsibleId }: Dossier): Role | null {
  if (responsibleId === null) return null
  if (receiver?.memberId === responsibleId) return receiver.role ?? null
  return deal?.responsibleId === responsibleId ? responsibleRole : null
}

const isSame = (due: Due, open: BreachFact) => due.clause.key === open.clause && due.about === open.about
const factOf = ({ clause, about, from, memberId }: Due): BreachFact => ({
  clause: clause.key,
  about,
  from,
  memberId,
  enforced: clause.mode === 'enforce',
})
/** What is broken now; the earliest first, at the same instant in the order of the watches (regulation §7). */
const brokenOf = (due: readonly Due[], now: Instant) =>
  due.filter(({ from, until = Infinity }) => from <= now && now < until).toSorted((a, b) => a.from - b.from)

/**
 * Which clauses are broken now and from when, and the earliest instant at which any of them changes its mind (A9).
 * Pure; `nextCheckAt` is never late, which a property proves.
 */
export function standing(regulation: Regulation, situation: Situation, now: Instant): Standing {
  const due = situation.deal ? dueOf(regulation, situation, situation.deal) : []
  const ahead = due.flatMap(({ from, until = Infinity }) => [from, until]).filter((at) => at > now)
  const nextCheckAt = Math.min(comesBackAt(situation.deal) ?? Infinity, ...ahead)
  const breaches = brokenOf(due, now).filter(({ clause }) => !clause.kind.watch!.quiet)
  return { breaches: breaches.map(factOf), nextCheckAt: Number.isFinite(nextCheckAt) ? nextCheckAt : null }
}

/** One settling can set off only so many others; more would be a circle in the regulation. */
const roundsMax = 100

/**
 * Opens and closes breaches after an act, and carries out what follows from those that opened, each exactly once: the opening is the
 * record. One at a time, the earliest first, so that what the first makes moot is dropped (regulation §7).
 */
export function settle(
  regulation: Regulation,
  situation: Situation,
  now: Instant,
  newId: () => string,
): { after: Dossier; events: DealEvent[] } {
  const events: DealEvent[] = []
  let dossier = situation.deal!
  const happen = (event: DealEvent) => {
    dossier = evolve(dossier, event)
    events.push(event)
  }
  /** Opens a breach, or enforces one that stands open; whether something followed, after which everything has to be looked at anew. */
  const open = (due: Due, stands: boolean): boolean => {
    const { clause, about } = due
    happen(
      clause.kind.watch!.quiet
        ? { type: 'fell-due', at: now, clause: clause.key, data: { clause: clause.key, about } }
        : stands
          ? { type: 'breach-enforced', at: now, clause: clause.key, data: { clause: clause.key, about } }
          : { type: 'breach-opened', at: now, clause: clause.key, data: factOf(due) },
    )
    const tryClosing = (reason: string) =>
      asSystem(regulation, { ...situation, deal: dossier }, { kind: 'close', reason, evidence: [] }, now, newId)
    const view = { dossier, situation: { ...situation, deal: dossier }, regulation, breaking: due, now, newId, tryClosing }
    const followings = clause.kind.watch!.follows?.(view, clause.params) ?? []
    for (const { event } of followings) {
      if (clause.mode === 'enforce') happen({ ...event, clause: event.clause ?? clause.key })
      else happen({ type: 'would-do', at: now, clause: clause.key, data: { kind: event.type } })
    }
    return followings.length > 0
  }
  for (let round = 0; round < roundsMax; round++) {
    const broken = brokenOf(dueOf(regulation, { ...situation, deal: dossier }, dossier), now)
    for (const { clause, about } of dossier.breaches.filter((breach) => !broken.some((due) => isSame(due, breach))))
      happen({ type: 'breach-closed', at: now, clause, data: { clause, about, until: now } })
    const goesOn = broken.some((due) => {
      const stands = dossier.breaches.find((breach) => isSame(due, breach))
      return (!stands || (due.clause.mode === 'enforce' && !stands.enforced)) && open(due, stands !== undefined)
    })
    if (!goesOn) break
  }
  return { after: dossier, events }
}
