import type { Instant, Money } from '@reglament/kernel'
import type { Replacement } from './act.ts'
import type {
  BreachFact,
  ChannelKind,
  ClosureFact,
  DealStatus,
  FieldFact,
  HandOverWhy,
  InquiryFact,
  Reservation,
  TaskFact,
} from './dossier.ts'

/** Facts with which a deal begins, whether it is made here or adopted from elsewhere. */
export type Beginning = {
  dealId: string
  pipeline: string
  stage: string
  inquiryAt: Instant
  responsibleId: string | null
  /** On the exchange it waits for this member first (C3). */
  reserved?: Reservation | null
  contactId: string | null
  companyId: string | null
  budget: Money | null
  noteLength: number
  fields: Record<string, FieldFact>
  /** The inquiry that made it; absent of a deal made by hand (regulation §5). */
  inquiry?: InquiryFact
  /** Of a deal that another one opened: which, and from when their common life counts. */
  linkedFrom?: string
  livesFrom?: Instant
}

export type FactEdits = {
  noteLength?: number
  budget?: Money | null
  fields?: Record<string, FieldFact>
  contactId?: string | null
  companyId?: string | null
  titleLength?: number
}

/** What a communication was, as rules read it; `at` of its event is when it happened. */
export type InteractionFact = {
  id: string
  kind: ChannelKind
  direction: 'in' | 'out'
  /** A call was answered (10 s or more where the length is known), a meeting held, a client's message followed ours. */
  talk: boolean
  /** Outbound by a member, reached nobody or awaits an answer. */
  attempt: boolean
  /** A sign by a person on the client's side. */
  heard: boolean
  call: boolean
  /** An attempt or a talk, by a member. */
  touch: boolean
  /** Inbound and waiting for us. */
  unanswered: boolean
  /** It went out from us, automatic too: a client's message after it is a talk. */
  ours: boolean
  /** A member wrote or rang, reached or not, or we spoke: what waited on this kind of channel waits no more. */
  answers: boolean
  /** A client's message, or a talk with its recording: proof in the card. */
  evidence: boolean
}

