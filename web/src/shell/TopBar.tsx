import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSyncExternalStore } from 'react'
import { CreateDeal } from '../screens/new-deal/CreateDeal.tsx'
import { FindButton } from '../palette/FindButton.tsx'
import { IconButton } from '../ui/Button.tsx'
import { cx } from '../ui/cx.ts'
import { Icon } from '../ui/Icon.tsx'
import { LoadRuler } from '../ui/LoadRuler.tsx'
import { useThemeChoice } from '../ui/theme.ts'
import { MemberMenu } from './MemberMenu.tsx'
import { Mentions } from './Mentions.tsx'
import { changeProfile } from './profile.ts'
import { useMe } from './useMe.ts'
import styles from './Shell.module.css'

/** The top bar: where one is, what one can make, one's load, theme and member menu. */
export function TopBar({
  title,
  crumb,
  actions,
  hiddenOnPhone = false,
}: {
  title: string
  crumb?: ReactNode
  actions?: ReactNode
  hiddenOnPhone?: boolean
}) {
  const { rights } = useMe()
  return (
    <>
      <header className={cx(styles.top, hiddenOnPhone && 'hide-s')}>
        <h1 className={styles.title}>
          {crumb && <span className={styles.crumb}>{crumb} / </span>}
          {title}
        </h1>
        <span className="grow" />
        {actions}
        <FindButton />
        {rights.createDeals && <CreateDeal />}
        <Load />
        <Mentions />
        <ThemeButton />
        <MemberMenu />
      </header>
      <OfflineLine />
    </>
  )
}

function Load() {
  const { t } = useTranslation()
  const { open, min, max } = useMe().load
  // Without a corridor there is nothing to compare with.
  const lacksCorridor = !min && max === null
  if (lacksCorridor) return null
  const least = min ?? 0
  const words =
    max === null ? t('shell.loadMin', { open, min: least }) : min ? t('shell.load', { open, min, max }) : t('shell.loadMax', { open, max })
  const hint =
    max === null
      ? t('shell.loadHintMin', { open, min: least })
      : min
        ? t('shell.loadHint', { open, min, max })
        : t('shell.loadHintMax', { open, max })
  return (
    <span className={styles.load} data-hint={hint}>
      <LoadRuler open={open} min={min} max={max} />
      <span>{words}</span>
    </span>
  )
}

function ThemeButton() {
  const { t } = useTranslation()
  const choice = useThemeChoice()
  const next = ({ auto: 'light', light: 'dark', dark: 'auto' } as const)[choice]
  const name = ({ auto: t('shell.themeAuto'), light: t('shell.themeLight'), dark: t('shell.themeDark') } as const)[choice]
  const icon = ({ auto: 'auto', light: 'sun', dark: 'moon' } as const)[choice]
  return (
    <IconButton
      className="hide-s"
      icon={icon}
      label={t('shell.switchTheme', { theme: name })}
      onPress={() => void changeProfile({ theme: next })}
    />
  )
}

const online = {
  subscribe: (listener: () => void) => {
    addEventListener('online', listener)
    addEventListener('offline', listener)
    return () => {
      removeEventListener('online', listener)
      removeEventListener('offline', listener)
    }
  },
  get: () => navigator.onLine,
}

function OfflineLine() {
  const { t } = useTranslation()
  if (useSyncExternalStore(online.subscribe, online.get)) return null
  return (
    <p className={styles.offline} role="status">
      <Icon name="alert" size={14} />
      {t('shell.offline')}
    </p>
  )
}
