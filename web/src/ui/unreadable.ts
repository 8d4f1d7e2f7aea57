/** Goes to the first field inside whose text can't be read (it says why itself); true if there is one, and then nothing may be sent. */
export function toUnreadable(inside: HTMLElement | null): boolean {
  const field = inside?.querySelector<HTMLElement>('[data-unreadable]')
  field?.focus()
  return Boolean(field)
}
