import { useQuery } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { waitingQuery } from '../api/queries.ts'
import { openPalette } from '../palette/open.ts'
import { Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import { sections, sectionsOf } from './sections.ts'
import { useMe } from './useMe.ts'
import styles from './Shell.module.css'

/** The daily work; whatever else a person has stands behind «More». */
const isTab = ({ to }: (typeof sections)[number]) => to === '/my-day' || to === '/incoming' || to === '/deals'
const tabs = sections.filter(isTab)
const creating = { to: '/deals/new', icon: 'plus', word: 'shell.newDeal' } as const
const settings = { to: '/settings', icon: 'gear', word: 'shell.settings' } as const

/** The bar at the bottom of a phone: the daily work, and behind «More» the rest. */
export function TabBar() {
  const { t } = useTranslation()
  const router = useRouter()
  const { rights } = useMe()
  const { data: waiting = 0 } = useQuery(waitingQuery)
  const others = [...(rights.createDeals ? [creating] : []), ...sectionsOf(rights).filter((section) => !isTab(section)), settings]
  return (
    <nav className={styles.tabbar} aria-label={t('shell.sections')}>
      {tabs.map(({ to, icon, word }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
          aria-label={to === '/incoming' && waiting > 0 ? `${t(word)}: ${t('shell.waiting', { count: waiting })}` : undefined}
        >
          <Icon name={icon} size={20} />
          {t(word)}
          {to === '/incoming' && waiting > 0 && <span className={styles.badge} data-count={waiting > 99 ? '99+' : waiting} />}
        </Link>
      ))}
      <button type="button" onClick={openPalette} aria-haspopup="dialog">
        <Icon name="find" size={20} />
        {t('shell.search')}
      </button>
      <Menu
        entries={others.map(({ to, icon, word }) => ({ icon, name: t(word), onPress: () => void router.navigate({ to }) }))}
        position="top-end"
        width={216}
      >
        {(button) => (
          <button type="button" {...button}>
            <Icon name="menu" size={20} />
            {t('shell.more')}
          </button>
        )}
      </Menu>
    </nav>
  )
}
