import { useEffect, useRef, type RefObject } from 'react'

/** For a row of tabs that may be wider than the screen: the one that is open is scrolled into sight. */
export function useCurrentInSight(current: string): RefObject<HTMLElement | null> {
  const row = useRef<HTMLElement>(null)
  useEffect(() => {
    if (current !== '') row.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current])
  return row
}
