import type { Instant, Money } from '@reglament/kernel'
import type { InquiryChannel } from '@reglament/regulation'

/** What an inquiry says, as far as it was understood; texts are trimmed, empty ones are null. */
export type Parts = {
  name: string | null
  phone: string | null
  email: string | null
  /** `telegram:ivanov` */
  messenger: string | null
  company: string | null
  inn: string | null
  text: string | null
  product: string | null
  deadline: string | null
  budget: Money | null
  source: string | null
  page: string | null
}

export const noParts: Parts = {
  name: null,
  phone: null,
  email: null,
  messenger: null,
  company: null,
  inn: null,
  text: null,
  product: null,
  deadline: null,
  budget: null,
  source: null,
  page: null,
}

/** Where an inquiry stood in the program that it is brought in from (L3): it is taken in as it is, and nothing is sent for it. */
export type Standing = { responsibleId: string | null } & (
  | { status: 'new' | 'in-work' }
  | { status: 'rejected'; reason: string; closedAt: Instant }
  /** Its deal is adopted in this stage; an open one gets the task to review it by then. */
  | { status: 'converted'; pipeline: string; stage: string; title: string | null; closedAt: Instant; reviewBy: Instant }
)

/** Something that came in, understood: what every channel hands over (C1). */
export type Arrival = {
  /** The raw arrival it was read from; null where what came in is the arrival itself, by hand. */
  rawId: string | null
  channel: InquiryChannel
  at: Instant
  parts: Parts
  campaign: Record<string, string>
  tags: readonly string[]
  /** What came with it and has no place of its own; nothing is dropped. */
  fields: Record<string, unknown>
  /** The name of the form or webhook. */
  viaName: string | null
  /** All that was sent, as it was read. */
  payload: Record<string, unknown>
  externalId: string | null
  /** The deal in whose thread a letter stands. */
  threadDealId: string | null
  /** Of a call: how long it was talked. */
  seconds?: number
  doNotCall?: boolean
  doNotMail?: boolean
  /** To whom somebody gives it by hand; absent: the regulation decides. */
  given?: { responsibleId: string | null; way: 'creator' | 'by-hand' }
  createdBy: string | null
  /** It is brought in from elsewhere, as it stood there. */
  adopted?: Standing
}
