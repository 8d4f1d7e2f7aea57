import { emptyDeal, type NewDeal } from './newDeal.ts'

const name = (whose: string) => `reglament-new-deal ${whose}`

const isDeal = (kept: unknown): kept is NewDeal =>
  typeof kept === 'object' && kept !== null && 'title' in kept && 'contact' in kept && 'company' in kept && 'fields' in kept

/** The deal that was being typed when the session ended or the page was reloaded. Lives as long as the tab, and is only its author's. */
export function keptDeal(whose: string): NewDeal | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name(whose)) ?? 'null')
    return isDeal(kept) ? { ...emptyDeal, ...kept } : undefined
  } catch {
    return undefined
  }
}

/** Keeps the deal, or forgets it once it is made or given up. */
export function keepDeal(whose: string, deal: NewDeal | undefined): void {
  try {
    if (deal) sessionStorage.setItem(name(whose), JSON.stringify(deal))
    else sessionStorage.removeItem(name(whose))
  } catch {
    // A full or forbidden storage must not stop anybody from writing.
  }
}
