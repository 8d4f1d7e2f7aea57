import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardCard } from '@reglament/contract'
import { loadMore } from '../../api/boardCache.ts'
import { boardQuery, pipelinesQuery } from '../../api/queries.ts'
import { MoveSheet } from '../../moves/MoveSheet.tsx'
import { useMover, type MovingDeal } from '../../moves/useMover.tsx'
import { Screen } from '../../shell/Screen.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/useNarrow.ts'
import { BoardDesk } from './BoardDesk.tsx'
import { BoardFilters } from './BoardFilters.tsx'
import { BoardPhone } from './BoardPhone.tsx'
import { BoardSkeleton } from './BoardSkeleton.tsx'
import { EmptyBoard } from './EmptyBoard.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import styles from './BoardScreen.module.css'

const route = getRouteApi('/inside/deals')

/** The board of deals. The address bar holds its filters; the server says what may be moved where. */
export function BoardScreen() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const narrow = useNarrow()
  const pipelines = useQuery(pipelinesQuery)
  const pipeline =
    pipelines.data?.find(({ key }) => key === search.pipeline) ??
    pipelines.data?.find(({ kind }) => kind === 'sales') ??
    pipelines.data?.[0]
  const filter = { pipeline: pipeline?.key ?? '', responsible: search.responsible }
  const board = useQuery({ ...boardQuery(filter), enabled: pipeline !== undefined })
  const [focusId, setFocusId] = useState<string>()
  /** The deal whose move was asked by a key: once it has really been moved, the focus goes after it. */
  const byKey = useRef<string>(undefined)
  const onMoved = useCallback(({ id }: MovingDeal) => {
    if (byKey.current === id) setFocusId(id)
  }, [])
  const mover = useMover({ onMoved })
  const [sheet, setSheet] = useState<{ card: BoardCard; opened: boolean }>()
  const [keys, setKeys] = useState(false)

  const { pipeline: pipelineKey, responsible } = filter
  const onNeedMore = useCallback(
    (stage: string) => void loadMore({ pipeline: pipelineKey, responsible }, stage).catch(() => undefined),
    [pipelineKey, responsible],
  )
  const { start } = mover
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
  const change = (next: { pipeline?: string | undefined; responsible?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...next, ...('pipeline' in next && { stage: undefined }) }), replace: true })

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, [role="dialog"], [role="listbox"], [role="menu"]')
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key !== '?') return
      setKeys(true)
      event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])

  const total = board.data?.columns.reduce((sum, { count }) => sum + count, 0)
  const failure = pipelines.error ?? (board.data ? null : board.error)
  const several = new Set(board.data?.columns.flatMap(({ cards }) => cards.map((card) => card.responsible?.id))).size > 1
  const common = { showWho: several && search.responsible === undefined, onAskMove, onNeedMore }
  const empty = total === 0 && (
    <EmptyBoard filtered={search.responsible !== undefined} onShowAll={() => change({ responsible: undefined })} />
  )
  return (
    <Screen
      title={t('board.title')}
      bar={
        pipeline && (
          <BoardFilters
            pipelines={pipelines.data ?? []}
            pipeline={pipeline}
            responsible={search.responsible}
            board={board.data}
            onChange={change}
            onKeys={() => setKeys(true)}
          />
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
      <KeysDialog opened={keys} onClose={() => setKeys(false)} />
    </Screen>
  )
}
