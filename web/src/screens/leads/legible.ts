/** An address as people read it: letters instead of their codes, where they are letters. */
export function legible(page: string): string {
  try {
    return decodeURI(page)
  } catch {
    return page
  }
}
