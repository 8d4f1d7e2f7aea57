import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Clause, RegulationInForce } from '@reglament/contract'
import { regulationFiguresQuery, regulationQuery } from '../../api/queries.ts'
import { Screen } from '../../shell/Screen.tsx'
import { useMe } from '../../shell/useMe.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/useNarrow.ts'
import { tidy } from '../../words/formatters.ts'
import { Clashes } from './change/Clashes.tsx'
import type { Change } from './change/draft.ts'
import { DraftPanel } from './change/DraftPanel.tsx'
import { useDraft, type DraftInHand } from './change/useDraft.ts'
import { ClauseArticle } from './ClauseArticle.tsx'
import { bySection, Contents } from './Contents.tsx'
import { ClauseHistory, History } from './History.tsx'
import clauses from './ClauseArticle.module.css'
import styles from './RegulationScreen.module.css'

/** The regulation in force, set like a document: numbers hang in the margin, sentences are read straight down; its authors change it in place (K1, A1, A5). */
export function RegulationScreen() {
  const { t } = useTranslation()
  const regulation = useQuery(regulationQuery)
  return (
    <Screen
      title={t('regulation.title')}
      actions={
        <Button kind="quiet" onPress={() => print()}>
          {t('regulation.print')}
        </Button>
      }
    >
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
      ) : regulation.data.clauses.length === 0 ? (
        <div className={styles.state}>
          <EmptyState icon="reg" title={t('regulation.empty')}>
            {t('regulation.emptyText')}
          </EmptyState>
        </div>
      ) : (
        <Reading key={regulation.data.version} regulation={regulation.data} />
      )}
    </Screen>
  )
}

/** What is searched in a clause: everything that is read there. */
const textOf = ({ number, title, sentence, lesson, atStages }: Clause) =>
  [number, title, sentence, lesson, ...atStages.flatMap(({ stages }) => stages.flatMap(({ name, text }) => [name, text]))]
    .join(' ')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll('\u00A0', ' ')

