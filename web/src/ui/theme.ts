import { createTheme } from '@mantine/core'
import { useSyncExternalStore } from 'react'

/** What a person may choose; `auto` follows the system. */
export type ThemeChoice = 'light' | 'dark' | 'auto'

const kept = 'reglament-theme'
const system = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

let choice: ThemeChoice = read()

function read(): ThemeChoice {
  const value = localStorage.getItem(kept)
  return value === 'light' || value === 'dark' ? value : 'auto'
}

const scheme = () => (choice === 'auto' ? (system.matches ? 'dark' : 'light') : choice)

function apply() {
  document.documentElement.dataset['theme'] = scheme()
  for (const listener of listeners) listener()
}

system.addEventListener('change', apply)
apply()

/** Changes the theme at once and remembers it on this device. */
export function chooseTheme(next: ThemeChoice): void {
  if (next === choice) return
  choice = next
  localStorage.setItem(kept, next)
  apply()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What is chosen. */
export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, () => choice)

/** What is shown: light or dark. */
export const useColorScheme = (): 'light' | 'dark' => useSyncExternalStore(subscribe, scheme)

/** Mantine in our measures; its colours come from `mantine.css`. */
export const mantineTheme = createTheme({
  fontFamily: 'var(--font)',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'never',
})
