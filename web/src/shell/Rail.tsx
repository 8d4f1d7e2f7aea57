import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { waitingQuery } from '../api/queries.ts'
import { exchangeCountQuery } from '../api/exchange.ts'
import { Icon, Logo } from '../ui/Icon.tsx'
import type { IconName } from '../ui/icons.tsx'
import { useMe } from './useMe.ts'
import styles from './Shell.module.css'

/** Who reviews, calls back and sells again. */
const looksAfter: ReadonlySet<string> = new Set(['head', 'quality-controller', 'owner', 'admin'])

/** The left rail: a word and an icon for each section that works. */
export function Rail({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const { t } = useTranslation()
  const { data: waiting } = useQuery(waitingQuery)
  const { data: onExchange } = useQuery(exchangeCountQuery)
  const { member } = useMe()
  return (
    <nav className={styles.rail} aria-label={t('shell.sections')}>
      <Link to="/" className={styles.brand} aria-label={t('product')}>
        <Logo />
        <span className={styles.word}>{t('product')}</span>
      </Link>
      <RailLink to="/my-day" icon="day" open={open}>
        {t('shell.myDay')}
      </RailLink>
      <RailLink to="/incoming" icon="inbox" open={open} count={waiting} countWords={t('shell.waiting', { count: waiting ?? 0 })}>
        {t('shell.incoming')}
      </RailLink>
      <RailLink to="/deals" icon="deals" open={open}>
        {t('shell.deals')}
      </RailLink>
      <RailLink to="/leads" icon="lead" open={open}>
        {t('leads.title')}
      </RailLink>
      <RailLink
        to="/exchange"
        icon="swap"
        open={open}
        count={onExchange}
        countWords={t('shell.exchangeCount', { count: onExchange ?? 0 })}
        quiet
      >
        {t('shell.exchange')}
      </RailLink>
      <RailLink to="/clients" icon="client" open={open}>
        {t('clients.title')}
      </RailLink>
      {looksAfter.has(member.role) && (
        <RailLink to="/control" icon="eye" open={open}>
          {t('control.title')}
        </RailLink>
      )}
      <RailLink to="/regulation" icon="reg" open={open}>
        {t('shell.regulation')}
      </RailLink>
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
  to: '/my-day' | '/incoming' | '/deals' | '/leads' | '/exchange' | '/clients' | '/regulation' | '/settings' | '/control'
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
