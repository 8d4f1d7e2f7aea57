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
  readonly fields: Readonly<Record<string, FieldFact>>
  readonly openTasks: readonly TaskFact[]
  /** Grows with each edit by a person; what `If-Match` compares. */
  readonly version: number
}

/** The fact of one required field, `note` and `budget` among them. */
export function factOf(dossier: Dossier, key: string): FieldFact {
  if (key === 'note') return dossier.noteLength || null
  if (key === 'budget') return dossier.budget?.amount ?? null
  return dossier.fields[key] ?? null
}

/** Whether a required field counts as filled; a budget only above zero (B3). */
export function isFilled(dossier: Dossier, key: string): boolean {
  const fact = factOf(dossier, key)
  return key === 'budget' ? typeof fact === 'number' && fact > 0 : fact !== null
}
