import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/utils/combine'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useImperativeHandle, useRef, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardCard, BoardColumn, Stage, StagePace } from '@reglament/contract'
import type { StageState } from '../../moves/stageStates.ts'
import { useStageWords } from '../../moves/useStageWords.ts'
import { ColumnHead } from './ColumnHead.tsx'
import { DraggableCard } from './DraggableCard.tsx'
import styles from './Column.module.css'

/** What the keyboard may ask of a column. */
export type ColumnHandle = { focus: (index: number) => void }

/** A stage with its cards: only those in sight are drawn. While a deal is dragged it shows how the stage answers. */
export const Column = memo(function Column({
  stage,
  column,
  draggedId,
  answer,
  over,
  activeId,
  freshId,
  showWho,
  keeps,
  silent,
  pace,
  chosen,
  onChoose,
  onNeedMore,
  onFold,
  ref,
}: {
  stage: Stage
  column: BoardColumn | undefined
  draggedId: string | undefined
  /** How this stage answers to the dragged deal. */
  answer: StageState | undefined
  over: boolean
  /** The one card of the board that stands in the order of focus. */
  activeId: string | undefined
  freshId: string | undefined
  showWho: boolean
  keeps: boolean
  /** Says nothing of being empty: the whole board is. */
  silent: boolean
  pace: StagePace | undefined
  chosen: ReadonlySet<string>
  onChoose: (id: string, through?: boolean) => void
  onNeedMore: (stage: string) => void
  onFold?: ((stage: string) => void) | undefined
  ref?: Ref<ColumnHandle>
}) {
  const { t } = useTranslation()
  const words = useStageWords()
  const place = useRef<HTMLElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const cards = column?.cards ?? none
  // oxlint-disable-next-line react/incompatible-library -- it draws what it measures anew with every scroll; nothing of it is kept
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => list.current,
    getItemKey: (index) => cards[index]?.id ?? index,
    estimateSize: () => 124,
    gap: 6,
    paddingStart: 8,
    paddingEnd: 12,
    overscan: 2,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const more = column?.next !== undefined && last >= cards.length - 12

  useEffect(() => {
    if (more) onNeedMore(stage.key)
  }, [more, cards.length, onNeedMore, stage.key])

  useEffect(() => {
    const element = place.current
    const scroller = list.current
    if (!element || !scroller) return
    return combine(dropTargetForElements({ element, getData: () => ({ stage: stage.key }) }), autoScrollForElements({ element: scroller }))
  }, [stage.key])

  useImperativeHandle(
    ref,
    () => ({
      focus: (index) => {
        const id = cards[index]?.id
        if (id === undefined) return
        virtual.scrollToIndex(index, { align: 'auto' })
        // The card may be drawn only after the scroll.
        let tries = 0
        const reach = () => {
          const card = list.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)
          if (card) card.focus()
          else if ((tries += 1) < 10) requestAnimationFrame(reach)
        }
        requestAnimationFrame(reach)
      },
    }),
    [cards, virtual],
  )

  const tone = answer && toneOf(answer)
  const says = answer && tone && { ...words(answer), tone }
  const takes = over && answer !== undefined && answer.state !== 'here' && answer.state !== 'refused'
  return (
    <section
      ref={place}
      className={styles.column}
      data-answer={answer?.state === 'here' ? 'here' : tone}
      data-over={over || undefined}
      aria-label={t('board.columnLabel', {
        stage: stage.name,
        deals: column?.more ? t('lists.moreDeals', { count: column.count }) : t('board.deals', { count: column?.count ?? 0 }),
      })}
    >
      <ColumnHead stage={stage} column={column} pace={pace} says={says} onFold={onFold && (() => onFold(stage.key))} />
      <div ref={list} className={styles.scroller}>
        {takes && <div className={styles.slot}>{t('move.drop')}</div>}
        <ul className={styles.cards} style={{ height: virtual.getTotalSize() }} aria-label={t('board.cards', { stage: stage.name })}>
          {items.map((item) => {
            const card = cards[item.index]
            return (
              card && (
                <li
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  className={styles.item}
                  data-fresh={card.id === freshId || undefined}
                  style={{ transform: `translateY(${item.start}px)` }}
                  aria-setsize={column?.count}
                  aria-posinset={item.index + 1}
                >
                  <DraggableCard
                    card={card}
                    showWho={showWho}
                    keeps={keeps}
                    tabIndex={card.id === activeId ? 0 : -1}
                    ghost={card.id === draggedId}
                    isChosen={chosen.has(card.id)}
                    choosing={chosen.size > 0}
                    onChoose={onChoose}
                  />
                </li>
              )
            )
          })}
        </ul>
        {cards.length === 0 && !takes && !silent && <p className={styles.empty}>{t('board.emptyColumn')}</p>}
        {column?.next !== undefined && more && <p className={styles.empty}>{t('board.loadingMore')}</p>}
      </div>
    </section>
  )
})

const none: readonly BoardCard[] = []

const toneOf = ({ state, back }: StageState): 'ok' | 'plain' | 'no' =>
  state === 'refused' ? 'no' : (state === 'can' || state === 'asks') && !back ? 'ok' : 'plain'
