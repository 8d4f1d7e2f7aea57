import { useLayoutEffect, useRef } from 'react'

/** When a window closes, the focus goes back to where it was before the window opened, unless somebody has already taken it. */
export function useFocusReturn(opened: boolean): void {
  const open = useRef(false)
  useLayoutEffect(() => {
    if (!opened) return
    const before = document.activeElement
    open.current = true
    return () => {
      open.current = false
      setTimeout(() => {
        const now = document.activeElement
        const taken = now !== null && now !== document.body && now.closest('[role="dialog"]') === null
        if (!open.current && !taken && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
      }, 30)
    }
  }, [opened])
}
