import { DAY_MS, type Instant } from '@reglament/kernel'
import type { BreachFact, Dossier, HandOverWhy, InvoiceFact, LeftFact, ProposalFact, TaskFact } from './dossier.ts'
import type { Beginning, DealEvent, InteractionFact } from './events.ts'
import { contactRequestTemplate } from './intake/templates.ts'
import { isOversight } from './oversight.ts'
import { withReplaced } from './replacing.ts'

const begin = (data: Beginning, at: number): Dossier => ({
  dealId: data.dealId,
  pipeline: data.pipeline,
  stage: data.stage,
  status: 'open',
  createdAt: at,
  inquiryAt: data.inquiryAt,
  enteredAt: at,
  visits: 1,
  adoptedAt: null,
  closedAt: null,
  lossReason: null,
  responsibleId: data.responsibleId,
  contactId: data.contactId,
  companyId: data.companyId,
  budget: data.budget,
  noteLength: data.noteLength,
  noteAt: data.noteLength > 0 ? at : null,
  editedAt: at,
  fields: data.fields,
  openTasks: [],
  version: 1,
  heardAt: data.inquiryAt,
  talkedAt: null,
  touchedAt: at,
  movedAt: at,
  firstOutAt: data.inquiry?.contactRequest?.at ?? null,
  attempts: [],
  calls: [],
  unanswered: [],
  evidence: [],
  ladder: { rung: 0, nextAt: null, letterSent: false },
  silentStep: 0,
  namedAt: null,
  inquiry: data.inquiry ?? null,
  firstAnswerAt: null,
  contactRequest: data.inquiry?.contactRequest ?? null,
  closure: null,
  leftStage: null,
  reopenedAt: null,
  prolongations: 0,
  livesUntil: null,
  onExchangeSince: data.responsibleId === null ? at : null,
  takenAt: null,
  lastResponsibleId: null,
  left: [],
  reserved: data.responsibleId === null ? (data.reserved ?? null) : null,
  handedOver: [],
  breaches: [],
  exemptions: [],
  proposals: [],
  invoices: [],
  climbedAt: null,
  linkedFrom: data.linkedFrom ?? null,
  livesFrom: data.livesFrom ?? at,
  fellDue: [],
})

const changed = (tasks: readonly TaskFact[], id: string, change: Partial<TaskFact>) =>
  tasks.map((task) => (task.id === id ? { ...task, ...change } : task))

const without = <T extends { readonly id: string }>(things: readonly T[], id: string) => things.filter((thing) => thing.id !== id)

/** Only what was given: an absent member must not overwrite a fact with `undefined`. */
const given = <T extends object>(change: T): Partial<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>

const emptied = (fields: Record<string, unknown>) => Object.values(fields).includes(null)
const merged = (fields: Dossier['fields'], change: Dossier['fields']): Dossier['fields'] => {
  const all = { ...fields, ...change }
  return emptied(change) ? Object.fromEntries(Object.entries(all).filter(([, fact]) => fact !== null)) : all
}

/** Open work follows the deal; what was given to somebody else on purpose stays with him, and on the exchange nobody has it (regulation §9). */
const handedOn = (tasks: readonly TaskFact[], from: string | null, to: string | null) =>
  tasks.map((task) => (!isOversight(task) && (to === null || task.assigneeId === from) ? { ...task, assigneeId: to } : task))

/** More than anybody asks about; a dossier stays small. */
const leftKept = 20

/** Who had it until now stands last among those who had it before. */
function leaving({ left, responsibleId }: Dossier, at: Instant, to: string | null, why: HandOverWhy): readonly LeftFact[] {
  if (responsibleId === null || responsibleId === to) return left
  return [...left, { memberId: responsibleId, at, why, toExchange: to === null }].slice(-leftKept)
}

const later = (a: Instant | null, b: Instant): Instant => (a === null || b > a ? b : a)
/** Long enough for a run of working days over the longest holidays (D6). */
const callsKeptMs = 31 * DAY_MS

/** In the order in which they happened, without those of long ago. */
const lately = (calls: Instant[]) => {
  const sorted = calls.toSorted((a, b) => a - b)
  return sorted.filter((at) => at > sorted.at(-1)! - callsKeptMs)
}

