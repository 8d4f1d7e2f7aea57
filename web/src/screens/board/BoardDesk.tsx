import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Board, BoardCard, Pipeline, StagePace } from '@reglament/contract'
import { actsQuery } from '../../api/queries.ts'
import { stageStates } from '../../moves/stageStates.ts'
import { Column, type ColumnHandle } from './Column.tsx'
import { DragLayer } from './DragLayer.tsx'
import { EdgeZone } from './EdgeZone.tsx'
import { FoldedColumn } from './FoldedColumn.tsx'
import { useBoardDrag } from './useBoardDrag.ts'
import { stepFrom } from './walk.ts'
import styles from './BoardDesk.module.css'

/** The board on a desk: stages side by side, won and lost at the edge. */
export function BoardDesk({
  pipeline,
  board,
  showWho,
  keeps,
  empty,
  focusId,
  freshId,
  pace,
  chosen,
  onChoose,
  onMove,
  onAskMove,
  onNeedMore,
}: {
  pipeline: Pipeline
  board: Board
  showWho: boolean
  /** A release is open in which who looks may mark deals to be kept. */
  keeps: boolean
  /** What stands over a board without deals. */
  empty: ReactNode
  /** The card to which the focus returns after a move by keyboard. */
  focusId: string | undefined
  /** The card that has just been moved: it glows once, so that the eye finds it. */
  freshId: string | undefined
  /** How long deals lately stayed in each stage. */
  pace: readonly StagePace[] | undefined
  chosen: ReadonlySet<string>
  /** Puts a card in or out of those chosen; with `through` everything up to it. */
  onChoose: (id: string, through?: boolean) => void
  onMove: (card: BoardCard, stage: string) => void
  /** Opens the sheet with all stages for a card. */
  onAskMove: (card: BoardCard) => void
  onNeedMore: (stage: string) => void
}) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState<string>()
  const handles = useRef(new Map<string, ColumnHandle>())
  const place = useRef<HTMLDivElement>(null)
  const open = useCallback((stage: string) => setOpened((before) => new Set([...before, stage])), [])
  const fold = useCallback((stage: string) => setOpened((before) => new Set([...before].filter((key) => key !== stage))), [])

  const { drag, over, pointer } = useBoardDrag({ onDrop: onMove, onHold: open })
  const acts = useQuery({ ...actsQuery(drag?.card.id ?? ''), enabled: drag !== undefined })
  const states = useMemo(
    () =>
      drag && !acts.isError
        ? new Map(stageStates(pipeline, drag.card.stage, acts.data).map((state) => [state.stage.key, state]))
        : undefined,
    [pipeline, drag, acts.data, acts.isError],
  )

  const columns = useMemo(() => new Map(board.columns.map((column) => [column.stage, column])), [board])
  const rows = pipeline.stages.filter(({ kind }) => kind === 'open')
  const edges = pipeline.stages.filter(({ kind }) => kind !== 'open')
  const isFolded = (key: string, optional: boolean) => optional && !opened.has(key)
  const walkable = rows.filter(({ key, optional }) => !isFolded(key, optional)).map(({ key }) => columns.get(key)?.cards ?? [])
  const keys = rows.filter(({ key, optional }) => !isFolded(key, optional)).map(({ key }) => key)
  const activeId = walkable.some((cards) => cards.some(({ id }) => id === active))
    ? active
    : walkable.find((cards) => cards.length > 0)?.[0]?.id

  useEffect(() => (place.current ? autoScrollForElements({ element: place.current }) : undefined), [])

  // After a move by keyboard the focus follows the deal into its new stage: once, not with every reading of the board.
  const followed = useRef<string>(undefined)
  useEffect(() => {
    if (focusId === undefined || followed.current === focusId) {
      followed.current = focusId
      return
    }
    for (const [stage, column] of columns) {
      const index = column.cards.findIndex(({ id }) => id === focusId)
      if (index === -1) continue
      followed.current = focusId
      handles.current.get(stage)?.focus(index)
    }
  }, [focusId, columns])

  const walk = (event: KeyboardEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset['card'] : undefined
    if (id === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.code === 'KeyM') {
      const card = board.columns.flatMap(({ cards }) => cards).find((one) => one.id === id)
      event.preventDefault()
      if (card) onAskMove(card)
      return
    }
    if (event.code === 'KeyX') {
      event.preventDefault()
      onChoose(id, event.shiftKey)
      return
    }
    const next = stepFrom(walkable, id, event.key)
    if (next) {
      event.preventDefault()
      handles.current.get(keys[next.column] ?? '')?.focus(next.index)
    }
  }
  const remember = (event: FocusEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset['card'] : undefined
    if (id !== undefined) setActive(id)
  }

  const template = [
    ...rows.map(({ key, optional }) => (isFolded(key, optional) ? '40px' : 'minmax(172px, 1fr)')),
    ...(edges.length > 0 ? ['44px'] : []),
  ].join(' ')
  return (
    <div
      ref={place}
      className={styles.board}
      style={{ gridTemplateColumns: template }}
      onKeyDown={walk}
      onFocus={remember}
      aria-label={t('board.title')}
      role="region"
    >
      {rows.map((stage) =>
        isFolded(stage.key, stage.optional) ? (
          <FoldedColumn key={stage.key} stage={stage} column={columns.get(stage.key)} answer={states?.get(stage.key)} onOpen={open} />
        ) : (
          <Column
            key={stage.key}
            ref={(handle) => {
              if (handle) handles.current.set(stage.key, handle)
              else handles.current.delete(stage.key)
            }}
            stage={stage}
            column={columns.get(stage.key)}
            draggedId={drag?.card.id}
            answer={states?.get(stage.key)}
            over={over === stage.key}
            activeId={activeId}
            freshId={freshId}
            silent={empty !== false}
            showWho={showWho}
            keeps={keeps}
            pace={pace?.find((one) => one.stage === stage.key)}
            chosen={chosen}
            onChoose={onChoose}
            onNeedMore={onNeedMore}
            onFold={stage.optional ? fold : undefined}
          />
        ),
      )}
      {edges.length > 0 && (
        <aside className={styles.edge}>
          {edges.map((stage) => (
            <EdgeZone
              key={stage.key}
              stage={stage}
              column={columns.get(stage.key)}
              answer={states?.get(stage.key)}
              over={over === stage.key}
            />
          ))}
        </aside>
      )}
      {empty}
      {drag && (
        <DragLayer
          card={drag.card}
          width={drag.width}
          grab={drag.grab}
          pointer={pointer}
          answer={over === undefined ? undefined : states?.get(over)}
          showWho={showWho}
        />
      )}
    </div>
  )
}
