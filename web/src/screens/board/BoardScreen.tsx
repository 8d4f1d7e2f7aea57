import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardCard } from '@reglament/contract'
import { loadMore } from '../../api/boardCache.ts'
import { boardQuery, paceQuery, pipelineOf, pipelinesQuery } from '../../api/queries.ts'
import { KeepCounter, useOpenRelease } from '../../exchange/KeepMark.tsx'
import { FilterBar } from '../../lists/FilterBar.tsx'
import { cleared, isNarrowed, narrowingOf, type Narrowing } from '../../lists/search.ts'
import { useBulk } from '../../lists/useBulk.tsx'
import { useListAddress } from '../../lists/useListAddress.ts'
import { useSelection } from '../../lists/useSelection.ts'
import { useMover, type MovingDeal } from '../../moves/useMover.tsx'
import { openKeys } from '../../shell/keys.tsx'
import { Screen } from '../../shell/Screen.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { later } from '../../ui/later.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useMe } from '../../shell/useMe.ts'
import { useNarrow } from '../../ui/useNarrow.ts'
import { BoardDesk } from './BoardDesk.tsx'
import { BoardPhone } from './BoardPhone.tsx'
import { BoardSkeleton } from './BoardSkeleton.tsx'
import { Total } from './Total.tsx'
import { EmptyBoard } from './EmptyBoard.tsx'
import styles from './BoardScreen.module.css'

const MoveSheet = later(async () => (await import('../../moves/MoveSheet.tsx')).MoveSheet)

const route = getRouteApi('/inside/deals')

/** The board of deals. The address bar holds its filters; the server says what may be moved where. */
export function BoardScreen() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const narrow = useNarrow()
  const pipelines = useQuery(pipelinesQuery)
  const pipeline = pipelineOf(pipelines.data, search.pipeline, useMe().member.role)
  const pipelineKey = pipeline?.key ?? ''
  // The address is a new thing with every reading of it; the same narrowing must stay the same.
  const narrowingKey = JSON.stringify(narrowingOf(search))
  const filter = useMemo(() => ({ pipeline: pipelineKey, narrowing: JSON.parse(narrowingKey) as Narrowing }), [pipelineKey, narrowingKey])
  const board = useQuery({ ...boardQuery(filter), enabled: pipeline !== undefined, placeholderData: keepPreviousData })
  const isReady = board.data !== undefined
  const pace = useQuery({ ...paceQuery(pipelineKey), enabled: isReady })
  // When the first cards have been painted, for whoever measures (docs/performance.md).
  useEffect(() => {
    if (isReady) requestAnimationFrame(() => setTimeout(() => performance.mark('board-ready')))
  }, [isReady])
  const [focusId, setFocusId] = useState<string>()
  /** The deal whose move was asked by a key: once it has really been moved, the focus goes after it. */
  const byKey = useRef<string>(undefined)
  const onMoved = useCallback(({ id }: MovingDeal) => {
    if (byKey.current === id) setFocusId(id)
  }, [])
  const mover = useMover({ onMoved })
  const [sheet, setSheet] = useState<{ card: BoardCard; opened: boolean }>()

  const onNeedMore = useCallback((stage: string) => void loadMore(filter, stage).catch(() => undefined), [filter])
  const { start, close } = mover
  const cards = useMemo(
    () => new Map(board.data?.columns.flatMap((column) => column.cards.map((card) => [card.id, card] as const)) ?? []),
    [board.data],
  )
  const order = useMemo(() => [...cards.keys()], [cards])
  const selection = useSelection(order)
  const bulk = useBulk({
    selection,
    pipeline,
    dealOf: (id) => {
      const card = cards.get(id)
      return card && { ...card, pipeline: pipelineKey }
    },
    start,
    close,
  })
  const { find, change, replace } = useListAddress(selection.clear)
  const onMove = useCallback(
    (card: BoardCard, to: string) => {
      byKey.current = undefined
      void start({ ...card, pipeline: pipelineKey }, to)
    },
    [start, pipelineKey],
  )
  const onAskMove = useCallback((card: BoardCard) => {
    byKey.current = card.id
    setFocusId(undefined)
    setSheet({ card, opened: true })
  }, [])
  const total = board.data?.columns.reduce((sum, { count }) => sum + count, 0)
  const failure = pipelines.error ?? (board.data ? null : board.error)
  const several = new Set(board.data?.columns.flatMap(({ cards }) => cards.map((card) => card.responsible?.id))).size > 1
  const keeps = useOpenRelease() !== undefined
  const common = { showWho: several, keeps, onAskMove, onNeedMore, pace: pace.data }
  const empty = total === 0 && <EmptyBoard filtered={isNarrowed(search)} onShowAll={() => replace(cleared(search), 'board')} />
  return (
    <Screen
      title={t('board.title')}
      bar={
        pipeline && (
          <FilterBar
            screen="board"
            search={search}
            pipelines={pipelines.data ?? []}
            pipeline={pipeline}
            onChange={change}
            onReplace={replace}
            searchRef={find}
          >
            <KeepCounter />
            <Total pipeline={pipeline} board={board.data} />
            <IconButton className={styles.keys} size="s" icon="keys" label={t('shell.keys')} onPress={openKeys} />
          </FilterBar>
        )
      }
    >
      {failure ? (
        <div className={styles.state}>
          <ErrorState
            error={failure}
            what={t('board.failed')}
            busy={board.isFetching || pipelines.isFetching}
            retry={() => void (pipelines.error ? pipelines.refetch() : board.refetch())}
          />
        </div>
      ) : !pipeline || !board.data ? (
        <BoardSkeleton pipeline={pipeline} />
      ) : narrow && empty ? (
        <div className={styles.state}>{empty}</div>
      ) : narrow ? (
        <BoardPhone
          {...common}
          pipeline={pipeline}
          board={board.data}
          stage={search.stage}
          chosen={selection.chosen}
          onChoose={selection.toggle}
          onStage={(stage) => void navigate({ search: (before) => ({ ...before, stage }), replace: true })}
        />
      ) : (
        <BoardDesk
          {...common}
          empty={empty && <div className={styles.over}>{empty}</div>}
          pipeline={pipeline}
          board={board.data}
          focusId={focusId}
          freshId={mover.movedId}
          chosen={selection.chosen}
          onChoose={selection.toggle}
          onMove={onMove}
        />
      )}
      {sheet && pipeline && (
        <MoveSheet
          deal={{ ...sheet.card, pipeline: pipeline.key }}
          pipeline={pipeline}
          opened={sheet.opened}
          onClose={() => setSheet({ ...sheet, opened: false })}
          onChoose={(stage) => void start({ ...sheet.card, pipeline: pipeline.key }, stage)}
        />
      )}
      {mover.dialog}
      {bulk.bar}
      {bulk.dialogs}
    </Screen>
  )
}
