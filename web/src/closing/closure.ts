import type { Closure, Finding } from '@reglament/contract'

/** What has been given for a closing so far. */
export type Given = {
  evidence: string[]
  comment: string
  criterion: string | null
  until: string | null
  duplicateOf: string | null
  confirmed: boolean
}

/** Nothing given yet. */
export const nothingGiven: Given = { evidence: [], comment: '', criterion: null, until: null, duplicateOf: null, confirmed: false }

/** What the findings about one reason ask for in the same act; each with the finding that asks it. */
export type Asks = {
  evidence: (Finding & { inCard: readonly string[] }) | undefined
  until: Finding | undefined
  duplicateOf: Finding | undefined
  criterion: Finding | undefined
  confirmation: boolean
}

const inCardOf = ({ lacks }: Finding): string[] => {
  const { inCard } = lacks as { inCard?: unknown }
  return Array.isArray(inCard) ? inCard.filter((one) => typeof one === 'string') : []
}

/** What the form asks for, from what the server found. Told once, a thing stays asked: `refusals` may hold earlier answers too. */
export function asksOf(refusals: readonly Finding[]): Asks {
  const lacking = (what: string) => refusals.find(({ lacks }) => lacks.what === what)
  const evidence = lacking('evidence')
  return {
    evidence: evidence && { ...evidence, inCard: inCardOf(evidence) },
    until: lacking('date'),
    duplicateOf: lacking('surviving-deal'),
    criterion: lacking('criterion'),
    confirmation: refusals.some(({ mode }) => mode === 'warn'),
  }
}

const asked = new Set(['date', 'surviving-deal', 'criterion'])

/** Refusals that no field of the form can lift: they need another act, or time. */
export const standing = (refusals: readonly Finding[]): Finding[] =>
  refusals.filter(
    (one) => one.mode !== 'warn' && !asked.has(one.lacks.what) && (one.lacks.what !== 'evidence' || inCardOf(one).length === 0),
  )

/** What may still be filled in before the closing is sent. */
export type Missing = 'evidence' | 'until' | 'duplicateOf' | 'criterion' | 'comment' | 'confirmation'

/** Names of what is asked and not given yet. */
export function missingOf(asks: Asks, given: Given): Missing[] {
  return [
    ...(asks.evidence && asks.evidence.inCard.length > 0 && given.evidence.length === 0 ? (['evidence'] as const) : []),
    ...(asks.until && given.until === null ? (['until'] as const) : []),
    ...(asks.duplicateOf && given.duplicateOf === null ? (['duplicateOf'] as const) : []),
    ...(asks.criterion && given.criterion === null ? (['criterion'] as const) : []),
    ...(asks.criterion && given.comment.trim() === '' ? (['comment'] as const) : []),
    ...(asks.confirmation && !given.confirmed ? (['confirmation'] as const) : []),
  ]
}

/** The request: only what was asked for and given. */
export const closureOf = (reason: string, asks: Asks, given: Given): Closure => ({
  reason,
  ...(asks.evidence && given.evidence.length > 0 && { evidence: given.evidence }),
  ...(given.comment.trim() !== '' && { comment: given.comment.trim() }),
  ...(asks.criterion && given.criterion !== null && { criterion: given.criterion }),
  ...(asks.until && given.until !== null && { until: given.until }),
  ...(asks.duplicateOf && given.duplicateOf !== null && { duplicateOf: given.duplicateOf }),
  ...(given.confirmed && { confirmed: true }),
})
