import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Icon, Logo } from '../ui/Icon.tsx'
import type { IconName } from '../ui/icons.tsx'
import styles from './Shell.module.css'

/** The left rail: a word and an icon for each section that works. */
export function Rail({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const { t } = useTranslation()
  return (
    <nav className={styles.rail} aria-label={t('shell.sections')}>
      <Link to="/deals" className={styles.brand} aria-label={t('product')}>
        <Logo />
        <span className={styles.word}>{t('product')}</span>
      </Link>
      <RailLink to="/deals" icon="deals" open={open}>
        {t('shell.deals')}
      </RailLink>
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
  children,
}: {
  to: '/deals' | '/regulation' | '/settings'
  icon: IconName
  open: boolean
  children: string
}) {
  return (
    <Link
      to={to}
      className={styles.entry}
      activeProps={{ 'aria-current': 'page' }}
      data-hint={open ? undefined : children}
      aria-label={children}
    >
      <Icon name={icon} />
      <span className={styles.word}>{children}</span>
    </Link>
  )
}
