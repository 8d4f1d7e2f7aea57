import { useEffect } from 'react'
import { isShortcut } from '../deal/isShortcut.ts'

/** J and K walk along the list; other keys do what they are given. */
export function useWalk(
  ids: readonly string[],
  current: string | undefined,
  choose: (id: string) => void,
  keys: Record<string, () => void>,
) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return
      const step = event.code === 'KeyJ' || event.code === 'ArrowDown' ? 1 : event.code === 'KeyK' || event.code === 'ArrowUp' ? -1 : 0
      const act = keys[event.code]
      if (step === 0 && !act) return
      event.preventDefault()
      if (act) return act()
      const next = ids[Math.min(ids.length - 1, Math.max(0, (current === undefined ? -1 : ids.indexOf(current)) + step))]
      if (next === undefined || next === current) return
      choose(next)
      document.getElementById(`row-${next}`)?.focus()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  })
}