/** What the journal remembers of an act. Ids and facts only; texts live in tables that an erasure empties. */
export type DealEvent = { readonly at: Instant; readonly clause?: string } & (
  | { readonly type: 'deal-created'; readonly data: Beginning }
  | {
      readonly type: 'deal-adopted'
      readonly data: Beginning & {
        createdAt: Instant
        enteredAt: Instant
        status: DealStatus
        closedAt: Instant | null
        lossReason: string | null
        leftStage: string | null
      }
    }
  | {
      readonly type: 'stage-moved'
      readonly data: {
        from: string
        to: string
        /** `by-version`: nobody moved it; the version that is named took the stage away (B1). */
        direction: 'forward' | 'back' | 'by-version'
        reasonLength: number
        version?: number
      }
    }
  | { readonly type: 'deal-won'; readonly data: { stage: string; from: string } }
  | {
      readonly type: 'deal-lost'
      readonly data: ClosureFact & { to: string; evidence: string[]; duplicateOf: string | null; criterion?: string | null }
    }
  | { readonly type: 'deal-reopened'; readonly data: { stage: string; responsibleId: string | null } }
  | { readonly type: 'review-given'; readonly data: { verdict: 'confirmed' | 'returned'; by: string | null } }
  | { readonly type: 'sample-drawn'; readonly data: { dueAt: Instant } }
  /** Nobody answered the call about a drawn loss; it stays drawn. `sample-again` says from when the clause asks for the next one. */
  | { readonly type: 'sample-missed'; readonly data: { by: string | null } }
  | { readonly type: 'sample-again'; readonly data: { from: Instant } }
  /** Nobody answered as often as the clause asks for: the call ends as not reached. */
  | { readonly type: 'sample-ended'; readonly data: { tries: number } }
  /** `member`: whose loss it was; a false one counts for him (H6). */
  | {
      readonly type: 'sample-called'
      readonly data: { verdict: 'real' | 'false'; falseLoss: string | null; by: string | null; member: string | null }
    }
  /** The date that the client named for a postponed deal has come; `deal-returned` names the deal that was made of it (H9). */
  | { readonly type: 'postponed-due'; readonly data: { until: Instant } }
  | { readonly type: 'deal-returned'; readonly data: { dealId: string } }
  | { readonly type: 'lifetime-prolonged'; readonly data: { until: Instant; reasonLength: number } }
  | { readonly type: 'deal-edited'; readonly data: FactEdits }
  | {
      readonly type: 'responsible-changed'
      readonly data: {
        from: string | null
        to: string | null
        /** Absent: assigned by a head. */
        why?: HandOverWhy
        taskId?: string
        releaseId?: string
        reasonLength?: number
      }
    }
  /** A release has come to this deal, or its undoing; what follows is the clause's matter. */
  | { readonly type: 'release-due'; readonly data: { releaseId: string; to: string | null } }
  | { readonly type: 'interaction-recorded'; readonly data: InteractionFact }
  /** One more inquiry of the same client about the same thing (regulation §5). */
  | { readonly type: 'inquiry-added'; readonly data: { leadId: string; channel: InquiryFact['channel'] } }
  | { readonly type: 'incoming-dismissed'; readonly data: { id: string; reasonLength: number } }
  | { readonly type: 'evidence-added'; readonly data: { id: string } }
  | { readonly type: 'commented'; readonly data: { id: string; textLength: number; mentions: readonly string[] } }
  | {
      readonly type: 'question-answered'
      readonly data: { question: string; textLength: number; stage: string; complete: boolean }
    }
  /** A list of the company has changed: what stood here was replaced, and nothing was decided anew. */
  | { readonly type: 'value-replaced'; readonly data: Replacement }
  | { readonly type: 'date-named'; readonly data: { at: Instant | null } }
  | { readonly type: 'ladder-climbed'; readonly data: { rung: number; nextAt: Instant | null } }
  | { readonly type: 'silent-stepped'; readonly data: { step: number } }
  | { readonly type: 'letter-queued'; readonly data: { template: string; kind: ChannelKind | null } }
  | { readonly type: 'task-set'; readonly data: Omit<TaskFact, 'setAt' | 'clause'> }
  | {
      readonly type: 'task-changed'
      readonly data: { id: string; kind?: string; dueAt?: Instant; textLength?: number; assigneeId?: string | null }
    }
  | { readonly type: 'task-completed'; readonly data: { id: string; resultLength: number } }
  | { readonly type: 'task-cancelled'; readonly data: { id: string; why: 'superseded' | 'by-hand' | 'deal-closed' | 'went-on' } }
  | { readonly type: 'breach-opened'; readonly data: BreachFact }
  /** Its clause came to be enforced while it stood open: what follows the breach followed now (A12). */
  | { readonly type: 'breach-enforced'; readonly data: { clause: string; about: string } }
  | { readonly type: 'breach-closed'; readonly data: { clause: string; about: string; until: Instant } }
  | { readonly type: 'exempted'; readonly data: { clause: string; until: Instant; by: string | null; reasonLength: number } }
  /** A record of what the regulation found: refused, passed in mode observe, confirmed in mode warn, let past by an exemption (§1). */
  | { readonly type: 'refused' | 'would-refuse' | 'confirmed' | 'exempt'; readonly data: { act: string; to?: string; clauses: string[] } }
  | { readonly type: 'would-do'; readonly data: { kind: string } }
  /** Something that a clause does at its time, without anybody's breach; the record that it was done once. */
  | { readonly type: 'fell-due'; readonly data: { clause: string; about: string } }
  /** The won deal opened the next one in line; its open tasks go along (regulation §4). */
  | {
      readonly type: 'next-deal-opened'
      readonly data: { dealId: string; pipeline: string; responsibleId: string | null; taskWithin: string; tasks: TaskFact[] }
    }
  // What papers and calls leave (regulation §4, facts).
  | { readonly type: 'proposal-sent'; readonly data: { id: string; voiced: boolean } }
  | { readonly type: 'proposal-opened'; readonly data: { id: string } }
  | { readonly type: 'invoice-issued'; readonly data: { id: string; amount: number } }
  | { readonly type: 'payment-received'; readonly data: { invoiceId: string; amount: number } }
  | { readonly type: 'call-rang'; readonly data: { id: string } }
  | { readonly type: 'call-climbed'; readonly data: { id: string } }
  /** Who is rung when, one after another, until somebody answers (F1). */
  | { readonly type: 'cascade-planned'; readonly data: { id: string; steps: { to: string; at: Instant }[] } }
)
export type DealEventType = DealEvent['type']
/** What other modules record about papers and calls; the book only draws its conclusions. */
export type FactEvent = Extract<
  DealEvent,
  { type: 'proposal-sent' | 'proposal-opened' | 'invoice-issued' | 'payment-received' | 'call-rang' | 'call-climbed' }
>
