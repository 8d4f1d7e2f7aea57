/** A single key is a command only where nobody types and no window is open. */
export function isShortcut(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat || event.defaultPrevented) return false
  const { target } = event
  if (target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))) return false
  return document.querySelector('[role="dialog"], [role="menu"]') === null
}
