import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/Icon.tsx'
import { useMe } from './useMe.ts'
import styles from './Shell.module.css'

const tabs = [
  { to: '/deals', icon: 'deals', word: 'shell.deals', exact: true },
  { to: '/deals/new', icon: 'plus', word: 'shell.newDeal', exact: true },
  { to: '/regulation', icon: 'reg', word: 'shell.regulation', exact: false },
  { to: '/settings', icon: 'menu', word: 'shell.more', exact: false },
] as const

/** The bar at the bottom of a phone. */
export function TabBar() {
  const { t } = useTranslation()
  const { rights } = useMe()
  const shown = tabs.filter(({ to }) => to !== '/deals/new' || rights.createDeals)
  return (
    <nav className={styles.tabbar} aria-label={t('shell.sections')}>
      {shown.map(({ to, icon, word, exact }) => (
        <Link key={to} to={to} activeOptions={{ exact, includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
          <Icon name={icon} size={20} />
          {t(word)}
        </Link>
      ))}
    </nav>
  )
}
