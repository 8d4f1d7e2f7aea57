import type { Instant } from '@reglament/kernel'
import type { Act } from './act.ts'
import type { Regulation } from './compile.ts'
import { foundation } from './foundation.ts'
import { appliesTo, play } from './play.ts'
import type { Situation } from './situation.ts'
import type { Finding } from './verdict.ts'
import { weigh } from './weigh.ts'

/** One guard that had a say in an act: kept, broken as found, or let past by an exemption. */
export type Check = {
  readonly clause: string
  readonly number: string
  readonly state: 'kept' | 'broken' | 'exempt'
  readonly finding: Finding | null
}

/**
 * Every guard that had a say in an act, whether it held or not: the auto-ticked list of a closing review (H5). Guards that the act gives
 * no occasion for are left out. Pure; `now` is when the act happened.
 */
export function checksOf(regulation: Regulation, act: Act, situation: Situation, now: Instant): Check[] {
  let planned = 0
  const played = play(regulation, act, situation, now, () => `planned ${++planned}`)
  const { verdict, exempt } = weigh(regulation, act, played, situation, now)
  const asked = regulation.clauses.filter(
    (clause) =>
      clause.mode !== 'off' &&
      played.frames.some(({ step, before }) => {
        const guard = clause.kind.guard
        if (!guard?.on.includes(step.kind) || !appliesTo(clause, before ?? played.after, situation.actor.role)) return false
        return guard.when?.({ act, step, before, after: played.after, situation, regulation, now }, clause.params) ?? true
      }),
  )
  return asked.map(({ key, number }) => {
    const isOfIt = (finding: Finding) => finding.clause === key && finding.kind !== foundation
    const broken = verdict.findings.find(isOfIt)
    const passed = exempt.find(isOfIt)
    return { clause: key, number, state: broken ? 'broken' : passed ? 'exempt' : 'kept', finding: broken ?? passed ?? null }
  })
}
