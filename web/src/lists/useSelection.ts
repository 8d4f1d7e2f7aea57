import { useCallback, useMemo, useState } from 'react'

/** What is chosen of a list, in the order of the list. */
export type Selection = {
  chosen: ReadonlySet<string>
  /** Puts one in or out; with `through` everything between the last one and this. */
  toggle: (id: string, through?: boolean) => void
  /** Chooses these, or lets them go when all of them are chosen already. */
  toggleAll: (ids: readonly string[]) => void
  keep: (ids: readonly string[]) => void
  clear: () => void
}

/** Everything from one id to another in the order in which they stand; of two that do not stand together only the last. */
export function between(order: readonly string[], from: string | undefined, to: string): string[] {
  const [start, end] = [from === undefined ? -1 : order.indexOf(from), order.indexOf(to)]
  if (start === -1 || end === -1) return [to]
  return order.slice(Math.min(start, end), Math.max(start, end) + 1)
}

/** The selection of a list; `order` are the ids as they stand on the screen. */
export function useSelection(order: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState<string>()
  const toggle = useCallback(
    (id: string, through = false) => {
      setLast(id)
      setChosen((before) => {
        if (through) return new Set([...before, ...between(order, last, id)])
        const next = new Set(before)
        if (!next.delete(id)) next.add(id)
        return next
      })
    },
    [order, last],
  )
  const toggleAll = useCallback(
    (ids: readonly string[]) =>
      setChosen((before) => {
        const all = ids.every((id) => before.has(id))
        return all ? new Set([...before].filter((id) => !ids.includes(id))) : new Set([...before, ...ids])
      }),
    [],
  )
  const keep = useCallback((ids: readonly string[]) => setChosen(new Set(ids)), [])
  const clear = useCallback(() => {
    setChosen(new Set())
    setLast(undefined)
  }, [])
  return useMemo(() => ({ chosen, toggle, toggleAll, keep, clear }), [chosen, toggle, toggleAll, keep, clear])
}
