import { Link, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Screen } from '../../shell/Screen.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { useCurrentInSight } from '../../ui/useCurrentInSight.ts'
import { Now } from './Now.tsx'
import { cx } from '../../ui/cx.ts'
import styles from './Control.module.css'

const ClosingReviews = lazy(async () => ({ default: (await import('./ClosingReviews.tsx')).ClosingReviews }))
const QualityCalls = lazy(async () => ({ default: (await import('./QualityCalls.tsx')).QualityCalls }))
const LostBase = lazy(async () => ({ default: (await import('./LostBase.tsx')).LostBase }))
const Campaigns = lazy(async () => ({ default: (await import('./Campaigns.tsx')).Campaigns }))

const tabs = ['now', 'closings', 'calls', 'lost', 'campaigns'] as const

/** What is broken now (J1), closings to review, calls to lost clients, the base of lost deals and what is done with it (H5–H7). */
export function ControlScreen() {
  const { t } = useTranslation()
  const { tab = 'now' } = useSearch({ from: '/inside/control' })
  const row = useCurrentInSight(tab)
  const bar = (
    <nav ref={row} className={cx(styles.tabs, 'strip')} aria-label={t('control.sections')}>
      {tabs.map((one) => (
        <Link
          key={one}
          to="/control"
          search={one === 'now' ? {} : { tab: one }}
          activeOptions={{ exact: true }}
          aria-current={one === tab ? 'page' : undefined}
        >
          {t(`control.tab.${one}`)}
        </Link>
      ))}
    </nav>
  )
  return (
    <Screen title={t('shell.control')}>
      {bar}
      <Suspense fallback={<Waiting />}>
        {tab === 'now' && <Now />}
        {tab === 'closings' && <ClosingReviews />}
        {tab === 'calls' && <QualityCalls />}
        {tab === 'lost' && <LostBase />}
        {tab === 'campaigns' && <Campaigns />}
      </Suspense>
    </Screen>
  )
}

/** What stands there while a list is loading. */
export function Waiting() {
  return (
    <div className={styles.wait}>
      <SkeletonRows rows={6} />
    </div>
  )
}
