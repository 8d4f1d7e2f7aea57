import { Link, useSearch } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { lazyPart } from '../../api/lazyScreen.ts'
import { Screen } from '../../shell/Screen.tsx'
import { useMe } from '../../shell/useMe.ts'
import { EmptyState, SkeletonRows } from '../../ui/states.tsx'
import { useCurrentInSight } from '../../ui/useCurrentInSight.ts'
import { sectionFrom, sectionsFor } from './sections.ts'
import { cx } from '../../ui/cx.ts'
import styles from './Settings.module.css'

const PeopleSection = lazyPart(() => import('./PeopleSection.tsx'), 'PeopleSection')
const Company = lazyPart(() => import('./Company.tsx'), 'Company')
const MySignIn = lazyPart(() => import('./MySignIn.tsx'), 'MySignIn')
const FormsSection = lazyPart(() => import('./forms/FormsSection.tsx'), 'FormsSection', 'leads')
const ImportSection = lazyPart(() => import('./import/ImportSection.tsx'), 'ImportSection', 'imports')
const CalendarPart = lazyPart(() => import('./calendar/CalendarPart.tsx'), 'CalendarPart', 'choices', 'regulation')
const ListsPart = lazyPart(() => import('./lists/ListsPart.tsx'), 'ListsPart', 'choices', 'regulation')
const QualificationBook = lazyPart(() => import('./QualificationBook.tsx'), 'QualificationBook')
const PipelinesSection = lazyPart(() => import('./stages/PipelinesSection.tsx'), 'PipelinesSection', 'stages', 'regulation')

/** Settings, one part after another; each sees only the parts in which he may do something. */
export function SettingsScreen() {
  const { t } = useTranslation()
  const { rights } = useMe()
  const { section } = useSearch({ from: '/inside/settings' })
  const offered = sectionsFor(rights)
  // The address may name what there is not.
  const current = sectionFrom(section) ?? offered[0]!
  const row = useCurrentInSight(current)
  return (
    <Screen title={t('settings.title')}>
      <div className={styles.page}>
        {offered.length > 1 && (
          <nav ref={row} className={cx(styles.parts, 'strip')} aria-label={t('settings.parts')}>
            {offered.map((key) => (
              <Link key={key} to="/settings" search={{ section: key }} aria-current={key === current ? 'page' : undefined}>
                {t(`settings.part.${key}`)}
              </Link>
            ))}
          </nav>
        )}
        <Suspense key={current} fallback={<SkeletonRows padded rows={4} />}>
          {!offered.includes(current) ? (
            <EmptyState padded icon="lock" title={t('settings.closed')}>
              {t('settings.closedText')}
            </EmptyState>
          ) : current === 'import' ? (
            <ImportSection />
          ) : current === 'stages' ? (
            <>
              <PipelinesSection />
              <QualificationBook />
            </>
          ) : current === 'forms' ? (
            <FormsSection />
          ) : current === 'company' ? (
            <Company />
          ) : current === 'lists' ? (
            <ListsPart />
          ) : current === 'calendar' ? (
            <CalendarPart />
          ) : current === 'sign-in' ? (
            <MySignIn />
          ) : (
            <PeopleSection />
          )}
        </Suspense>
      </div>
    </Screen>
  )
}
