import { useSyncExternalStore } from 'react'

const query = matchMedia('(max-width: 760px)')

/** True on a phone: one column, sheets instead of dialogs. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => query.matches,
  )
