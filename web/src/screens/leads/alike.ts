import type { Lead } from '@reglament/contract'

export const comparedParts = ['name', 'phone', 'email', 'company', 'product', 'source', 'text'] as const
export type ComparedPart = (typeof comparedParts)[number]
export type Compared = { part: ComparedPart; ours: string | null; theirs: string | null; same: boolean }

const folded = (text: string | null) => text?.trim().toLowerCase() ?? null

/** Two leads side by side: each part that either of them has, and whether it is the same (C2). */
export const compare = (ours: Pick<Lead, ComparedPart>, theirs: Pick<Lead, ComparedPart>): Compared[] =>
  comparedParts.flatMap((part) =>
    ours[part] === null && theirs[part] === null
      ? []
      : [{ part, ours: ours[part], theirs: theirs[part], same: folded(ours[part]) === folded(theirs[part]) }],
  )
