import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TopBar } from './TopBar.tsx'
import { cx } from '../ui/cx.ts'
import styles from './Shell.module.css'

/** A screen in the frame: its title stands in the top bar (and in the title of the page), everything else is its own. */
export type ScreenProps = {
  title: string
  /** What stands before the title, as a way back: «Сделки /». */
  crumb?: ReactNode
  /** A bar of filters under the top bar. */
  bar?: ReactNode
  /** The bar has more than a phone is wide: there its search stands in a row of its own, above what scrolls. */
  searchAbove?: boolean
  children: ReactNode
  /** What stands at the right of the title, before what every screen has. */
  actions?: ReactNode
  /** On a phone the screen has a head of its own instead of the top bar. */
  ownHead?: boolean
}

/** See `ScreenProps`. */
export function Screen({ title, crumb, bar, searchAbove = false, actions, ownHead = false, children }: ScreenProps) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = title ? `${title} — ${t('product')}` : t('product')
  }, [title, t])
  return (
    <main className={styles.main} id="screen" tabIndex={-1}>
      <TopBar title={title} crumb={crumb} actions={actions} hiddenOnPhone={ownHead} />
      {bar && (
        <div className={cx(styles.bar, 'strip')} data-search-above={searchAbove || undefined}>
          {bar}
        </div>
      )}
      {children}
    </main>
  )
}
