import { useRef, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '../../../ui/cx.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { toUnreadable } from '../../../ui/unreadable.ts'
import { SmallRefusal } from '../SmallRefusal.tsx'
import { useWhenRevealed } from '../reveal.tsx'
import type { useInPlace } from './useInPlace.ts'
import styles from './Fields.module.css'

/** A name and its value in two columns; a press turns the row into its field. */
export type ValueRowProps<Value> = {
  /** The place that reasons lead to. */
  place: string
  name: string
  /** The value as people read it; undefined when empty. */
  shown: ReactNode | undefined
  /** A value that is a link of its own stays one; a pencil edits it. */
  href?: string | undefined
  inPlace: ReturnType<typeof useInPlace<Value>>
  say: (value: Value) => ReactNode
  /** Who only looks sees the value and no way to change it. */
  locked?: boolean
  /** Saves when the focus leaves it; a list saves when something is chosen. */
  savesOnLeave: boolean
  children: ReactNode
}

/** See `ValueRowProps`. */
export function ValueRow<Value>({ place, name, shown, href, inPlace, say, savesOnLeave, locked = false, children }: ValueRowProps<Value>) {
  const { t } = useTranslation()
  const opener = useRef<HTMLButtonElement>(null)
  useWhenRevealed(place, () => {
    if (!locked) inPlace.start()
    requestAnimationFrame(() => document.querySelector(`[data-place="${place}"]`)?.scrollIntoView({ block: 'center' }))
  })
  const backToOpener = () =>
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) opener.current?.focus()
    })

  if (inPlace.open) {
    const leave = (event: FocusEvent<HTMLElement>) => {
      if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return
      if (event.currentTarget.querySelector('[data-unreadable]')) return // It says why; Escape drops it.
      if (savesOnLeave) void inPlace.commit()
      else if (!inPlace.trouble && event.relatedTarget !== null) inPlace.cancel()
    }
    const keys = (event: KeyboardEvent<HTMLElement>) => {
      if (event.key === 'Escape') {
        event.stopPropagation()
        inPlace.cancel()
        backToOpener()
      }
      if (event.key === 'Enter' && savesOnLeave && !toUnreadable(event.currentTarget)) {
        void inPlace.commit().then(backToOpener)
      }
    }
    const { trouble } = inPlace
    return (
      // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
      <div className={styles.editor} data-place={place} onBlur={leave} onKeyDown={keys} aria-busy={inPlace.busy || undefined}>
        {children}
        {trouble?.kind === 'refused' && <SmallRefusal findings={trouble.findings} onConfirm={inPlace.confirm} />}
        {trouble?.kind === 'failed' && (
          <p className={styles.failed} role="alert">
            {trouble.text}
          </p>
        )}
        {trouble?.kind === 'stale' && (
          <p className={styles.stale} role="alert">
            {t('deal.fields.stale')} <b>{say(trouble.theirs)}</b>.{' '}
            <button
              type="button"
              className="link"
              onClick={(event) => toUnreadable(event.currentTarget.closest<HTMLElement>('[data-place]')) || inPlace.keepMine()}
            >
              {t('deal.fields.keepMine')}
            </button>{' '}
            <button type="button" className="link" onClick={inPlace.cancel}>
              {t('deal.fields.takeTheirs')}
            </button>
          </p>
        )}
      </div>
    )
  }

  const filled = shown !== undefined
  if (locked)
    return (
      <div className={styles.pair} data-place={place}>
        <dt>{name}</dt>
        <dd>
          {href ? (
            <a className={cx('link', styles.href)} href={href} target="_blank" rel="noreferrer noopener">
              {shown}
            </a>
          ) : (
            <span className={styles.plain}>{shown ?? '—'}</span>
          )}
        </dd>
      </div>
    )
  return (
    <div className={styles.pair} data-place={place}>
      <dt>{name}</dt>
      <dd>
        {href && (
          <a className={cx('link', styles.href)} href={href} target="_blank" rel="noreferrer noopener">
            {shown}
          </a>
        )}
        <button
          ref={opener}
          type="button"
          className={cx(styles.value, !filled && styles.add, href && styles.penOnly)}
          aria-label={filled ? undefined : t('deal.fields.add', { name })}
          onClick={inPlace.start}
        >
          {filled && <span className="unseen">{t('deal.fields.edit', { name })} </span>}
          {href ? null : (shown ?? t('deal.fields.addWord'))}
          {filled && <Icon name="pen" size={12} className={styles.pen ?? ''} />}
        </button>
      </dd>
    </div>
  )
}
