import type { Instant } from '@reglament/kernel'
import type { Act, StepKind } from './act.ts'
import type { GuardView } from './clauseKind.ts'
import type { Regulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import type { DealEvent } from './events.ts'
import { foundation, foundationFinding } from './foundation.ts'
import { appliesTo, type Frame, type Play } from './play.ts'
import type { Situation } from './situation.ts'
import type { Finding, Verdict } from './verdict.ts'

const impossibilities = (regulation: Regulation, { frames }: Play, now: Instant): Finding[] =>
  frames.flatMap(({ step, before }) => foundationFinding(step, before, { regulation, now }) ?? [])

function findingsOfStep(
  { step, before }: Frame,
  { act, after, situation, regulation, now }: Omit<GuardView, 'step' | 'before'>,
  findings: Finding[],
) {
  for (const clause of regulation.guardsOn.get(step.kind) ?? []) {
    if (!appliesTo(clause, before ?? after, situation.actor.role)) continue
    const guard = clause.kind.guard!
    const view: GuardView = { act, step, before, after, situation, regulation, now }
    if (guard.when && !guard.when(view, clause.params)) continue
    if (guard.holds(view, clause.params)) continue
    const { lacks, mends, passesAt = null, countsFrom } = guard.explain(view, clause.params)
    const { key, number, mode } = clause
    findings.push({ clause: key, kind: clause.kind.kind, number, mode: mode as Finding['mode'], lacks, mends, passesAt, countsFrom })
  }
}

/** The same clause may be met by two steps of one act; a person hears it once, as it was met first. */
function eachOnce(findings: readonly Finding[]): Finding[] {
  const met = new Set<string>()
  return findings.filter(({ clause }) => !met.has(clause) && met.add(clause))
}

/** As the document has them, whichever step met them first. */
function inOrder(findings: Finding[], { clauses }: Regulation): Finding[] {
  const place = new Map(clauses.map(({ key }, i) => [key, i]))
  return findings.toSorted((a, b) => (place.get(a.clause) ?? -1) - (place.get(b.clause) ?? -1))
}

const isExempt = (deal: Dossier | null, { clause, kind }: Finding, now: Instant) =>
  kind !== foundation && (deal?.exemptions.some((exemption) => exemption.clause === clause && exemption.until > now) ?? false)

/**
 * A finding that only tells from when an act will count never stops it: too early is recorded, not refused (regulation §6). An
 * automatic act has nobody to confirm it: in mode warn it proceeds and is recorded (regulation §1).
 */
const stops = ({ mode, countsFrom }: Finding, { confirmed }: Act, { actor: { role } }: Situation) =>
  countsFrom === undefined && (mode === 'enforce' || (mode === 'warn' && !confirmed && role !== 'system'))

/** The judgement with what an exemption let past (A7). */
export type Weighed = { verdict: Verdict; exempt: readonly Finding[] }

/** Asks every guard in force about a played act; all findings at once (A3). Adoption is only recorded (L3). */
export function weigh(regulation: Regulation, act: Act, played: Play, situation: Situation, now: Instant): Weighed {
  const { frames, after } = played
  const met = impossibilities(regulation, played, now)
  for (const frame of frames) findingsOfStep(frame, { act, after, situation, regulation, now }, met)
  const found = met.length < 2 ? met : inOrder(eachOnce(met), regulation)
  const findings = found.filter((finding) => !isExempt(situation.deal, finding, now))
  const adopting = act.steps.some(({ kind }) => kind === 'adopt')
  const refusals = adopting ? [] : findings.filter((finding) => stops(finding, act, situation))
  return { verdict: { allowed: refusals.length === 0, findings, refusals }, exempt: found.filter((finding) => !findings.includes(finding)) }
}

/** Of several steps the one that people would call the act by. */
const namesTheAct: ReadonlySet<StepKind> = new Set(['create', 'adopt', 'move', 'close', 'reopen', 'review', 'sample'])

/** Records what was found beside what happened: refused, passed in mode observe, confirmed in mode warn, exempted (§1, A7). */
export function recordsOf(act: Act, { verdict: { allowed, findings, refusals }, exempt }: Weighed, now: Instant): DealEvent[] {
  const main = act.steps.find(({ kind }) => namesTheAct.has(kind)) ?? act.steps.at(-1)!
  const about = { act: main.kind, ...(main.kind === 'move' ? { to: main.to } : {}) }
  const record = (type: 'refused' | 'would-refuse' | 'confirmed' | 'exempt', of: readonly Finding[]): DealEvent[] =>
    of.length > 0 ? [{ type, at: now, data: { ...about, clauses: of.map(({ clause }) => clause) } }] : []
  if (!allowed) return record('refused', refusals)
  const told = findings.filter(({ countsFrom }) => countsFrom === undefined)
  const confirmed = told.filter(({ mode }) => mode === 'warn' && act.confirmed)
  const passed = told.filter((finding) => !confirmed.includes(finding))
  return [...record('confirmed', confirmed), ...record('would-refuse', passed), ...record('exempt', exempt)]
}
