import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardColumn, Stage } from '@reglament/contract'
import type { StageState } from '../../moves/stageStates.ts'
import { useStageWords } from '../../moves/useStageWords.ts'
import { Icon } from '../../ui/Icon.tsx'
import styles from './Column.module.css'

/** Won and lost: zones at the edge of the board; a dragged deal reads there whether it may be dropped, and if not, why. */
export function EdgeZone({
  stage,
  column,
  answer,
  over,
}: {
  stage: Stage
  column: BoardColumn | undefined
  answer: StageState | undefined
  over: boolean
}) {
  const { t } = useTranslation()
  const words = useStageWords()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = place.current
    return element ? dropTargetForElements({ element, getData: () => ({ stage: stage.key }) }) : undefined
  }, [stage.key])
  const tone =
    answer === undefined
      ? undefined
      : answer.state === 'refused'
        ? 'no'
        : answer.state === 'can' || answer.state === 'asks'
          ? 'ok'
          : undefined
  const said =
    answer && answer.state !== 'here'
      ? words(answer).words
      : column && column.count > 0
        ? t('board.deals', { count: column.count })
        : undefined
  return (
    <div
      ref={place}
      className={styles.zone}
      data-kind={stage.kind}
      data-answer={tone}
      data-over={over || undefined}
      role="group"
      aria-label={stage.name}
    >
      <Icon name={tone === 'no' ? 'lock' : stage.kind === 'won' ? 'check' : 'x'} />
      <span>
        {stage.name}
        {said && <small>{said}</small>}
      </span>
    </div>
  )
}
