import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { preventUnhandled } from '@atlaskit/pragmatic-drag-and-drop/utils/prevent-unhandled'
import { useEffect, useRef, useState } from 'react'
import type { BoardCard } from '@reglament/contract'
import { PointerTrail } from './pointer.ts'

/** A card in hand: which one, how wide it is, where it was taken. */
export type Drag = { card: BoardCard; width: number; grab: { x: number; y: number } }

const openAfterMs = 280

/** Follows a card from hand to stage. `onDrop` gets the stage where it was let go; a folded stage opens when the card is held over it. */
export function useBoardDrag({ onDrop, onHold }: { onDrop: (card: BoardCard, stage: string) => void; onHold: (stage: string) => void }): {
  drag: Drag | undefined
  over: string | undefined
  pointer: PointerTrail
} {
  const [drag, setDrag] = useState<Drag>()
  const [over, setOver] = useState<string>()
  const [pointer] = useState(() => new PointerTrail())
  const acts = useRef({ onDrop, onHold })
  useEffect(() => {
    acts.current = { onDrop, onHold }
  })

  useEffect(() => {
    let held: ReturnType<typeof setTimeout> | undefined
    const stageUnder = (targets: readonly { data: Record<string | symbol, unknown> }[]) => {
      const data = targets[0]?.data
      return { stage: typeof data?.['stage'] === 'string' ? data['stage'] : undefined, folded: data?.['folded'] === true }
    }
    return monitorForElements({
      canMonitor: ({ source }) => 'card' in source.data,
      onDragStart: ({ source, location }) => {
        preventUnhandled.start()
        pointer.follow(location.current.input)
        const { card, width, grabX, grabY } = source.data as { card: BoardCard; width: number; grabX: number; grabY: number }
        setDrag({ card, width, grab: { x: grabX, y: grabY } })
      },
      onDrag: ({ location }) => pointer.follow(location.current.input),
      onDropTargetChange: ({ location }) => {
        clearTimeout(held)
        const { stage, folded } = stageUnder(location.current.dropTargets)
        setOver(stage)
        if (folded && stage !== undefined) held = setTimeout(() => acts.current.onHold(stage), openAfterMs)
      },
      onDrop: ({ source, location }) => {
        clearTimeout(held)
        preventUnhandled.stop()
        setDrag(undefined)
        setOver(undefined)
        const { stage } = stageUnder(location.current.dropTargets)
        const { card } = source.data as { card: BoardCard }
        if (stage !== undefined && stage !== card.stage) acts.current.onDrop(card, stage)
      },
    })
  }, [pointer])

  return { drag, over, pointer }
}
