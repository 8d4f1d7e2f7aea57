import type { Instant } from '@reglament/kernel'
import type { InquiryChannel } from '../dossier.ts'

/** What rules may know of something that has come in; texts and contact data stay outside. */
export type ArrivalFacts = {
  readonly channel: InquiryChannel
  /** When it came in. */
  readonly at: Instant
  /** The product named in it, folded for comparing; null: none is named. */
  readonly product: string | null
  /** The deal whose thread it answers; null: it stands in no thread. */
  readonly threadDealId: string | null
  /** It was brought in as it ended elsewhere, converted or rejected: a record of its own, and no sign of the client (L3). */
  readonly ended?: boolean
}

/** A deal of the client, as far as it says where something new of his belongs. */
export type KnownDeal = {
  readonly dealId: string
  readonly pipelineKind: string
  readonly stage: string
  readonly status: 'open' | 'won' | 'lost'
  readonly touchedAt: Instant
  readonly closedAt: Instant | null
  /** The latest inquiry that belongs to it. */
  readonly inquiryAt: Instant
  readonly product: string | null
}

/** A lead of the client that has become nothing yet. */
export type KnownLead = { readonly leadId: string; readonly inquiryAt: Instant; readonly product: string | null }

/** What is known of the client when something of his comes in. */
export type KnownClient = { readonly deals: readonly KnownDeal[]; readonly leads: readonly KnownLead[] }

/** What something that came in becomes (regulation §5). */
export type Becoming =
  | { readonly becomes: 'deal' }
  | { readonly becomes: 'lead' }
  | { readonly becomes: 'interaction'; readonly dealId: string; readonly mark: 'check-deal' | null }
  | { readonly becomes: 'unanswered'; readonly dealId: string }
  | { readonly becomes: 'trace'; readonly dealId: string }
  | { readonly becomes: 'lead-trace'; readonly leadId: string }

/** What came in, with the clause that decided; `would`: what the clause would have made of it, were it in mode enforce. */
export type Reception = Becoming & { readonly clause: string | null; readonly would: Becoming | null }
