import { useSyncExternalStore } from 'react'

const tickSeconds = 15
let aheadMs = 0
let shown = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function tick() {
  shown = Date.now() + aheadMs
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(tick, tickSeconds * 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** Now by the clock of the server, in milliseconds. One ticker for the whole page: all clocks move together. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => shown)

/** The same instant outside of a component. */
export const serverNow = (): number => Date.now() + aheadMs

/** Sets our clock by an instant in an answer of the server: a wrong clock on a desk must not paint tasks red. */
export function setClockBy(at: string) {
  const ahead = Date.parse(at) - Date.now()
  if (Number.isNaN(ahead) || Math.abs(ahead - aheadMs) < 5000) return
  aheadMs = ahead
  queueMicrotask(tick)
}
