import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { waitingQuery } from '../api/queries.ts'
import { exchangeCountQuery } from '../api/exchange.ts'
import { Icon, Logo } from '../ui/Icon.tsx'
import type { IconName } from '../ui/icons.tsx'
import { useMe } from './useMe.ts'
import { sectionsOf, type sections } from './sections.ts'
import styles from './Shell.module.css'

/** The left rail: a word and an icon for each section that works. */
export function Rail({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const { t } = useTranslation()
  const { data: waiting } = useQuery(waitingQuery)
  const { data: onExchange } = useQuery(exchangeCountQuery)
  const { rights } = useMe()
  const counts = {
    '/incoming': { count: waiting, countWords: t('shell.waiting', { count: waiting ?? 0 }) },
    '/exchange': { count: onExchange, countWords: t('shell.exchangeCount', { count: onExchange ?? 0 }), quiet: true },
  }
  return (
    <nav className={styles.rail} aria-label={t('shell.sections')}>
      <Link to="/" className={styles.brand} aria-label={t('product')}>
        <Logo />
        <span className={styles.word}>{t('product')}</span>
      </Link>
      {sectionsOf(rights).map(({ to, icon, word }) => (
        <RailLink key={to} to={to} icon={icon} open={open} {...counts[to as keyof typeof counts]}>
          {t(word)}
        </RailLink>
      ))}
      <span className={styles.foot} />
      <RailLink to="/settings" icon="gear" open={open}>
        {t('shell.settings')}
      </RailLink>
      <button
        type="button"
        className={styles.entry}
        onClick={onToggle}
        aria-expanded={open}
        aria-label={open ? t('shell.fold') : t('shell.unfold')}
        data-hint={open ? undefined : t('shell.unfold')}
      >
        <Icon name="fold" />
        <span className={styles.word}>{t('shell.fold')}</span>
      </button>
    </nav>
  )
}

function RailLink({
  to,
  icon,
  open,
  count = 0,
  quiet = false,
  countWords,
  children,
}: {
  to: (typeof sections)[number]['to'] | '/settings'
  icon: IconName
  open: boolean
  /** How much waits there, and the same in words. */
  count?: number | undefined
  countWords?: string
  /** Waiting there is nobody's fault. */
  quiet?: boolean
  children: string
}) {
  return (
    <Link
      to={to}
      className={styles.entry}
      activeProps={{ 'aria-current': 'page' }}
      data-hint={open ? undefined : count > 0 && countWords ? `${children}: ${countWords}` : children}
      aria-label={count > 0 && countWords ? `${children}: ${countWords}` : children}
    >
      <Icon name={icon} />
      <span className={styles.word}>{children}</span>
      {count > 0 && <span className={styles.waiting} data-quiet={quiet || undefined} data-count={count > 99 ? '99+' : count} />}
    </Link>
  )
}
