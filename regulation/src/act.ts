import type { Instant, Money } from '@reglament/kernel'
import type { ChannelKind, DealStatus, InquiryFact, Reservation, TaskFact } from './dossier.ts'
import type { Beginning, FactEvent } from './events.ts'

export type FieldValue = string | number | boolean | null

/** A task as somebody plans it; `named`: the client himself named the date. */
export type PlannedTask = { kind: string; text: string; dueAt: Instant; assigneeId?: string | null; named?: boolean }

/** What an edit changes; an absent member stays as it is, null or an empty text empties. */
export type Edits = {
  title?: string
  note?: string
  budget?: Money | null
  fields?: Record<string, FieldValue>
  contactId?: string | null
  companyId?: string | null
}

type NewDeal = Edits & {
  dealId: string
  title: string
  pipeline: string
  stage: string
  responsibleId: string | null
  contactId: string | null
  companyId: string | null
  inquiryAt: Instant
  inquiry?: InquiryFact
  reserved?: Reservation
}

/** A communication as somebody records it (regulation §3). `at` is when it happened. */
export type Interaction = {
  id: string
  channel: 'call' | 'mail' | 'sms' | 'chat' | 'messenger' | 'meeting' | 'form'
  /** Of a form: the kind of channel by which it can be answered. */
  answeredBy?: ChannelKind
  direction: 'in' | 'out'
  outcome:
    'talked' | 'no-answer' | 'busy' | 'wrong-number' | 'missed' | 'sent' | 'bounced' | 'received' | 'auto-reply' | 'held' | 'cancelled'
  at: Instant
  seconds?: number
  hasRecording?: boolean
  namedAt?: Instant
}

/** What stands for what: a reason of loss, a kind of open tasks, or the option of a field, which is named by its key. */
export type Replacement = { what: 'loss-reason' | 'task-kind' | 'field'; field?: string; from: string; to: string }

/** One thing done to a deal. What is one act for a person may be several steps: a task completed and the deal moved. */
export type Step =
  | (NewDeal & { kind: 'create' })
  | (NewDeal & {
      kind: 'adopt'
      status: DealStatus
      createdAt: Instant
      enteredAt: Instant
      closedAt: Instant | null
      lossReason: string | null
      task?: PlannedTask
    })
  | {
      kind: 'move'
      to: string
      edits: Edits
      /** Of every task of the left stage that has none of its own in `results`. */
      result?: string
      /** By task. */
      results?: Readonly<Record<string, string>>
      reason?: string
      task?: PlannedTask
    }
  | { kind: 'edit'; edits: Edits }
  | { kind: 'assign'; responsibleId: string | null }
  /** From the exchange into the hands of who acts; a deal has one taker (I4). */
  | { kind: 'take' }
  /** By the responsible himself, back to the exchange, with a reason (I2). */
  | { kind: 'give-back'; reason: string }
  /** A mark on a deal to be kept in a release, while so many are marked already of those that may be (I3). */
  | { kind: 'keep'; marked: number; keepMax: number }
  /** The deadline of a release has come and nobody has marked this deal to be kept (I3). */
  | { kind: 'release'; releaseId: string }
  /** The release is undone: the deal goes back to whose it was, if nobody has taken it. */
  | { kind: 'undo-release'; releaseId: string; responsibleId: string }
  | { kind: 'add-task'; task: PlannedTask }
  | { kind: 'edit-task'; taskId: string; text?: string; dueAt?: Instant; assigneeId?: string | null }
  | { kind: 'complete-task'; taskId: string; result: string }
  | { kind: 'cancel-task'; taskId: string }
  | { kind: 'record-interaction'; interaction: Interaction }
  /** The button on a call task: nobody answered. */
  | { kind: 'no-answer'; taskId: string; interactionId: string }
  /** Its client was merged with another, or a merge was taken back (C2). */
  | { kind: 'rebind'; contactId?: string; companyId?: string }
  /** Another inquiry is bound to this deal, as one more trace of it. */
  | { kind: 'add-inquiry'; inquiry: InquiryFact; at: Instant }
  | { kind: 'dismiss-incoming'; incomingId: string; reason: string }
  | { kind: 'add-evidence'; evidenceId: string }
  /** Somebody writes a word to his colleagues beside the deal; rules read nothing from it. */
  | { kind: 'comment'; commentId: string; textLength: number; mentions: readonly string[] }
  /** A question of the qualification is answered, or emptied; `complete`: with it all questions of that stage are (B12). */
  | { kind: 'answer-question'; question: string; textLength: number; stage: string; complete: boolean }
  | {
      kind: 'close'
      reason: string
      comment?: string
      evidence: readonly string[]
      criterion?: string
      until?: Instant
      duplicateOf?: string
      /** Whether the named deal is another deal of the same client, found by who asks. */
      duplicateIsOfSameClient?: boolean
    }
  | { kind: 'reopen'; responsibleId: string | null; reason?: string }
  /** What the check of a loss has found; a returned deal goes to a member or, with null, to the exchange (H5). */
  | { kind: 'review'; verdict: 'confirmed' | 'returned'; responsibleId: string | null; comment?: string }
  /** What the client said when quality control called back about a drawn loss, or that nobody answered; a false one says of which kind it was (H6). */
  | { kind: 'sample'; verdict: 'real' | 'false' | 'no-answer'; falseLoss?: string; responsibleId: string | null; note?: string }
  /** A letter of a campaign; no attempt of anybody (regulation §3). */
  | { kind: 'send-letter'; template: string }
  | { kind: 'prolong'; until: Instant; reason: string }
  | { kind: 'exempt'; clause: string; until: Instant; reason: string }
  /** The next deal in line begins where the won one ended, with its facts and its open tasks (C4, G5). */
  | { kind: 'go-on'; beginning: Beginning; tasks: readonly TaskFact[]; taskWithin: string; clause: string }
  /** What papers and calls leave, as the modules that know of them record it. */
  | { kind: 'record-fact'; fact: FactEvent }
  /** Something of the company's lists takes the place of something else on this deal, whatever its state; no clause reads it. */
  | ({ kind: 'replace' } & Replacement)
  /** The stage was taken away by a version of the regulation; the deal goes on where the version sends it (B1). */
  | { kind: 'leave-stage'; to: string; version: number }
  /** Nobody does anything; the book is asked what has fallen due. */
  | { kind: 'check' }
export type StepKind = Step['kind']
export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>

/** What somebody wants to do, all or nothing. `confirmed` lets it pass clauses in mode warn. */
export type Act = { readonly steps: readonly Step[]; readonly confirmed?: boolean }
