import { useId, useRef, useState, type RefObject } from 'react'

/** What a window that opens beside a button is told: whether it is open, and where it stands. */
export type BesideProps = {
  id: string
  opened: boolean
  onChange: (opened: boolean) => void
  /** The button that opens it. */
  anchor: RefObject<HTMLElement | null>
}

/** What the button bears. */
export type OpenerProps = {
  ref: RefObject<HTMLButtonElement | null>
  id: string
  'aria-haspopup': 'menu' | 'dialog'
  'aria-expanded': boolean
  'aria-controls': string | undefined
  onClick: () => void
}

/**
 * A button and the menu or window that it opens. The button is there at once; the window comes with `later`, so that what places it on
 * the screen is no part of the first load.
 */
export function useOpener(opens: OpenerProps['aria-haspopup']): { button: OpenerProps; beside: BesideProps } {
  const id = useId()
  const [opened, setOpened] = useState(false)
  const anchor = useRef<HTMLButtonElement>(null)
  return {
    button: {
      ref: anchor,
      id,
      'aria-haspopup': opens,
      'aria-expanded': opened,
      'aria-controls': opened ? `${id}-dropdown` : undefined,
      onClick: () => setOpened(!opened),
    },
    beside: { id, opened, onChange: setOpened, anchor },
  }
}
