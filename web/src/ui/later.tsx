import { lazy, Suspense, useState, type ComponentType } from 'react'
import { ScreenNotLoaded } from '../api/lazyScreen.ts'

/**
 * A window that is not there at first: its program is no part of the first load of a screen. It comes while the browser has nothing to do,
 * and at the latest when the window is drawn; one that has never been opened is not drawn at all.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Window = lazy(async () => {
    try {
      return { default: await load() }
    } catch (error) {
      throw new ScreenNotLoaded(error)
    }
  })
  // What fails now is tried again when it is needed.
  whenIdle(() => void load().catch(() => undefined))
  return function Later(props: Props) {
    const isOpen = !('opened' in props) || props.opened === true
    const [wasOpen, setWasOpen] = useState(isOpen)
    if (isOpen && !wasOpen) setWasOpen(true)
    if (!wasOpen) return null
    return (
      <Suspense fallback={null}>
        <Window {...props} />
      </Suspense>
    )
  }
}

/** The first screen has come by then: what is loaded after it never stands in its way. */
const quietMs = 2500

function whenIdle(act: () => void): void {
  const idle = () => (typeof requestIdleCallback === 'function' ? requestIdleCallback(act) : act())
  const wait = () => void setTimeout(idle, quietMs)
  if (document.readyState === 'complete') wait()
  else addEventListener('load', wait, { once: true })
}
