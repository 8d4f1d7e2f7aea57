import { useEffect, useRef, useState } from 'react'
import styles from './Hints.module.css'

type Shown = { text: string; x: number; y: number; below: boolean }

const waitMs = 350

/**
 * One layer for all hints of the page: any element with `data-hint` shows it on hover and on focus. A thousand cards need no
 * thousand tooltips. Everything said here is said to readers by the element itself.
 */
export function Hints() {
  const [shown, setShown] = useState<Shown>()
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let warm = 0
    let current: Element | null = null

    const hide = () => {
      clearTimeout(timer)
      if (current) warm = Date.now()
      current = null
      setShown(undefined)
    }
    const show = (target: Element) => {
      const text = target.getAttribute('data-hint')
      if (!text) return
      const place = target.getBoundingClientRect()
      const below = place.top < 64
      setShown({ text, x: place.left + place.width / 2, y: below ? place.bottom + 6 : place.top - 6, below })
    }
    const enter = (event: Event) => {
      const target = event.target instanceof Element ? event.target.closest('[data-hint]') : null
      if (target === current) return
      hide()
      if (!target || (event.type === 'focusin' && !target.matches(':focus-visible'))) return
      current = target
      timer = setTimeout(() => show(target), event.type === 'focusin' || Date.now() - warm < 250 ? 60 : waitMs)
    }
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide()
    }
    const touch = (event: PointerEvent) => {
      if (event.pointerType !== 'touch') enter(event)
    }
    document.addEventListener('pointerover', touch)
    document.addEventListener('focusin', enter)
    document.addEventListener('focusout', hide)
    document.addEventListener('pointerdown', hide)
    document.addEventListener('dragstart', hide)
    document.addEventListener('scroll', hide, { capture: true, passive: true })
    document.addEventListener('keydown', key)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerover', touch)
      document.removeEventListener('focusin', enter)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('pointerdown', hide)
      document.removeEventListener('dragstart', hide)
      document.removeEventListener('scroll', hide, { capture: true })
      document.removeEventListener('keydown', key)
    }
  }, [])

  useEffect(() => {
    const element = box.current
    if (!element || !shown) return
    const half = element.offsetWidth / 2
    element.style.left = `${Math.min(Math.max(shown.x, half + 8), innerWidth - half - 8)}px`
  }, [shown])

  if (!shown) return null
  return (
    <div ref={box} className={styles.hint} data-below={shown.below || undefined} style={{ left: shown.x, top: shown.y }} role="tooltip">
      {shown.text}
    </div>
  )
}