/**
 * What a communication changes. Everything goes by when it happened, not by when it was recorded: a late entry moves no clock back.
 * Attempts count since the client was last heard; an answer of ours on a kind clears what waited on it (regulation §3).
 */
function heed(dossier: Dossier, at: Instant, fact: InteractionFact): Dossier {
  const heardAt = fact.heard ? later(dossier.heardAt, at) : dossier.heardAt
  const since = later(dossier.reopenedAt, heardAt)
  const attempts = fact.attempt ? [...dossier.attempts, { at, kind: fact.kind }].toSorted((a, b) => a.at - b.at) : dossier.attempts
  const waiting = fact.answers ? dossier.unanswered.filter((item) => item.at > at || item.kind !== fact.kind) : dossier.unanswered
  // Exactly what would have been left, had it been written down in the order in which it happened.
  const isAnswered = at <= (dossier.answeredAt?.[fact.kind] ?? -Infinity)
  const talked = fact.talk && at >= (dossier.talkedAt ?? -Infinity)
  return {
    ...dossier,
    heardAt,
    talkedAt: fact.talk ? later(dossier.talkedAt, at) : dossier.talkedAt,
    touchedAt: fact.touch ? later(dossier.touchedAt, at) : dossier.touchedAt,
    firstOutAt: fact.ours ? Math.min(dossier.firstOutAt ?? at, at) : dossier.firstOutAt,
    firstAnswerAt: fact.answers ? Math.min(dossier.firstAnswerAt ?? at, at) : dossier.firstAnswerAt,
    movedAt: fact.heard ? later(dossier.movedAt, at) : dossier.movedAt,
    attempts: attempts.filter((attempt) => attempt.at >= since),
    calls: fact.call && fact.direction === 'out' ? lately([...dossier.calls, at]) : dossier.calls,
    unanswered:
      fact.unanswered && !isAnswered
        ? [...waiting, { id: fact.id, at, kind: fact.kind, missedCall: fact.call }].toSorted((a, b) => a.at - b.at)
        : waiting,
    ...(fact.answers && { answeredAt: { ...dossier.answeredAt, [fact.kind]: later(dossier.answeredAt?.[fact.kind] ?? null, at) } }),
    evidence: fact.evidence ? [...dossier.evidence, fact.id] : dossier.evidence,
    climbedAt: fact.talk || fact.answers ? null : dossier.climbedAt,
    silentStep: talked ? 0 : dossier.silentStep,
    namedAt: talked ? null : dossier.namedAt,
  }
}

/** A stage's qualification is done when its last question is answered, and is not when an answer is emptied. */
function qualified(dossier: Dossier, { stage, complete }: { stage: string; complete: boolean }, at: Instant): Dossier {
  const { [stage]: since, ...others } = dossier.qualifiedAt ?? {}
  if (!complete && since === undefined) return dossier
  return { ...dossier, qualifiedAt: complete ? { ...others, [stage]: since ?? at } : others }
}

/**
 * The dossier after one event; the first event of a stream begins it.
 * Pure: folding a deal's journal gives exactly what its row says, which a test proves and the back-test relies on (A6, B13).
 * @throws Error when a stream does not begin with a creation or adoption
 */
