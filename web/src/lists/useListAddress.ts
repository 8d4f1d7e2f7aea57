import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useRef } from 'react'
import type { DealSearch } from './search.ts'

/**
 * The address of a list of deals, board or table: whoever narrows it lets go of what he has chosen. `/` goes to the search, Escape lets go.
 * @param clear lets go of what is chosen; the same function as long as nothing else is meant
 */
export function useListAddress(clear: () => void) {
  const navigate = useNavigate()
  const find = useRef<HTMLInputElement>(null)
  /** Narrows the list, or shows it otherwise, in its place. */
  const change = useCallback(
    (next: Partial<Record<keyof DealSearch, unknown>>) => {
      clear()
      void navigate({ to: '.', search: (before) => ({ ...before, ...next }) as never, replace: true })
    },
    [navigate, clear],
  )
  /** Goes to a list that is narrowed so, and by nothing else. */
  const replace = (next: DealSearch, screen: 'board' | 'table') => {
    clear()
    void navigate({ to: screen === 'board' ? '/deals' : '/deals/table', search: next as never })
  }

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement &&
        event.target.closest('input:not([type="checkbox"]), textarea, [role="dialog"], [role="listbox"], [role="menu"]')
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === '/') find.current?.focus()
      else if (event.key === 'Escape' && !document.querySelector('[role="dialog"]')) return clear()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [clear])

  return { find, change, replace }
}
