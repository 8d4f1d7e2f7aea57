import { useSyncExternalStore } from 'react'

let opened = false
const listeners = new Set<() => void>()

const set = (next: boolean) => {
  opened = next
  for (const listener of listeners) listener()
}

/** Opens the window in which everything is found, from wherever one is. */
export const openPalette = () => set(true)
export const closePalette = () => set(false)

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const usePaletteOpened = () => useSyncExternalStore(subscribe, () => opened)
