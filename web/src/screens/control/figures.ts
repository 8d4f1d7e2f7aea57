import type { Control } from '@reglament/contract'

/** What the head is shown first, each over the clauses that say it. */
export const figures = [
  ['overdue', ['overdue', 'overdue-hand-over']],
  ['stuck', ['stage-stay']],
  ['silence', ['touch-cadence', 'thinking-weekly', 'silence-end']],
  ['incoming', ['incoming-answer', 'called-back']],
  ['load', ['load-min', 'load-max']],
] as const satisfies readonly (readonly [string, readonly string[]])[]

export type Figure = { name: (typeof figures)[number][0]; clauses: string[]; open: number; more: number; oldest: string | null }

/** The figures of a panel: how much is broken, how much more than before, since when. Clauses that the company has not are left out. */
export function figuresOf({ cells }: Pick<Control, 'cells'>): Figure[] {
  return figures.map(([name, clauses]) => {
    const of = cells.filter(({ clause }) => (clauses as readonly string[]).includes(clause))
    const open = of.reduce((sum, cell) => sum + cell.open, 0)
    const before = of.reduce((sum, cell) => sum + cell.before, 0)
    const oldest = of.flatMap((cell) => (cell.oldest === null ? [] : [cell.oldest])).toSorted()[0] ?? null
    return { name, clauses: [...clauses], open, more: open - before, oldest }
  })
}

/** With which day the panel compares. */
export const sinceOf = ({ days }: Pick<Control, 'days'>): 'day' | 'week' | 'month' => (days === 1 ? 'day' : days === 30 ? 'month' : 'week')

/** How dark a cell is: by its share of the darkest one, so that a company of a thousand deals is read like one of fifty. */
export function heatOf(open: number, most: number): 0 | 1 | 2 | 3 | 4 {
  if (open === 0) return 0
  const share = open / Math.max(most, 4)
  return share > 0.75 ? 4 : share > 0.45 ? 3 : share > 0.2 ? 2 : 1
}

type Line = { id: string | null; name: string; open: number; before: number }

/** The lines of the table: who has most broken first; what is nobody's (the exchange) last. */
export function linesOf({ members, cells }: Pick<Control, 'members' | 'cells'>, nobody: string): Line[] {
  const sum = (id: string | null, of: 'open' | 'before') =>
    cells.filter(({ member }) => member === id).reduce((all, cell) => all + cell[of], 0)
  const lines = members.map(({ id, name }) => ({ id, name, open: sum(id, 'open'), before: sum(id, 'before') }))
  const none = { id: null, name: nobody, open: sum(null, 'open'), before: sum(null, 'before') }
  const sorted = lines.toSorted((a, b) => b.open - a.open || a.name.localeCompare(b.name))
  return none.open + none.before > 0 ? [...sorted, none] : sorted
}
