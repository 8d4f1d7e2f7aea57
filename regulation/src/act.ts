import type { Instant, Money } from '@reglament/kernel'
import type { DealStatus } from './dossier.ts'

export type FieldValue = string | number | boolean | null

/** A task as somebody plans it. */
export type PlannedTask = { kind: string; text: string; dueAt: Instant; assigneeId?: string | null }

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
}

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
  | { kind: 'move'; to: string; edits: Edits; result?: string; reason?: string; task?: PlannedTask }
  | { kind: 'edit'; edits: Edits }
  | { kind: 'assign'; responsibleId: string | null }
  | { kind: 'add-task'; task: PlannedTask }
  | { kind: 'edit-task'; taskId: string; text?: string; dueAt?: Instant; assigneeId?: string | null }
  | { kind: 'complete-task'; taskId: string; result: string }
  | { kind: 'cancel-task'; taskId: string }
export type StepKind = Step['kind']
export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>

/** What somebody wants to do, all or nothing. `confirmed` lets it pass clauses in mode warn. */
export type Act = { readonly steps: readonly Step[]; readonly confirmed?: boolean }
