const name = (whose: string, dealId: string) => `reglament-comment ${whose} ${dealId}`

/** The comment that was being typed when the session ended or the page was read anew. Lives as long as the tab, and is only its author's. */
export function keptComment(whose: string, dealId: string): string {
  try {
    return sessionStorage.getItem(name(whose, dealId)) ?? ''
  } catch {
    return ''
  }
}

/** Keeps what is being typed; an empty text is forgotten. */
export function keepComment(whose: string, dealId: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(name(whose, dealId))
    else sessionStorage.setItem(name(whose, dealId), text)
  } catch {
    // A full or forbidden storage must not stop anybody from writing.
  }
}
