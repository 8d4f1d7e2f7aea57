import { newId as uuid, type Instant } from '@reglament/kernel'
import type { Act, Step } from './act.ts'
import type { GuardView } from './clauseKind.ts'
import type { Clause, Regulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import type { DealEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { perform } from './perform.ts'
import type { Situation } from './situation.ts'
import type { Changes, Finding, Texts, Verdict } from './verdict.ts'

type Frame = { step: Step; before: Dossier | null }
type Play = { frames: Frame[]; events: DealEvent[]; after: Dossier; texts: Texts }

const appliesTo = ({ scope }: Clause, deal: Dossier, role: string) =>
  (scope.pipelines?.has(deal.pipeline) ?? true) && (scope.stages?.has(deal.stage) ?? true) && (scope.roles?.has(role) ?? true)

/** What would happen: the steps one after another, each event followed by the consequences in force. */
function play(regulation: Regulation, act: Act, situation: Situation, now: Instant, newId: () => string): Play {
  const texts: Texts = { tasks: {}, results: {} }
  const events: DealEvent[] = []
  const frames: Frame[] = []
  let dossier = situation.deal
  for (const step of act.steps) {
    frames.push({ step, before: dossier })
    for (const event of perform(step, dossier, { regulation, now, newId, texts })) {
      dossier = evolve(dossier, event)
      events.push(event)
      for (const clause of regulation.consequencesAfter.get(event.type) ?? []) {
        if (!appliesTo(clause, dossier, situation.actor.role)) continue
        const view = { step, event, dossier, situation, regulation, now, newId }
        for (const { event: following, taskText } of clause.kind.consequence!.follows(view, clause.params)) {
          if (clause.mode !== 'enforce') {
            events.push({ type: 'would-do', at: now, clause: clause.key, data: { kind: following.type } })
            continue
          }
          const caused = { ...following, clause: clause.key } as DealEvent
          if (taskText && (caused.type === 'task-set' || caused.type === 'task-changed')) texts.tasks[caused.data.id] = taskText
          dossier = evolve(dossier, caused)
          events.push(caused)
        }
      }
    }
  }
  if (!dossier) throw new Error('an act without steps')
  return { frames, events, after: dossier, texts }
}

function* findingsOf(regulation: Regulation, act: Act, { frames, after }: Play, situation: Situation, now: Instant): Generator<Finding> {
  for (const { step, before } of frames) {
    for (const clause of regulation.guardsOn.get(step.kind) ?? []) {
      if (!appliesTo(clause, before ?? after, situation.actor.role)) continue
      const guard = clause.kind.guard!
      const view: GuardView = { act, step, before, after, situation, regulation, now }
      if (guard.when && !guard.when(view, clause.params)) continue
      if (guard.holds(view, clause.params)) continue
      const { lacks, mends, passesAt = null, countsFrom } = guard.explain(view, clause.params)
      const { key, number, mode } = clause
      yield { clause: key, kind: clause.kind.kind, number, mode: mode as Finding['mode'], lacks, mends, passesAt, countsFrom }
    }
  }
}

/** The same clause may be met by two steps of one act; a person hears it once. */
const eachOnce = (findings: Iterable<Finding>) => [...new Map([...findings].map((finding) => [finding.clause, finding])).values()]

function verdictOf(regulation: Regulation, act: Act, played: Play, situation: Situation, now: Instant): Verdict {
  const findings = eachOnce(findingsOf(regulation, act, played, situation, now))
  const adopting = act.steps.some(({ kind }) => kind === 'adopt')
  const refusals = adopting ? [] : findings.filter(({ mode }) => mode === 'enforce' || (mode === 'warn' && !act.confirmed))
  return { allowed: refusals.length === 0, findings, refusals }
}

/** May this act happen? Asks every clause in force and answers with everything found at once (A3). Pure. */
export function judge(regulation: Regulation, act: Act, situation: Situation, now: Instant): Verdict {
  let planned = 0
  const played = play(regulation, act, situation, now, () => `planned-${++planned}`)
  return verdictOf(regulation, act, played, situation, now)
}

/** Records what was found beside what happened: refused, passed in mode observe, confirmed in mode warn (§1). */
function recordsOf(act: Act, { allowed, findings, refusals }: Verdict, now: Instant): DealEvent[] {
  if (findings.length === 0) return []
  const last = act.steps.at(-1)!
  const about = { act: last.kind, ...(last.kind === 'move' ? { to: last.to } : {}) }
  const record = (type: 'refused' | 'would-refuse' | 'confirmed', of: readonly Finding[]): DealEvent[] =>
    of.length > 0 ? [{ type, at: now, data: { ...about, clauses: of.map(({ clause }) => clause) } }] : []
  if (!allowed) return record('refused', refusals)
  const confirmed = findings.filter(({ mode }) => mode === 'warn' && act.confirmed)
  return [
    ...record('confirmed', confirmed),
    ...record(
      'would-refuse',
      findings.filter((finding) => !confirmed.includes(finding)),
    ),
  ]
}

const dealIdOf = (act: Act, situation: Situation) => {
  const first = act.steps[0]
  return situation.deal?.dealId ?? (first?.kind === 'create' || first?.kind === 'adopt' ? first.dealId : '')
}

/** A judgement with all that the act would do. `following` are the events that clauses add, also when the act is refused. */
export type Decision = { verdict: Verdict; changes: Changes; following: readonly DealEvent[]; texts: Texts }

/**
 * The judgement and what it does: of an allowed act its events with their consequences, of a refused one only its record.
 * Pure: clock, ids and facts come in as arguments. Every path (form, drag, bulk, import, API, sweeper) ends here (A10).
 */
export function decide(regulation: Regulation, act: Act, situation: Situation, now: Instant, newId: () => string = uuid): Decision {
  const played = play(regulation, act, situation, now, newId)
  const verdict = verdictOf(regulation, act, played, situation, now)
  const records = recordsOf(act, verdict, now)
  const following = played.events.filter(({ clause }) => clause !== undefined)
  const dealId = dealIdOf(act, situation)
  const { deal: before } = situation
  const { after, texts, events } = played
  return verdict.allowed
    ? { verdict, following, texts, changes: { dealId, before, after, events: [...events, ...records], texts } }
    : { verdict, following, texts, changes: { dealId, before, after: before, events: records, texts: { tasks: {}, results: {} } } }
}
