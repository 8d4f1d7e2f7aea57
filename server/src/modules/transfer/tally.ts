import type { DealStatus } from '@reglament/regulation'
import type { Taken } from '../intake/index.ts'
import type { Adopted, Settled } from './adoptBatch.ts'
import type { LeadDraft } from './leads/leadDraft.ts'
import type { LeadOutcome } from './leads/leadMapping.ts'
import type { Rejected } from './draft.ts'
import type { Rejection, RemarkCode } from './reasons.ts'

export type Sums = { deals: number; sums: Record<string, number> }
export type Kept = { field: string; value: string; rows: number }

/** What an import has done, in numbers. Sums are in smallest units, by currency. */
export type ImportReport = {
  becomes: 'deals' | 'leads'
  file: string
  encoding: string
  delimiter: string
  dryRun: boolean
  rows: number
  adopted: Record<DealStatus, Sums>
  leads: LeadCounts
  already: number
  rejected: number
  /** Rows by reason, with the first lines; a row with two reasons stands under both. */
  reasons: Partial<Record<Rejection, Counted>>
  remarks: Partial<Record<RemarkCode, Counted>>
  kept: Kept[]
  people: number
  teams: number
  companies: number
  contacts: number
  /** What the regulation recorded without refusing: clause → rows. */
  clauses: Record<string, number>
  emptyLines: number
  trailingCells: number
  reportFile: string | null
  durationMs: number
}
/** Leads by what became of them; `traces` were one more trace of an inquiry that was here. */
export type LeadCounts = Record<LeadOutcome['is'] | 'traces', number>
export type Counted = { rows: number; lines: number[] }

const linesMax = 5

function note<Code extends string>(counts: Partial<Record<Code, Counted>>, code: Code, line: number): void {
  const counted = (counts[code] ??= { rows: 0, lines: [] })
  counted.rows++
  if (counted.lines.length < linesMax) counted.lines.push(line)
}

/** Counts as the import goes; only what has been committed. */
export class Tally {
  rows = 0
  already = 0
  rejected = 0
  companies = 0
  contacts = 0
  readonly adopted: ImportReport['adopted'] = {
    open: { deals: 0, sums: {} },
    won: { deals: 0, sums: {} },
    lost: { deals: 0, sums: {} },
  }
  readonly leads: LeadCounts = { new: 0, 'in-work': 0, rejected: 0, converted: 0, traces: 0 }
  readonly reasons: ImportReport['reasons'] = {}
  readonly remarks: ImportReport['remarks'] = {}
  readonly clauses: Record<string, number> = {}
  readonly #kept = new Map<string, Kept>()

  get kept(): Kept[] {
    return [...this.#kept.values()].toSorted((a, b) => b.rows - a.rows)
  }

  reject({ row, reasons }: Rejected): void {
    this.rejected++
    for (const code of new Set(reasons.map((reason) => reason.code))) note(this.reasons, code, row.line)
  }

  settle({ adopted, already, companies, contacts }: Settled): void {
    this.already += already
    this.companies += companies
    this.contacts += contacts
    for (const it of adopted) this.#adopt(it)
  }

  settleLead({ outcome, row, remarks }: LeadDraft, becomes: Taken['becomes']): void {
    if (becomes === 'repeated') {
      this.already++
      return
    }
    this.leads[becomes === 'lead' || becomes === 'deal' ? outcome.is : 'traces']++
    for (const code of new Set(remarks.map((remark) => remark.code))) note(this.remarks, code, row.line)
  }

  #adopt({ draft, write, kept, remarks }: Adopted): void {
    const { status, budget } = write.after!
    const sums = this.adopted[status]
    sums.deals++
    if (budget) sums.sums[budget.currency] = (sums.sums[budget.currency] ?? 0) + budget.amount
    for (const code of new Set(remarks.map((remark) => remark.code))) note(this.remarks, code, draft.row.line)
    for (const { field, value } of kept) {
      const key = `${field}\n${value}`
      const known = this.#kept.get(key) ?? { field, value, rows: 0 }
      known.rows++
      this.#kept.set(key, known)
    }
    for (const event of write.events) {
      if (event.type !== 'would-refuse') continue
      for (const clause of event.data.clauses) this.clauses[clause] = (this.clauses[clause] ?? 0) + 1
    }
  }
}
