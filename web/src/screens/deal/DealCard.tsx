import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { actsQuery } from '../../api/queries.ts'
import type { Elsewhere } from '../../closing/ClosingForm.tsx'
import { useMover } from '../../moves/useMover.tsx'
import { useNarrow } from '../../ui/useNarrow.ts'
import { Client } from './client/Client.tsx'
import { DealHead } from './DealHead.tsx'
import { Budget } from './fields/Budget.tsx'
import { StageFields } from './fields/StageFields.tsx'
import { NextBar } from './next/NextBar.tsx'
import { takesNoAnswer } from './next/useNoAnswer.tsx'
import { useTaskActs } from './next/useTaskActs.tsx'
import { WhatNext } from './next/WhatNext.tsx'
import { Origin } from './Origin.tsx'
import { Note } from './note/Note.tsx'
import { RevealProvider, useReveal, useRevealed, useWhenRevealed } from './reveal.tsx'
import { Composer } from './tasks/Composer.tsx'
import { Timeline } from '../../timeline/Timeline.tsx'
import { useQualified } from './qualification/useQualified.ts'
import { useSeenMentions } from './useSeenMentions.ts'
import { usePipeline } from './usePipeline.ts'
import { isShortcut } from './isShortcut.ts'
import { cx } from '../../ui/cx.ts'
import styles from './DealCard.module.css'
import { later } from '../../ui/later.tsx'

const Qualification = later(async () => (await import('./qualification/Qualification.tsx')).Qualification)
const MoveSheet = later(async () => (await import('../../moves/MoveSheet.tsx')).MoveSheet)

/** The card of a deal: what is known of it, what happened, what is next. Three columns on a desk, three tabs on a phone. */
export function DealCard({ deal, place }: { deal: Deal; place?: string | undefined }) {
  return (
    <RevealProvider first={place}>
      <Columns deal={deal} />
    </RevealProvider>
  )
}

const tabs = ['next', 'timeline', 'qualification', 'fields'] as const
type Tab = (typeof tabs)[number]

function Columns({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const acts = useQuery(actsQuery(deal.id))
  const { pipeline } = usePipeline(deal.pipeline)
  const reveal = useReveal()
  const tasks = useTaskActs(deal)
  const mend = (act: Elsewhere) => {
    const task = act === 'no-answer' ? deal.tasks.find((one) => takesNoAnswer(acts.data?.acts, one)) : undefined
    if (task) tasks.noAnswer(task)
    else reveal(act === 'plan-task' ? 'composer' : 'talk')
  }
  const mover = useMover({ onMend: mend })
  useWhenRevealed('task', () => deal.tasks[0] && deal.mayAct && tasks.complete(deal.tasks[0]))
  const [sheet, setSheet] = useState(false)
  const place = useRevealed()
  const [chosen, setChosen] = useState<{ tab: Tab; after: number }>({ tab: 'next', after: 0 })
  // A reason that leads to a field opens the tab of that field, until another tab is chosen.
  const led = place !== undefined && place.asked > chosen.after
  const writes = place?.key === 'composer' || place?.key === 'talk'
  const acting = place?.key === 'task' || place?.key === 'no-answer'
  const tab: Tab = led ? (writes ? 'timeline' : acting ? 'next' : 'fields') : chosen.tab
  const choose = (one: Tab) => setChosen({ tab: one, after: place?.asked ?? 0 })
  // On a desk the middle column shows one of the two; what is written leads back to the timeline.
  const middle = tab === 'qualification' ? 'qualification' : 'timeline'
  const qualified = useQualified(deal)
  useSeenMentions(deal.id)

  const open = deal.status === 'open' && deal.mayAct
  useEffect(() => {
    if (!open) return
    const press = (event: KeyboardEvent) => {
      if (event.code !== 'KeyM' || !isShortcut(event)) return
      event.preventDefault()
      setSheet(true)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [open])

  const moving = {
    id: deal.id,
    title: deal.title,
    client: deal.company?.name ?? deal.contact?.name ?? null,
    stage: deal.stage,
    pipeline: deal.pipeline,
  }
  const close = () => mover.close(moving)
  const move = (to: string) => void mover.start(moving, to)

  return (
    <>
      <DealHead deal={deal} onMove={() => setSheet(true)} onClose={close} />
      {narrow && (
        <nav className={cx(styles.tabs, 'strip')} aria-label={t('deal.tabs.label')}>
          {tabs.map((one) => (
            <button key={one} type="button" aria-current={one === tab ? 'true' : undefined} onClick={() => choose(one)}>
              {t(`deal.tabs.${one}`)}
            </button>
          ))}
        </nav>
      )}
      <div className={styles.deal} data-tab={tab}>
        <div className={styles.read}>
          <aside className={styles.left} aria-label={t('deal.tabs.fields')}>
            <Note deal={deal} />
            <Client deal={deal} />
            <Origin deal={deal} />
            <Budget deal={deal} />
            <StageFields deal={deal} />
          </aside>
          <section className={styles.middle} aria-label={t('deal.tabs.timeline')}>
            {!narrow && (
              <nav className={styles.inner} aria-label={t('card.middle')}>
                <button type="button" aria-current={middle === 'timeline' ? 'true' : undefined} onClick={() => choose('timeline')}>
                  {t('deal.tabs.timeline')}
                </button>
                <button
                  type="button"
                  aria-current={middle === 'qualification' ? 'true' : undefined}
                  onClick={() => choose('qualification')}
                >
                  {t('deal.tabs.qualification')}
                  {qualified && qualified.all > 0 && <span className="muted">{t('card.qualification.done', qualified)}</span>}
                </button>
              </nav>
            )}
            {middle === 'qualification' ? (
              <Qualification deal={deal} />
            ) : (
              <>
                <Composer deal={deal} />
                <Timeline of={{ kind: 'deal', id: deal.id }} />
              </>
            )}
          </section>
        </div>
        <aside className={styles.right} aria-label={t('deal.tabs.next')}>
          <WhatNext
            deal={deal}
            acts={acts.data?.acts}
            failed={acts.error ? { error: acts.error, retry: () => void acts.refetch() } : undefined}
            onMove={move}
            onClose={close}
            tasks={tasks}
          />
        </aside>
      </div>
      {narrow && open && <NextBar deal={deal} acts={acts.data?.acts} tasks={tasks} onMove={() => setSheet(true)} onClose={close} />}
      <MoveSheet deal={moving} pipeline={pipeline} opened={sheet} onClose={() => setSheet(false)} onChoose={move} />
      {mover.dialog}
      {tasks.dialogs}
    </>
  )
}
