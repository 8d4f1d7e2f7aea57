import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState, type FocusEvent, type MouseEvent, type PointerEvent, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { later } from './later.tsx'
import styles from './ClauseMark.module.css'

const HoverBeside = later(async () => (await import('./HoverBeside.tsx')).HoverBeside)

/** The number of a clause on its ink rule. */
export type ClauseMarkProps = {
  number: string
  /** Where the clause can be read. */
  href?: string | undefined
  state?: 'link' | 'risk' | 'broken' | 'off'
  /** What the card shows on hover and focus; drawn only when it opens. */
  card?: ReactNode
}

/** The clause mark: the number hangs on an ink rule, like in the margin of a law; the card shows its sentence. */
export function ClauseMark({ number, href, state = 'link', card }: ClauseMarkProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const anchor = useRef<HTMLElement>(null)
  const { opened, over, handlers } = useHovered()
  const go = (event: MouseEvent) => {
    event.stopPropagation()
    if (href === undefined || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    router.history.push(href)
  }
  const common = { className: styles.mark, 'data-s': state, children: t('ui.clause', { number }), ...(card ? handlers : {}) }
  return (
    <>
      {href ? <a ref={anchor as Ref<HTMLAnchorElement>} href={href} onClick={go} {...common} /> : <span ref={anchor} {...common} />}
      {card && (
        <HoverBeside opened={opened} anchor={anchor} className={styles.card} {...over}>
          {card}
        </HoverBeside>
      )}
    </>
  )
}

const openMs = 250
/** Long enough to go from the mark into its card. */
const closeMs = 80

/** Open while the mouse rests on the mark or on its card, or while the keyboard stands on it; Escape closes. */
function useHovered() {
  const [opened, setOpened] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const turn = (to: boolean, afterMs: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setOpened(to), afterMs)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (!opened) return
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpened(false)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [opened])
  const over = { onPointerEnter: () => turn(true, 0), onPointerLeave: () => turn(false, closeMs) }
  const handlers = {
    onPointerEnter: (event: PointerEvent) => {
      if (event.pointerType === 'mouse') turn(true, openMs)
    },
    onPointerLeave: () => turn(false, closeMs),
    onFocus: (event: FocusEvent) => {
      if (event.currentTarget.matches(':focus-visible')) turn(true, 0)
    },
    onBlur: () => turn(false, 0),
  }
  return { opened, over, handlers }
}
