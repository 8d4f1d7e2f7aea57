import { useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { BoardCard } from '@reglament/contract'
import type { StageState } from '../../moves/stageStates.ts'
import { canMend, Refused } from '../../verdict/Refused.tsx'
import { DealCard } from './DealCard.tsx'
import type { PointerTrail } from './pointer.ts'
import styles from './DragLayer.module.css'

/** The card in hand, and at the pointer all reasons of the stage under it. */
export function DragLayer({
  card,
  width,
  grab,
  pointer,
  answer,
  showWho,
}: {
  card: BoardCard
  width: number
  grab: { x: number; y: number }
  pointer: PointerTrail
  /** How the stage under the pointer answers. */
  answer: StageState | undefined
  showWho: boolean
}) {
  const { t } = useTranslation()
  const hand = useRef<HTMLDivElement>(null)
  const tip = useRef<HTMLDivElement>(null)
  const refusals = answer?.state === 'refused' ? (answer.act?.refusals ?? []) : []

  // Also after every drawing: another stage under the pointer has other reasons, and so another height.
  useLayoutEffect(() => {
    const place = () => {
      const { x, y } = pointer
      if (hand.current) hand.current.style.transform = `translate(${x - grab.x}px, ${y - grab.y}px)`
      const box = tip.current
      if (!box) return
      const right = x - grab.x + width + 10
      const left = x - grab.x - box.offsetWidth - 10
      const at = right + box.offsetWidth > innerWidth - 8 ? Math.max(left, 8) : right
      box.style.transform = `translate(${at}px, ${Math.min(Math.max(y - grab.y + 18, 8), innerHeight - box.offsetHeight - 8)}px)`
    }
    place()
    return pointer.listen(place)
  })

  return createPortal(
    <div className={styles.layer}>
      <div ref={hand} className={styles.hand} style={{ width }}>
        <DealCard card={card} showWho={showWho} tabIndex={-1} inHand />
      </div>
      {answer && refusals.length > 0 && (
        <div ref={tip} className={styles.tip}>
          <Refused
            form="tip"
            title={t('move.refusedTitle', { stage: answer.stage.name })}
            findings={refusals}
            foot={refusals.some(({ mends }) => mends.some(canMend)) ? t('move.letGoMend') : t('move.stays')}
          />
        </div>
      )}
    </div>,
    document.body,
  )
}
