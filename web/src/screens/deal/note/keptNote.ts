/** What was typed and on which text: kept on this device until the server has it. */
export type Draft = { text: string; base: string }

const name = (whose: string, dealId: string) => `reglament-note ${whose} ${dealId}`

/** The draft that a reload, a crash or a lost network left behind. Lives as long as the tab, and is only its author's. */
export function keptDraft(whose: string, dealId: string): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name(whose, dealId)) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('text' in kept) || !('base' in kept)) return undefined
    return { text: String(kept.text), base: String(kept.base) }
  } catch {
    return undefined
  }
}

/** Keeps the draft, or forgets it once it is saved. */
export function keepDraft(whose: string, dealId: string, draft: Draft | undefined): void {
  try {
    if (draft) sessionStorage.setItem(name(whose, dealId), JSON.stringify(draft))
    else sessionStorage.removeItem(name(whose, dealId))
  } catch {
    // A full or forbidden storage must not stop anybody from writing.
  }
}
