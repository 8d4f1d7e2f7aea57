/** Goes to the first field inside whose text can't be read (it says why itself); true if there is one, and then nothing may be sent. */
export function toUnreadable(inside: HTMLElement | null): boolean {
  const field = inside?.querySelector<HTMLElement>('[data-unreadable]')
  field?.focus()
  return Boolean(field)
}

/** Goes to the first field inside that is still empty, or to one that can't be read. */
export function toFirstEmpty(inside: HTMLElement | null): void {
  if (toUnreadable(inside)) return
  const inputs = [...(inside?.querySelectorAll<HTMLInputElement>('textarea, input') ?? [])]
  inputs.find((input) => input.value.trim() === '' && input.type !== 'hidden' && input.type !== 'checkbox')?.focus()
}
