import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { disableNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/disable-native-drag-preview'
import { memo, useEffect, useRef } from 'react'
import type { BoardCard } from '@reglament/contract'
import { actsQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { DealCard } from './DealCard.tsx'
import styles from './Column.module.css'

const hoverMs = 120

/** A card that can be taken in hand. What may be done with it is asked as soon as the pointer or the focus rests on it. */
export const DraggableCard = memo(function DraggableCard({
  card,
  showWho,
  keeps,
  tabIndex,
  ghost,
  isChosen,
  choosing,
  onChoose,
}: {
  card: BoardCard
  showWho: boolean
  keeps: boolean
  tabIndex: number
  ghost: boolean
  isChosen: boolean
  /** Something is chosen already: every card shows its box. */
  choosing: boolean
  onChoose: (id: string, through?: boolean) => void
}) {
  const place = useRef<HTMLDivElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { id, stage } = card

  useEffect(() => {
    const element = place.current
    if (!element) return
    return draggable({
      element,
      getInitialData: ({ input }) => {
        const box = element.getBoundingClientRect()
        return { card, width: box.width, grabX: input.clientX - box.left, grabY: input.clientY - box.top, stage }
      },
      // We draw the card in hand ourselves: tilted, opaque, and followed by the reasons.
      onGenerateDragPreview: ({ nativeSetDragImage }) => disableNativeDragPreview({ nativeSetDragImage }),
    })
  }, [card, stage])

  const rest = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void queryClient.prefetchQuery(actsQuery(id)), hoverMs)
  }
  const leave = () => clearTimeout(timer.current)
  useEffect(() => {
    const kept = timer
    return () => clearTimeout(kept.current)
  }, [])

  return (
    <div
      ref={place}
      className={ghost ? styles.ghost : undefined}
      onPointerEnter={rest}
      onPointerLeave={leave}
      onFocus={rest}
      onBlur={leave}
    >
      <DealCard
        card={card}
        showWho={showWho}
        keeps={keeps}
        tabIndex={tabIndex}
        isChosen={isChosen}
        choosing={choosing}
        onChoose={onChoose}
      />
    </div>
  )
})
