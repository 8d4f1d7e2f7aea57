import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Control } from '@reglament/contract'
import { useNow } from '../../ui/now.ts'
import { useFormat } from '../../words/format.tsx'
import { figuresOf, sinceOf } from './figures.ts'
import { useNarrowed } from './useNarrowed.ts'
import styles from './Figures.module.css'

/** Six figures, each a way to its deals, the last to the closings that wait for a review: how much, how much more than before, and how long the oldest has waited. */
export function Figures({ control }: { control: Control }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { pending, oldest } = control.reviews
  const narrowed = useNarrowed()
  return (
    <div className={styles.figures}>
      {figuresOf(control).map(({ name, clauses, open, more, oldest: since }) => (
        <Link
          key={name}
          to="/control"
          search={{ ...narrowed, clause: clauses.join(',') }}
          className={styles.figure}
          data-open={open > 0 || undefined}
        >
          <span>{t(`controlNow.figure.${name}`)}</span>
          <b>{open}</b>
          <small>
            {more === 0
              ? since === null
                ? t('controlNow.none')
                : t('controlNow.oldest', { span: format.span(now - Date.parse(since)) })
              : more > 0
                ? t(`controlNow.more.${sinceOf(control)}`, { count: more })
                : t(`controlNow.less.${sinceOf(control)}`, { count: -more })}
          </small>
        </Link>
      ))}
      <Link to="/control" search={{ tab: 'closings' }} className={styles.figure}>
        <span>{t('controlNow.reviews')}</span>
        <b>{pending}</b>
        <small>{oldest === null ? t('controlNow.none') : t('controlNow.oldest', { span: format.span(now - Date.parse(oldest)) })}</small>
      </Link>
    </div>
  )
}
