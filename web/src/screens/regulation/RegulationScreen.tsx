import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Clause } from '@reglament/contract'
import { regulationQuery } from '../../api/queries.ts'
import { Screen } from '../../shell/Screen.tsx'
import { useMe } from '../../shell/useMe.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useFormat } from '../../words/format.tsx'
import { tidy } from '../../words/formatters.ts'
import { ClauseFields } from './change/ClauseFields.tsx'
import type { Changes } from './change/draft.ts'
import { DraftBar } from './change/DraftBar.tsx'
import { Recheck } from './change/Recheck.tsx'
import styles from './RegulationScreen.module.css'

/** Clauses under their sections, in the order of the document. */
const bySection = (clauses: readonly Clause[]) => {
  const sections = new Map<string, Clause[]>()
  for (const clause of clauses) sections.set(clause.section, [...(sections.get(clause.section) ?? []), clause])
  return [...sections].map(([name, list]) => ({ name, number: list[0]?.number.split('.')[0] ?? '', clauses: list }))
}

/** Roles to whom changing is offered; the server has the last word. */
const authors = new Set(['owner', 'head', 'admin'])

/** The regulation in force, set like a document: numbers hang in the margin, sentences are read straight down; its authors change it in place. */
export function RegulationScreen() {
  const { t } = useTranslation()
  const format = useFormat()
  const hash = useLocation({ select: (location) => location.hash })
  const regulation = useQuery(regulationQuery)
  const me = useMe().member
  const [changes, setChanges] = useState<Changes>()
  const sections = bySection(regulation.data?.clauses ?? [])

  useEffect(() => {
    if (hash && regulation.data) document.getElementById(hash)?.scrollIntoView({ block: 'center' })
  }, [hash, regulation.data])

  return (
    <Screen title={t('regulation.title')}>
      <div className={styles.page}>
        {regulation.isError ? (
          <div className={styles.state}>
            <ErrorState
              error={regulation.error}
              what={t('regulation.failed')}
              retry={() => void regulation.refetch()}
              busy={regulation.isFetching}
            />
          </div>
        ) : regulation.isPending ? (
          <ReadingSkeleton />
        ) : sections.length === 0 ? (
          <div className={styles.state}>
            <EmptyState icon="reg" title={t('regulation.empty')}>
              {t('regulation.emptyText')}
            </EmptyState>
          </div>
        ) : (
          <>
            <nav className={styles.contents} aria-label={t('regulation.contents')}>
              <ol>
                {sections.map((section) => (
                  <li key={section.number}>
                    <a href={`#section-${section.number}`}>
                      <span>{section.number}</span>
                      {section.name}
                    </a>
                  </li>
                ))}
              </ol>
            </nav>
            <article className={styles.document}>
              <p className={styles.version}>
                {t('regulation.version', { version: regulation.data.version, date: format.date(regulation.data.inForceFrom) })}
                {regulation.data.author && ` · ${t('regulation.author', { author: regulation.data.author })}`}
              </p>
              {authors.has(me.role) && (
                <div className={styles.author}>
                  {changes ? (
                    <p className="t2">{t('drafts.editing')}</p>
                  ) : (
                    <Button icon="pen" onPress={() => setChanges({})}>
                      {t('drafts.start')}
                    </Button>
                  )}
                  <Recheck />
                </div>
              )}
              {sections.map((section) => (
                <section key={section.number} aria-labelledby={`section-${section.number}`}>
                  <h2 id={`section-${section.number}`} className={styles.section}>
                    <span>{section.number}</span>
                    {section.name}
                  </h2>
                  {section.clauses.map((clause) => (
                    <ClauseText key={clause.key} clause={clause} hot={clause.key === hash}>
                      {changes && <ClauseFields clause={clause} changes={changes} onChange={setChanges} />}
                    </ClauseText>
                  ))}
                </section>
              ))}
              {changes && <DraftBar changes={changes} clauses={regulation.data.clauses} onLeave={() => setChanges(undefined)} />}
            </article>
          </>
        )}
      </div>
    </Screen>
  )
}

function ClauseText({ clause, hot, children }: { clause: Clause; hot: boolean; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={styles.clause} id={clause.key} data-hot={hot || undefined} data-off={clause.mode === 'off' || undefined}>
      <a className={styles.number} href={`#${clause.key}`} aria-label={t('ui.clause', { number: clause.number })}>
        {clause.number}
      </a>
      <div>
        <h3 className={styles.title}>
          {clause.title}
          <span className={styles.mode} data-mode={clause.mode} data-hint={t(`regulation.modeHint.${clause.mode}`)}>
            {t(`regulation.mode.${clause.mode}`)}
          </span>
        </h3>
        <p className={styles.sentence}>{tidy(clause.sentence)}</p>
        {clause.lesson && (
          <details className={styles.lesson}>
            <summary>{t('regulation.lesson')}</summary>
            <p>{tidy(clause.lesson)}</p>
          </details>
        )}
        {children}
      </div>
    </div>
  )
}

function ReadingSkeleton() {
  const { t } = useTranslation()
  return (
    <div className={styles.document} role="status" aria-label={t('ui.loading')}>
      {[70, 92, 84, 60, 88].map((width) => (
        <div key={width} className={styles.clause}>
          <span className={styles.number}>
            <Skeleton width={24} />
          </span>
          <div style={{ display: 'grid', gap: 12 }}>
            <Skeleton width={`${width - 30}%`} height={12} />
            <Skeleton width={`${width}%`} height={14} />
            <Skeleton width={`${width - 18}%`} height={14} />
          </div>
        </div>
      ))}
    </div>
  )
}
