import { useState } from 'react'

const kept = 'reglament-rail'

/** Is the rail open? As this person left it; until then open where people read, narrow where they need the width. */
export function useRail(openByNature: boolean): { open: boolean; toggle: () => void } {
  const [chosen, setChosen] = useState(() => localStorage.getItem(kept))
  const open = chosen === null ? openByNature : chosen === 'open'
  return {
    open,
    toggle: () => {
      const next = open ? 'mini' : 'open'
      localStorage.setItem(kept, next)
      setChosen(next)
    },
  }
}
