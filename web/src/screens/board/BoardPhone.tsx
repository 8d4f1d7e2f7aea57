import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Board, BoardCard, Pipeline, StagePace } from '@reglament/contract'
import { CountAndSums, HealthLine, PaceLine } from './ColumnHead.tsx'
import { DealCard } from './DealCard.tsx'
import { cx } from '../../ui/cx.ts'
import styles from './BoardPhone.module.css'

/** The board on a phone: stages are tabs, a card has a button to move it. */
export function BoardPhone({
  pipeline,
  board,
  stage,
  onStage,
  showWho,
  keeps,
  pace,
  chosen,
  onChoose,
  onAskMove,
  onNeedMore,
}: {
  pipeline: Pipeline
  board: Board
  stage: string | undefined
  onStage: (stage: string) => void
  showWho: boolean
  keeps: boolean
  pace: readonly StagePace[] | undefined
  chosen: ReadonlySet<string>
  onChoose: (id: string) => void
  onAskMove: (card: BoardCard) => void
  onNeedMore: (stage: string) => void
}) {
  const { t } = useTranslation()
  const stages = pipeline.stages.filter(({ kind }) => kind === 'open')
  const countOf = (key: string) => board.columns.find((column) => column.stage === key)?.count ?? 0
  const here = stages.find(({ key }) => key === stage) ?? stages.find(({ key }) => countOf(key) > 0) ?? stages[0]
  const column = board.columns.find((one) => one.stage === here?.key)
  const cards = column?.cards ?? []
  /** A press on a card chooses it instead of opening it; so it stays while anything is chosen. */
  const [picks, setPicks] = useState(false)
  const picking = picks || chosen.size > 0
  const scroller = useRef<HTMLDivElement>(null)
  const tabs = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- it draws what it measures anew with every scroll; nothing of it is kept
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => cards[index]?.id ?? index,
    estimateSize: () => 138,
    gap: 8,
    paddingStart: 10,
    paddingEnd: 16,
    overscan: 2,
  })
  const items = virtual.getVirtualItems()
  const more = column?.next !== undefined && (items.at(-1)?.index ?? 0) >= cards.length - 8

  useEffect(() => {
    if (more && here) onNeedMore(here.key)
  }, [more, cards.length, here, onNeedMore])

  useEffect(() => {
    const tab = tabs.current?.querySelector('[aria-selected="true"]')
    tab?.scrollIntoView({ inline: 'center', block: 'nearest' })
    scroller.current?.scrollTo({ top: 0 })
  }, [here?.key])

  if (!here) return null
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = stages[stages.indexOf(here) + step]
    if (step === 0 || !next) return
    event.preventDefault()
    onStage(next.key)
    requestAnimationFrame(() => tabs.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus())
  }
  return (
    <>
      <div ref={tabs} className={cx(styles.tabs, 'strip')} role="tablist" aria-label={t('board.stages')} onKeyDown={walk}>
        {stages.map((one) => (
          <button
            key={one.key}
            type="button"
            role="tab"
            id={`stage-${one.key}`}
            aria-selected={one.key === here.key}
            aria-controls="stage-cards"
            tabIndex={one.key === here.key ? 0 : -1}
            onClick={() => onStage(one.key)}
          >
            {one.name} <span>{countOf(one.key)}</span>
          </button>
        ))}
      </div>
      <div ref={scroller} className={styles.scroller} role="tabpanel" id="stage-cards" aria-labelledby={`stage-${here.key}`} tabIndex={-1}>
        <header className={styles.head}>
          <h2 className="unseen">{here.name}</h2>
          <div className={styles.facts}>
            <CountAndSums column={column} />
            {cards.length > 0 && chosen.size === 0 && (
              <button type="button" className="link sm" aria-pressed={picking} onClick={() => setPicks(!picks)}>
                {t(picking ? 'lists.pickEnd' : 'lists.pick')}
              </button>
            )}
          </div>
          <PaceLine pace={pace?.find((one) => one.stage === here.key)} />
          <HealthLine column={column} />
        </header>
        {cards.length === 0 && <p className={styles.empty}>{t('board.emptyColumn')}</p>}
        <ul className={styles.cards} style={{ height: virtual.getTotalSize() }} aria-label={t('board.cards', { stage: here.name })}>
          {items.map((item) => {
            const card = cards[item.index]
            return (
              card && (
                <li
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  className={styles.item}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <DealCard
                    card={card}
                    showWho={showWho}
                    keeps={keeps}
                    isChosen={chosen.has(card.id)}
                    picking={picking}
                    {...(picking ? { onChoose } : { onMove: onAskMove })}
                  />
                </li>
              )
            )
          })}
        </ul>
        {more && <p className={styles.empty}>{t('board.loadingMore')}</p>}
      </div>
    </>
  )
}
