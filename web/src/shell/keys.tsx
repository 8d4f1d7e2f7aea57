import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { later } from '../ui/later.tsx'
import { makeSwitch } from '../ui/makeSwitch.ts'

const KeysDialog = later(async () => (await import('./KeysDialog.tsx')).KeysDialog)

const keys = makeSwitch()

/** Opens the list of keys. */
export const openKeys = keys.open

/** Stands once in the frame: «?» opens the list of keys over any screen. */
export function KeysWindow() {
  const isOpen = keys.useIsOpen()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event
      const isTyping = target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role="dialog"]')
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || isTyping) return
      event.preventDefault()
      openKeys()
    }
    addEventListener('keydown', press)
    return () => {
      removeEventListener('keydown', press)
      keys.close()
    }
  }, [])
  return <KeysDialog opened={isOpen} path={path} onClose={keys.close} />
}
