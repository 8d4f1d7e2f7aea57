// What is broken in the company: one deal in twenty has something open, a hundred of each person at most, and four times as much has ended.
import { idOf } from './dataset.ts'
import type { Book } from './lives.ts'

export type Breach = { id: string; dealId: string; memberId: string; clause: string; from: number; until: number | null }

const hour = 3_600_000

/** Breaches of a company with so many deals, three to a deal, spread over its people and clauses; what has ended did so within a month. */
export function* breachesOf(deals: number, memberIds: readonly string[], { regulation }: Book, now: number): Generator<Breach> {
  const clauses = regulation.clauses.filter(({ mode }) => mode === 'enforce').map(({ key }) => key)
  // Nobody has many more deals than he may have, however many the company ever had.
  const open = Math.min(Math.ceil(deals / 20) * 3, memberIds.length * 100)
  for (let i = 0; i < open * 5; i++) {
    const ended = i >= open
    const from = now - ((i % 240) + (ended ? 720 : 1)) * hour
    yield {
      id: idOf('breach', i),
      // A stride that is prime to any number of deals in use scatters them.
      dealId: idOf('deal', (Math.floor(i / 3) * 7919) % deals),
      memberId: memberIds[Math.floor(i / 3) % memberIds.length]!,
      clause: clauses[i % clauses.length]!,
      from,
      until: ended ? from + ((i % 700) + 1) * hour : null,
    }
  }
}
