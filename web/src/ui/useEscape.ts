import { useEffect, useEffectEvent } from 'react'

/** What Mantine lets float; the sections inside of its inputs have a position too, but never float. */
const floating = '[data-position]:not([class*="Input-section"])'
/** Something small floats over the window (a calendar, a list): Escape closes that first, and the window with all its words stays. */
const somethingFloats = () => [...document.querySelectorAll(floating)].some((element) => element.checkVisibility())

/** Escape closes the window. */
export function useEscape(opened: boolean, onClose: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing || somethingFloats()) return
    event.stopPropagation()
    onClose()
  })
  useEffect(() => {
    if (!opened) return
    // Before anything else hears it: what floats is still there then.
    document.addEventListener('keydown', press, { capture: true })
    return () => document.removeEventListener('keydown', press, { capture: true })
  }, [opened])
}
