import type { Instant, Money } from '@reglament/kernel'

/** What rules may know of a field: a list option, number, date or yes/no itself; of a text only its length; null when empty. */
export type FieldFact = string | number | boolean | null

/** An open task as rules see it; `textLength` is 0 for a task that says no more than its kind. */
export type TaskFact = {
  readonly id: string
  readonly kind: string
  readonly textLength: number
  readonly dueAt: Instant
  readonly assigneeId: string | null
  readonly setAt: Instant
  readonly clause: string | null
}

export type DealStatus = 'open' | 'won' | 'lost'

/** Ways to reach a client as rules count them; SMS belongs to the phone (regulation §3, known channel). */
export type ChannelKind = 'phone' | 'mail' | 'messenger' | 'meeting'

/** An outbound act of a member that reached nobody or awaits an answer (regulation §3, attempt). */
export type AttemptFact = { readonly at: Instant; readonly kind: ChannelKind }

/** Something of the client's that nobody has answered yet. */
export type UnansweredFact = { readonly id: string; readonly at: Instant; readonly kind: ChannelKind; readonly missedCall: boolean }

/** How far the no-answer ladder has been climbed; `rung` 4 is its end (regulation §6). */
export type LadderFact = { readonly rung: number; readonly nextAt: Instant | null; readonly letterSent: boolean }

/** A clause that does not hold from an instant on; `about` tells which task or message, empty for the deal itself. */
export type BreachFact = {
  readonly clause: string
  readonly about: string
  readonly from: Instant
  readonly memberId: string | null
  /** Whether its clause was enforced since it opened: then what follows the breach has been carried out. */
  readonly enforced: boolean
}

/** How an inquiry came in (C1); `hand` is what somebody typed in, `api` what a program sent. */
export type InquiryChannel = 'form' | 'chat' | 'messenger' | 'sms' | 'mail' | 'call' | 'missed-call' | 'api' | 'hand' | 'import'

/** The inquiry from which a deal was made; its texts and its source stand on the lead (regulation §5). */
export type InquiryFact = {
  readonly leadId: string
  readonly channel: InquiryChannel
  readonly tags: readonly string[]
  /** The request for contact data that the lead was sent before there was a deal: the client is not asked anew (C7). */
  readonly contactRequest?: ContactRequestFact | undefined
}
/** When contact data were last asked for, and how often (C7). */
export type ContactRequestFact = { readonly at: Instant; readonly times: number }

/** A proposal that the client was given; `voiced`: by phone, so that there is no letter to follow (B10, G1). */
export type ProposalFact = { readonly id: string; readonly sentAt: Instant; readonly voiced: boolean; readonly openedAt: Instant | null }

/** An invoice with what has been paid of it, in minor units (G3, G4). */
export type InvoiceFact = { readonly id: string; readonly issuedAt: Instant; readonly amount: number; readonly paid: number }

/** How and when a deal was lost, and what became of the review (regulation §8). */
export type ClosureFact = {
  readonly reason: string
  readonly at: Instant
  readonly by: string | null
  readonly stage: string
  readonly review: 'none' | 'sample' | 'pending' | 'confirmed'
  readonly until: Instant | null
  /** Whether quality control calls back about it, and what came of that (H6); absent: not drawn. */
  readonly sample?: 'drawn' | 'real' | 'false' | 'not-reached'
  /** Until when it has to be called back about, and since when. */
  readonly sampleDueAt?: Instant
  readonly drawnAt?: Instant
  /** How often nobody answered that call, and from when the clause asks for the next. */
  readonly sampleTries?: number
  readonly sampleAgainAt?: Instant
  /** Calls in vain that count towards the end: none of them before the last one’s `sampleAgainAt`. */
  readonly sampleMissed?: number
  /** The date to which it was postponed has come (H9). */
  readonly due?: boolean
}

/** How a deal came out of somebody's hands or into them. */
export type HandOverWhy = 'taken' | 'given-back' | 'assigned' | 'reopened' | 'overdue' | 'silence' | 'release' | 'release-undone'

/** Who had the deal before, until when, and how he came to have it no more; the past managers of the exchange (I1, I4). */
export type LeftFact = { readonly memberId: string; readonly at: Instant; readonly why: HandOverWhy; readonly toExchange: boolean }

/** A deal on the exchange that waits for one member first: a returning client's for his manager (C3, regulation §9). */
export type Reservation = { readonly memberId: string; readonly until: Instant }

