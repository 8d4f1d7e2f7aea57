import type { LossReasons } from '@reglament/contract'

/** Why deals are lost, in the language of the request: the reasons with their kinds, and by what a company drops a deal itself. */
export type LossBook = LossReasons
/** A reason of loss; reasons of one kind stand together. */
export type LossReason = LossReasons['items'][number]
