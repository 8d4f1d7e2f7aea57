import type { Instant } from '@reglament/kernel'
import type { DealEvent } from './events.ts'
import type { Dossier } from './dossier.ts'
import type { Mode } from './words.ts'

/** What is lacking, as data; `what` names the shape. */
export type Lack = { readonly what: string; readonly [more: string]: unknown }

/** An act that the user can do to mend it. */
export type Mend = { readonly act: string; readonly [more: string]: unknown }

/** What a guard says when it does not hold. `passesAt`: when time alone mends it. `countsFrom`: when an act came too early. */
export type Shortfall = { lacks: Lack; mends: Mend[]; passesAt?: Instant | null; countsFrom?: Instant }

/** A guard that does not hold for this act (A3). */
export type Finding = {
  readonly clause: string
  readonly kind: string
  readonly number: string
  readonly mode: Exclude<Mode, 'off'>
  readonly lacks: Lack
  readonly mends: readonly Mend[]
  readonly passesAt: Instant | null
  readonly countsFrom?: Instant
}

/** Everything the regulation found, and what of it stops the act. */
export type Verdict = { readonly allowed: boolean; readonly findings: readonly Finding[]; readonly refusals: readonly Finding[] }

/** Texts of an act, kept beside the journal under the ids that its events name. */
export type Texts = {
  title?: string
  note?: string
  fields?: Record<string, string | number | boolean | null>
  moveReason?: string
  /** Why the deal was given back to the exchange. */
  handOverReason?: string
  /** What a reviewer or a controller wrote to his verdict. */
  comment?: string
  tasks: Record<string, string>
  results: Record<string, string>
}

/** What an act does: its events with their texts, and the dossier on both sides of it. A refused act only leaves its record. */
export type Changes = {
  readonly dealId: string
  readonly before: Dossier | null
  readonly after: Dossier | null
  readonly events: readonly DealEvent[]
  readonly texts: Texts
  /** The deals that this one opened, each with its own changes (C4, G5). */
  readonly opens?: readonly Changes[]
}