export function evolve(dossier: Dossier | null, event: DealEvent): Dossier {
  if (event.type === 'deal-created') return begin(event.data, event.at)
  if (event.type === 'deal-adopted') {
    const { createdAt, enteredAt, status, closedAt, lossReason, leftStage } = event.data
    return { ...begin(event.data, createdAt), enteredAt, status, closedAt, lossReason, leftStage, adoptedAt: event.at }
  }
  if (!dossier) throw new Error(`a deal's journal can't begin with ${event.type}`)
  switch (event.type) {
    case 'stage-moved': {
      const movedAt = event.data.direction === 'forward' ? later(dossier.movedAt, event.at) : dossier.movedAt
      const version = dossier.version + 1
      return { ...dossier, stage: event.data.to, enteredAt: event.at, visits: dossier.visits + 1, version, movedAt }
    }
    case 'deal-won':
      return { ...dossier, status: 'won', leftStage: event.data.from, closedAt: event.at }
    case 'deal-lost': {
      const { to, evidence: _evidence, duplicateOf: _duplicate, criterion: _criterion, ...closure } = event.data
      const version = dossier.version + 1
      return {
        ...dossier,
        status: 'lost',
        stage: to,
        leftStage: closure.stage,
        enteredAt: event.at,
        visits: dossier.visits + 1,
        closedAt: event.at,
        lossReason: closure.reason,
        closure,
        version,
      }
    }
    case 'deal-reopened': {
      const { stage, responsibleId } = event.data
      const onExchangeSince = responsibleId === null ? event.at : null
      return {
        ...dossier,
        stage,
        responsibleId,
        onExchangeSince,
        lastResponsibleId: dossier.responsibleId ?? dossier.lastResponsibleId,
        left: leaving(dossier, event.at, responsibleId, 'reopened'),
        reserved: null,
        status: 'open',
        enteredAt: event.at,
        visits: dossier.visits + 1,
        closedAt: null,
        lossReason: null,
        closure: null,
        leftStage: null,
        reopenedAt: event.at,
        attempts: [],
        // Tries of before prove nothing of the deal that was given back to work; a letter that was sent stays sent.
        ladder: { ...dossier.ladder, rung: 0, nextAt: null },
        silentStep: 0,
        version: dossier.version + 1,
      }
    }
    case 'review-given':
      return event.data.verdict === 'confirmed' && dossier.closure
        ? { ...dossier, closure: { ...dossier.closure, review: 'confirmed' } }
        : dossier
    case 'sample-drawn':
      return dossier.closure
        ? { ...dossier, closure: { ...dossier.closure, sample: 'drawn', sampleDueAt: event.data.dueAt, drawnAt: event.at } }
        : dossier
    case 'sample-missed':
      return dossier.closure
        ? { ...dossier, closure: { ...dossier.closure, sampleTries: (dossier.closure.sampleTries ?? 0) + 1 } }
        : dossier
    case 'sample-again':
      return dossier.closure
        ? {
            ...dossier,
            closure: {
              ...dossier.closure,
              sampleAgainAt: event.data.from,
              sampleMissed: (dossier.closure.sampleMissed ?? 0) + 1,
            },
          }
        : dossier
    case 'sample-ended':
      return dossier.closure ? { ...dossier, closure: { ...dossier.closure, sample: 'not-reached' } } : dossier
    case 'sample-called':
      return dossier.closure ? { ...dossier, closure: { ...dossier.closure, sample: event.data.verdict } } : dossier
    case 'postponed-due':
      return dossier.closure ? { ...dossier, closure: { ...dossier.closure, due: true } } : dossier
    case 'lifetime-prolonged':
      return { ...dossier, livesUntil: event.data.until, prolongations: dossier.prolongations + 1 }
    case 'deal-edited': {
      const { fields, noteLength, budget, contactId, companyId } = event.data
      return {
        ...dossier,
        ...given({ noteLength, budget, contactId, companyId }),
        noteAt: noteLength === undefined ? dossier.noteAt : event.at,
        editedAt: event.at,
        fields: fields ? merged(dossier.fields, fields) : dossier.fields,
        version: dossier.version + 1,
      }
    }
    case 'responsible-changed': {
      const { from, to, taskId, why = 'assigned' } = event.data
      const openTasks = handedOn(dossier.openTasks, from, to)
      const onExchangeSince = to === null ? event.at : null
      const handedOver = taskId === undefined ? dossier.handedOver : [...dossier.handedOver, taskId]
      const lastResponsibleId = from ?? dossier.lastResponsibleId
      const takenAt = from === null ? event.at : dossier.takenAt
      return {
        ...dossier,
        takenAt,
        responsibleId: to,
        lastResponsibleId,
        left: leaving(dossier, event.at, to, why),
        reserved: null,
        handedOver,
        openTasks,
        onExchangeSince,
        version: dossier.version + 1,
      }
    }
    case 'interaction-recorded':
      return heed(dossier, event.at, event.data)
    case 'inquiry-added': {
      const heardAt = later(dossier.heardAt, event.at)
      return { ...dossier, heardAt, movedAt: later(dossier.movedAt, event.at) }
    }
    case 'incoming-dismissed':
      return { ...dossier, unanswered: without(dossier.unanswered, event.data.id) }
    case 'evidence-added':
      return { ...dossier, evidence: [...dossier.evidence, event.data.id] }
    case 'question-answered':
      return qualified(dossier, event.data, event.at)
    case 'value-replaced':
      return withReplaced(dossier, event.data)
    case 'date-named':
      return { ...dossier, namedAt: event.data.at }
    case 'ladder-climbed': {
      const { rung, nextAt } = event.data
      return { ...dossier, ladder: { ...dossier.ladder, rung, nextAt } }
    }
    case 'silent-stepped':
      return { ...dossier, silentStep: event.data.step }
    case 'letter-queued': {
      const { template } = event.data
      const ladder = template === 'could-not-reach-you' ? { ...dossier.ladder, letterSent: true } : dossier.ladder
      const contactRequest =
        template === contactRequestTemplate ? { at: event.at, times: (dossier.contactRequest?.times ?? 0) + 1 } : dossier.contactRequest
      return { ...dossier, ladder, contactRequest, firstOutAt: dossier.firstOutAt ?? event.at }
    }
    case 'task-set':
      return { ...dossier, openTasks: [...dossier.openTasks, { ...event.data, setAt: event.at, clause: event.clause ?? null }] }
    case 'task-changed': {
      const { id, ...change } = event.data
      return { ...dossier, openTasks: changed(dossier.openTasks, id, given(change)) }
    }
    case 'task-completed':
    case 'task-cancelled':
      return { ...dossier, openTasks: without(dossier.openTasks, event.data.id) }
    case 'breach-opened':
      return { ...dossier, breaches: [...dossier.breaches, event.data] }
    case 'breach-enforced': {
      const { clause, about } = event.data
      const isIt = (breach: BreachFact) => breach.clause === clause && breach.about === about
      return { ...dossier, breaches: dossier.breaches.map((breach) => (isIt(breach) ? { ...breach, enforced: true } : breach)) }
    }
    case 'breach-closed': {
      const { clause, about } = event.data
      return { ...dossier, breaches: dossier.breaches.filter((breach) => breach.clause !== clause || breach.about !== about) }
    }
    case 'exempted': {
      const { clause, until } = event.data
      return { ...dossier, exemptions: [...dossier.exemptions.filter((exemption) => exemption.clause !== clause), { clause, until }] }
    }
    case 'fell-due':
      return { ...dossier, fellDue: [...dossier.fellDue, event.data] }
    case 'proposal-sent': {
      const { id, voiced } = event.data
      const movedAt = later(dossier.movedAt, event.at)
      return { ...dossier, proposals: [...dossier.proposals, { id, sentAt: event.at, voiced, openedAt: null }], movedAt }
    }
    case 'proposal-opened': {
      const opened = (proposal: ProposalFact) =>
        proposal.id === event.data.id && proposal.openedAt === null ? { ...proposal, openedAt: event.at } : proposal
      return { ...dossier, proposals: dossier.proposals.map(opened) }
    }
    case 'invoice-issued': {
      const { id, amount } = event.data
      const movedAt = later(dossier.movedAt, event.at)
      return { ...dossier, invoices: [...dossier.invoices, { id, issuedAt: event.at, amount, paid: 0 }], movedAt }
    }
    case 'payment-received': {
      const { invoiceId, amount } = event.data
      const paid = (invoice: InvoiceFact) => (invoice.id === invoiceId ? { ...invoice, paid: invoice.paid + amount } : invoice)
      return { ...dossier, invoices: dossier.invoices.map(paid), movedAt: later(dossier.movedAt, event.at) }
    }
    case 'call-climbed':
      return { ...dossier, climbedAt: event.at }
    case 'call-rang':
    case 'cascade-planned':
    case 'next-deal-opened':
    case 'commented':
    case 'refused':
    case 'would-refuse':
    case 'confirmed':
    case 'exempt':
    case 'would-do':
    case 'release-due':
    case 'deal-returned':
      return dossier
  }
}

/** The dossier after a whole stream. */
export const fold = (events: Iterable<DealEvent>, from: Dossier | null = null): Dossier | null => {
  let dossier = from
  for (const event of events) dossier = evolve(dossier, event)
  return dossier
}
