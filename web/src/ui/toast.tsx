import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './Icon.tsx'
import { IconButton } from './Button.tsx'
import styles from './toast.module.css'

/** Something that has just happened, said in the corner. */
export type Toast = {
  kind: 'done' | 'failed'
  title: string
  text?: ReactNode
  action?: { label: string; onPress: () => void }
  /** What it is about: what was said of it before is said no more. */
  about?: string
}

type Kept = Toast & { id: number }

let toasts: readonly Kept[] = []
let last = 0
const listeners = new Set<() => void>()
const set = (next: readonly Kept[]) => {
  toasts = next
  for (const listener of listeners) listener()
}
const close = (id: number) => set(toasts.filter((toast) => toast.id !== id))

/** Says something in the corner for six seconds (for as long as the pointer rests on it); a failure stays twice as long. */
export function toast(said: Toast): void {
  last += 1
  const stands = ({ title, kind, about }: Kept) =>
    (title !== said.title || kind !== said.kind) && (about === undefined || about !== said.about)
  set([...toasts.filter(stands), { ...said, id: last }].slice(-3))
}

/** The corner itself: once on the page. */
export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  return (
    <div className={styles.corner} role="status" aria-live="polite">
      {shown.map((one) => (
        <OneToast key={one.id} toast={one} />
      ))}
    </div>
  )
}

function OneToast({ toast: { id, kind, title, text, action } }: { toast: Kept }) {
  const { t } = useTranslation()
  const resting = useRef(false)
  useEffect(() => {
    let left = kind === 'failed' ? 12 : 6
    const timer = setInterval(() => {
      if (!resting.current) left -= 1
      if (left <= 0) close(id)
    }, 1000)
    return () => clearInterval(timer)
  }, [id, kind])
  const rest = (at: boolean) => () => {
    resting.current = at
  }
  return (
    <div
      className={styles.toast}
      data-kind={kind}
      onPointerEnter={rest(true)}
      onPointerLeave={rest(false)}
      onFocus={rest(true)}
      onBlur={rest(false)}
    >
      <Icon name={kind === 'done' ? 'check' : 'alert'} />
      <p className="grow">
        <b>{title}</b> {text}
      </p>
      {action && (
        <button
          type="button"
          className="link nw"
          onClick={() => {
            close(id)
            action.onPress()
          }}
        >
          {action.label}
        </button>
      )}
      <IconButton size="s" icon="x" label={t('ui.close')} onPress={() => close(id)} className={styles.x} />
    </div>
  )
}
