import type { Instant, Money } from '@reglament/kernel'
import type { DealStatus, FieldFact, TaskFact } from './dossier.ts'

/** Facts with which a deal begins, whether it is made here or adopted from elsewhere. */
export type Beginning = {
  dealId: string
  pipeline: string
  stage: string
  inquiryAt: Instant
  responsibleId: string | null
  contactId: string | null
  companyId: string | null
  budget: Money | null
  noteLength: number
  fields: Record<string, FieldFact>
}

export type FactEdits = {
  noteLength?: number
  budget?: Money | null
  fields?: Record<string, FieldFact>
  contactId?: string | null
  companyId?: string | null
  titleLength?: number
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
      }
    }
  | { readonly type: 'stage-moved'; readonly data: { from: string; to: string; direction: 'forward' | 'back'; reasonLength: number } }
  | { readonly type: 'deal-won'; readonly data: { stage: string } }
  | { readonly type: 'deal-edited'; readonly data: FactEdits }
  | { readonly type: 'responsible-changed'; readonly data: { from: string | null; to: string | null } }
  | { readonly type: 'task-set'; readonly data: Omit<TaskFact, 'setAt' | 'clause'> }
  | {
      readonly type: 'task-changed'
      readonly data: { id: string; dueAt?: Instant; textLength?: number; assigneeId?: string | null }
    }
  | { readonly type: 'task-completed'; readonly data: { id: string; resultLength: number } }
  | { readonly type: 'task-cancelled'; readonly data: { id: string; why: 'superseded' | 'by-hand' | 'deal-closed' } }
  /** A record of what the regulation found: a refused act, one that passed in mode observe, one that was confirmed (§1). */
  | { readonly type: 'refused' | 'would-refuse' | 'confirmed'; readonly data: { act: string; to?: string; clauses: string[] } }
  | { readonly type: 'would-do'; readonly data: { kind: string } }
)
export type DealEventType = DealEvent['type']