function Reading({ regulation }: { regulation: RegulationInForce }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const { rights } = useMe()
  const mayChange = rights.changeRegulation
  const seesFigures = rights.sees !== 'own'
  const hash = useLocation({ select: (location) => location.hash })
  const figures = useQuery({ ...regulationFiguresQuery, enabled: seesFigures })
  const draft = useDraft(regulation, mayChange)
  const hasDraft = draft.creation !== null
  const [query, setQuery] = useState('')
  // Who follows a link to a clause wants to see it, whatever was searched before.
  const [ledTo, setLedTo] = useState(hash)
  if (hash !== ledTo) {
    setLedTo(hash)
    setQuery('')
  }
  const [versions, setVersions] = useState(false)
  const [historyOf, setHistoryOf] = useState<Clause>()
  // Whoever changes sees the draft beside it; a colleague's waits until it is asked for.
  const [aside, setAside] = useState(false)
  const wanted = query.trim().toLowerCase().replaceAll('ё', 'е')
  const found = useMemo(
    () => regulation.clauses.filter((clause) => wanted === '' || textOf(clause).includes(wanted)),
    [regulation.clauses, wanted],
  )
  const sections = useMemo(() => bySection(found), [found])
  const page = useRef<HTMLDivElement>(null)
  const current = useCurrentSection(page)

  useEffect(() => {
    if (hash) document.getElementById(hash)?.scrollIntoView({ block: 'center' })
  }, [hash])

  const figuresOf = (key: string) => {
    if (!seesFigures || figures.isError) return undefined
    return figures.data ? (figures.data.items.find(({ clause }) => clause === key) ?? emptyFigures(key)) : null
  }
  const panelOpen = mayChange && hasDraft && aside
  // The panel makes the document narrower and everything above longer: what is being changed stays under the eye.
  const [touched, setTouched] = useState<string>()
  useLayoutEffect(() => {
    if (panelOpen && touched !== undefined) document.getElementById(touched)?.scrollIntoView({ block: 'nearest', behavior: 'instant' })
  }, [panelOpen, touched])
  const touch = (key: string) => {
    setTouched(key)
    if (!narrow) setAside(true)
  }
  const draftSays = draft.count > 0 ? t('drafts.changed', { count: draft.count }) : t('drafts.ofStages')
  return (
    <div className={styles.page} data-aside={(panelOpen && !narrow) || undefined}>
      <Contents
        regulation={regulation}
        sections={sections}
        current={current}
        query={query}
        onQuery={setQuery}
        onVersions={() => setVersions(true)}
      />
      <div className={styles.document} ref={page}>
        {sections.length === 0 && (
          <div className={styles.state}>
            <EmptyState icon="find" title={t('regulation.notFound')}>
              {t('regulation.notFoundText')}
            </EmptyState>
          </div>
        )}
        {sections.map((section) => (
          <section key={section.number} aria-labelledby={`section-${section.number}`}>
            <header className={styles.head}>
              <div>
                <p className="muted">{t('regulation.section', { number: section.number })}</p>
                <h2 id={`section-${section.number}`} data-section={section.number}>
                  {tidy(section.name)}
                </h2>
              </div>
              {seesFigures && <p className="muted sm">{t('regulation.figures.span')}</p>}
            </header>
            {section.clauses.map((clause) => (
              <ClauseArticle
                key={clause.key}
                clause={clause}
                figures={figuresOf(clause.key)}
                hot={clause.key === hash}
                hand={mayChange ? handOf(draft, clause, () => touch(clause.key)) : undefined}
                onHistory={() => setHistoryOf(clause)}
              />
            ))}
          </section>
        ))}
      </div>
      {panelOpen && !narrow && (
        <aside className={styles.aside} aria-label={t('drafts.of', { version: regulation.version + 1 })}>
          <header>
            <div>
              <h2>{t('drafts.of', { version: regulation.version + 1 })}</h2>
              <p className="muted sm">{draftSays}</p>
            </div>
            <IconButton icon="x" label={t('ui.close')} onPress={() => setAside(false)} />
          </header>
          <DraftPanel regulation={regulation} draft={draft} onLater={() => setAside(false)} />
        </aside>
      )}
      {mayChange && hasDraft && (narrow || !aside) && (
        <div className={styles.bar} role="region" aria-label={t('drafts.of', { version: regulation.version + 1 })}>
          <b className="grow">{draftSays}</b>
          <Button kind="go" onPress={() => setAside(true)}>
            {t('drafts.check')}
          </Button>
        </div>
      )}
      {narrow && mayChange && (
        <Dialog opened={aside && hasDraft} onClose={() => setAside(false)} title={t('drafts.of', { version: regulation.version + 1 })}>
          <DraftPanel regulation={regulation} draft={draft} onLater={() => setAside(false)} />
        </Dialog>
      )}
      <History opened={versions} onClose={() => setVersions(false)} mayChange={mayChange} />
      {mayChange && <Clashes regulation={regulation} draft={draft} />}
      <ClauseHistory clause={historyOf} onClose={() => setHistoryOf(undefined)} />
    </div>
  )
}

const emptyFigures = (clause: string) => ({ clause, refused: 0, wouldRefuse: 0, confirmed: 0, exempt: 0, breaches: 0, open: 0 })

const handOf = ({ changes, preview, change, undo, clashes }: DraftInHand, clause: Clause, onTouch: () => void) => ({
  change: changes[clause.key],
  drafted: changes[clause.key] ? preview.data?.clauses.find(({ key }) => key === clause.key) : undefined,
  faults: (preview.data?.faults ?? []).filter((fault) => fault.clause === clause.key && changes[clause.key] !== undefined),
  asked: clashes.length > 0,
  onChange: (more: Change, seen: Change) => {
    onTouch()
    change(clause.key, more, seen)
  },
  onUndo: () => undo(clause.key),
})

/** The section under the eye: the last whose heading has gone past the upper third. */
function useCurrentSection(page: React.RefObject<HTMLDivElement | null>): string | undefined {
  const [current, setCurrent] = useState<string>()
  useEffect(() => {
    const scroller = page.current
    if (!scroller) return undefined
    const look = () => {
      const limit = scroller.getBoundingClientRect().top + scroller.clientHeight / 3
      const headings = [...scroller.querySelectorAll<HTMLElement>('[data-section]')]
      const past = headings.filter((heading) => heading.getBoundingClientRect().top <= limit)
      setCurrent((past.at(-1) ?? headings[0])?.dataset['section'])
    }
    look()
    scroller.addEventListener('scroll', look, { passive: true })
    return () => scroller.removeEventListener('scroll', look)
  }, [page])
  return current
}

function ReadingSkeleton() {
  const { t } = useTranslation()
  return (
    <div className={styles.document} role="status" aria-label={t('ui.loading')}>
      {[70, 92, 84, 60, 88].map((width) => (
        <div key={width} className={clauses.clause}>
          <span className={clauses.number}>
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