/** All that rules may know of a deal: the fold of its journal. Texts and personal data are not in it. */
export type Dossier = {
  readonly dealId: string
  readonly pipeline: string
  readonly stage: string
  readonly status: DealStatus
  readonly createdAt: Instant
  readonly inquiryAt: Instant
  readonly enteredAt: Instant
  readonly visits: number
  readonly adoptedAt: Instant | null
  readonly closedAt: Instant | null
  readonly lossReason: string | null
  readonly responsibleId: string | null
  readonly contactId: string | null
  readonly companyId: string | null
  readonly budget: Money | null
  readonly noteLength: number
  readonly noteAt: Instant | null
  /** When somebody last changed the card. */
  readonly editedAt: Instant
  readonly fields: Readonly<Record<string, FieldFact>>
  readonly openTasks: readonly TaskFact[]
  /** Grows with each edit by a person; what `If-Match` compares. */
  readonly version: number

  // What really happened between us and the client (regulation §3).
  readonly heardAt: Instant
  readonly talkedAt: Instant | null
  readonly touchedAt: Instant
  readonly movedAt: Instant
  /** When we first reached out, a letter sent by the regulation included; a client's message after it is a talk. */
  readonly firstOutAt: Instant | null
  /** Since the client was last heard, or the deal reopened; all of them, the hour between two is a rule's matter. */
  readonly attempts: readonly AttemptFact[]
  /** Outbound calls of the last two weeks, for even attention. */
  readonly calls: readonly Instant[]
  readonly unanswered: readonly UnansweredFact[]
  /** When we last answered on each kind of channel: what is written down late and lies before it waits no more. */
  readonly answeredAt?: Readonly<Partial<Record<ChannelKind, Instant>>>
  readonly evidence: readonly string[]
  readonly ladder: LadderFact
  /** No-answers in a row after a talk: the step of the silent plan. */
  readonly silentStep: number
  /** The date that the client named for the next talk. */
  readonly namedAt: Instant | null
  /** Since when all questions of a stage's qualification are answered, by the stage that asks them; absent while none is (B12). */
  readonly qualifiedAt?: Readonly<Record<string, Instant>>

  /** The inquiry that made it; null for a deal made by hand. */
  readonly inquiry: InquiryFact | null
  /** When we first answered it: a member wrote or rang, or spoke with the client (C10). */
  readonly firstAnswerAt: Instant | null
  /** The letter that asks for contact data: when it last went out, and how often (C7). */
  readonly contactRequest: ContactRequestFact | null

  // What became of the deal.
  readonly closure: ClosureFact | null
  /** The stage that a closed deal left; null while it is open, and of one that came closed from elsewhere. */
  readonly leftStage: string | null
  readonly reopenedAt: Instant | null
  readonly prolongations: number
  readonly livesUntil: Instant | null
  readonly onExchangeSince: Instant | null
  /** When it was last taken from the exchange. */
  readonly takenAt: Instant | null
  readonly lastResponsibleId: string | null
  /** Who had it before, the latest last. */
  readonly left: readonly LeftFact[]
  readonly reserved: Reservation | null
  /** Tasks for which the deal was handed over once already. */
  readonly handedOver: readonly string[]
  readonly breaches: readonly BreachFact[]
  readonly exemptions: readonly { readonly clause: string; readonly until: Instant }[]

  // Papers and calls.
  readonly proposals: readonly ProposalFact[]
  readonly invoices: readonly InvoiceFact[]
  /** When a call of the client climbed above the department; null once somebody has talked with him (F1). */
  readonly climbedAt: Instant | null

  /** The deal from which this one was opened, and from when their common life counts (C4, G5). */
  readonly linkedFrom: string | null
  readonly livesFrom: Instant
  /** What was to happen at its time and has happened: once for a clause and a thing. */
  readonly fellDue: readonly { readonly clause: string; readonly about: string }[]
}

/** The fact of one required field, `note` and `budget` among them. */
export function factOf(dossier: Dossier, key: string): FieldFact {
  if (key === 'note') return dossier.noteLength || null
  if (key === 'budget') return dossier.budget?.amount ?? null
  return dossier.fields[key] ?? null
}

/** Whether the first invoice has been paid in full. */
export const isPaid = ({ invoices: [first] }: Dossier): boolean => first !== undefined && first.paid >= first.amount

/** Whether a required field counts as filled; a budget only above zero (B3). */
export function isFilled(dossier: Dossier, key: string): boolean {
  const fact = factOf(dossier, key)
  return key === 'budget' ? typeof fact === 'number' && fact > 0 : fact !== null
}
