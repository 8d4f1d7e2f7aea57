import type { Finding, PossibleAct, Stage } from '@reglament/contract'
import { isClosing } from '../../../moves/stageStates.ts'

/** One thing that a stage asks for: a field, the note, the budget, or what else the server said is lacking. */
export type Check = { kind: 'field'; key: string; done: boolean } | { kind: 'finding'; key: string; done: false; finding: Finding }

/** Lacks that are shown elsewhere: another stage stands in «Почему нельзя», a reason is asked when one goes. */
const elsewhere = new Set(['stage', 'other-stage', 'open-deal', 'closure', 'reason'])

/**
 * What stands between the deal and a stage. What is missing comes from the server's answer about this very move; what the stages
 * require and the answer doesn't miss is done.
 */
export function checklistOf(move: PossibleAct, target: Stage, here: Stage | undefined): Check[] {
  const missing = new Set(
    move.findings.flatMap(({ lacks }) => (lacks.what === 'fields' ? (lacks.fields ?? []) : lacks.what === 'note' ? ['note'] : [])),
  )
  const asked = new Set([...missing, ...(here?.required ?? []), ...target.required])
  const fields = [...asked].map((key): Check => ({ kind: 'field', key, done: !missing.has(key) }))
  const others = move.findings
    .filter(({ lacks }) => lacks.what !== 'fields' && lacks.what !== 'note' && !elsewhere.has(lacks.what))
    .map((finding): Check => ({ kind: 'finding', key: finding.clause, done: false, finding }))
  return [...fields.toSorted((one, other) => Number(other.done) - Number(one.done)), ...others]
}

/** Stages that may come next: forward, and not out of turn. */
export const nextMoves = (acts: readonly PossibleAct[]): PossibleAct[] =>
  acts.filter(
    (act) =>
      act.act === 'move' &&
      act.direction === 'forward' &&
      !act.findings.some(({ lacks }) => lacks.what === 'stage' || lacks.what === 'closure'),
  )

/** Moves that are refused for more than a form can give: these are said in full. A closing has its own window. */
export const forbiddenMoves = (acts: readonly PossibleAct[]): PossibleAct[] =>
  acts.filter((act) => act.act === 'move' && act.direction !== 'here' && !act.allowed && !act.mendable && !isClosing(act))
