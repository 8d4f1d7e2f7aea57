import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardColumn, Stage } from '@reglament/contract'
import type { StageState } from '../../moves/stageStates.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useFormat } from '../../words/format.tsx'
import { HealthLine } from './ColumnHead.tsx'
import styles from './Column.module.css'

/** An optional stage while it is folded: its count, its health, its name upright. Opens on a press, and when a deal is held over it. */
export function FoldedColumn({
  stage,
  column,
  answer,
  onOpen,
}: {
  stage: Stage
  column: BoardColumn | undefined
  answer: StageState | undefined
  onOpen: (stage: string) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const place = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const element = place.current
    return element ? dropTargetForElements({ element, getData: () => ({ stage: stage.key, folded: true }) }) : undefined
  }, [stage.key])
  const tone =
    answer === undefined
      ? undefined
      : answer.state === 'refused'
        ? 'no'
        : answer.state === 'can' || answer.state === 'asks'
          ? 'ok'
          : undefined
  return (
    <button
      ref={place}
      type="button"
      className={styles.folded}
      data-answer={tone}
      data-hint={t('board.openColumn', { stage: stage.name })}
      aria-expanded={false}
      onClick={() => onOpen(stage.key)}
    >
      {tone === 'no' ? <Icon name="lock" size={14} /> : <b>{format.number(column?.count ?? 0)}</b>}
      <HealthLine column={column} upright />
      <span className={styles.upright}>{stage.name}</span>
    </button>
  )
}
