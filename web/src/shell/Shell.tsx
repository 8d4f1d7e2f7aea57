import { Outlet, useMatches } from '@tanstack/react-router'
import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { followNews } from '../live/news.ts'
import { PaletteWindow } from '../palette/FindButton.tsx'
import { TimeZoneProvider } from '../words/format.tsx'
import { KeysWindow } from './keys.tsx'
import { Rail } from './Rail.tsx'
import { Screen } from './Screen.tsx'
import { TabBar } from './TabBar.tsx'
import { useMe } from './useMe.ts'
import { useRail } from './useRail.ts'
import { SkeletonRows } from '../ui/states.tsx'
import styles from './Shell.module.css'

/** The frame of every screen behind the door: the rail (a bar at the bottom on a phone) and the place of the screen. */
export function Shell() {
  const { t } = useTranslation()
  const me = useMe()
  const [since] = useState(me.newsSince)
  useEffect(() => followNews(since), [since])
  const path = useMatches({ select: (matches) => matches.at(-1)?.fullPath ?? '/' })
  const rail = useRail(
    ['/settings', '/my-day', '/incoming', '/leads', '/exchange', '/clients', '/control'].some((wide) => path.startsWith(wide)),
  )
  return (
    <TimeZoneProvider timeZone={me.workspace.timeZone}>
      <a href="#screen" className={styles.skip}>
        {t('shell.skip')}
      </a>
      <div className={styles.app} data-rail={rail.open ? 'open' : 'mini'}>
        <Rail open={rail.open} onToggle={rail.toggle} />
        <Suspense
          fallback={
            <Screen title="">
              <div className={styles.wait}>
                <SkeletonRows rows={5} />
              </div>
            </Screen>
          }
        >
          <Outlet />
        </Suspense>
        <PaletteWindow />
        <KeysWindow />
        {/* On the card of a deal its next action stands at the bottom instead. */}
        {!path.endsWith('/deals/$dealId') && <TabBar />}
      </div>
    </TimeZoneProvider>
  )
}
