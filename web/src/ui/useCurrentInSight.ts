import { useEffect, useRef, type RefObject } from 'react'

/** For a row of tabs or choices in a strip that may be wider than the screen: the one that is open is scrolled into sight. */
export function useCurrentInSight<Row extends HTMLElement = HTMLElement>(current: string): RefObject<Row | null> {
  const row = useRef<Row>(null)
  useEffect(() => {
    if (current === '' || !row.current?.closest('.strip')) return
    row.current.querySelector('[aria-current], [aria-pressed="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current])
  return row
}
