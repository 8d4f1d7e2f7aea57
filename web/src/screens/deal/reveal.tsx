import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'

/** A place on the card that a reason may lead to: the note, the budget, a field by its key, the composer. */
export type Place = { key: string; asked: number }

const Reveal = createContext<{ place: Place | undefined; reveal: (key: string) => void }>({ place: undefined, reveal: () => undefined })

/** Lets a mend in one column open the field in another; `first`: the place that the address leads to. */
export function RevealProvider({ first, children }: { first?: string | undefined; children: ReactNode }) {
  const [place, setPlace] = useState<Place | undefined>(() => (first === undefined ? undefined : { key: first, asked: 1 }))
  const value = useMemo(
    () => ({ place, reveal: (key: string) => setPlace((before) => ({ key, asked: (before?.asked ?? 0) + 1 })) }),
    [place],
  )
  return <Reveal value={value}>{children}</Reveal>
}

/** Opens a place: `reveal('niche')`. */
export const useReveal = () => useContext(Reveal).reveal

/** The place that was asked for last. */
export const useRevealed = () => useContext(Reveal).place

/** Runs `act` whenever this very place is asked for. */
export function useWhenRevealed(key: string, act: () => void): void {
  const { place } = useContext(Reveal)
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    if (place?.key === key) latest.current()
  }, [place, key])
}
