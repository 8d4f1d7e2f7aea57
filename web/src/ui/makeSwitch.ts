import { useSyncExternalStore } from 'react'

/** A window that stands once in the frame and is opened from anywhere: by a key, by a button of any screen. */
export function makeSwitch(): { open: () => void; close: () => void; useIsOpen: () => boolean } {
  let isOpen = false
  const listeners = new Set<() => void>()
  const set = (next: boolean) => {
    isOpen = next
    for (const listener of listeners) listener()
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return { open: () => set(true), close: () => set(false), useIsOpen: () => useSyncExternalStore(subscribe, () => isOpen) }
}
