import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActAnswer, Finding, Following, PossibleAct, PossibleActs, StageMove } from '@reglament/contract'
import { forget, settle } from '../api/acts.ts'
import { movedAhead } from '../api/ahead.ts'
import { moveOnBoards } from '../api/boardCache.ts'
import { faultOf, faultText, refusalsOf } from '../api/faults.ts'
import { actsQuery, pipelinesQuery } from '../api/queries.ts'
import { queryClient } from '../api/queryClient.ts'
import { server } from '../api/server.ts'
import { serverNow } from '../ui/now.ts'
import { later } from '../ui/later.tsx'
import { toast } from '../ui/toast.tsx'
import { canBeGiven } from '../verdict/lacks.ts'
import type { Elsewhere } from '../closing/ClosingForm.tsx'
import { isClosing } from './stageStates.ts'

const MovedWords = later(async () => (await import('./MovedWords.tsx')).MovedWords)
const MoveDialog = later(async () => (await import('./MoveDialog.tsx')).MoveDialog)
const ClosingDialog = later(async () => (await import('../closing/ClosingDialog.tsx')).ClosingDialog)

/** The deal that is on its way; a card of the board has all of it. */
export type MovingDeal = { id: string; title: string; client: string | null; stage: string; pipeline: string }

/** Where the move stands: it asks for what is missing, or it says why not. */
export type MoveQuestion = {
  deal: MovingDeal
  to: string
  kind: 'asks' | 'refused'
  refusals: readonly Finding[]
  findings: readonly Finding[]
  followings: readonly Following[]
  back: boolean
}

const actsOf = (dealId: string): Promise<PossibleActs> => queryClient.fetchQuery(actsQuery(dealId))
const actFor = ({ acts }: PossibleActs, to: string): PossibleAct | undefined => acts.find((one) => one.act === 'move' && one.to === to)

/** Where the deal really stands, if a colleague has moved it since the screen was read: the card of the board is old then. */
const movedSince = (deal: MovingDeal, acts: PossibleActs): string | undefined => {
  const here = acts.acts.find((one) => one.act === 'move' && one.direction === 'here')?.to
  return here === undefined || here === deal.stage ? undefined : here
}

/** What a move does to the screen on its way. */
type Hands = {
  wait: (dealId: string | undefined) => void
  ask: (question: MoveQuestion) => void
  done: (deal: MovingDeal, to: string, answer: ActAnswer) => void
  failed: (deal: MovingDeal, error: unknown, retry: () => void) => void
  /** A colleague was quicker: the deal stands in another stage. */
  overtaken: (deal: MovingDeal, stage: string) => void
}

const underway = new Set<string>()

/** Sends a move. What the server refuses comes back as a question; any other failure is said, and the card goes back. */
async function carryOut(deal: MovingDeal, move: StageMove, from: MoveQuestion | undefined, hands: Hands): Promise<void> {
  if (underway.has(deal.id)) return
  underway.add(deal.id)
  hands.wait(deal.id)
  const now = new Date(serverNow()).toISOString()
  const boards = moveOnBoards(deal.id, move.to, now)
  const card = movedAhead(deal.id, move.to, now)
  try {
    const answer = await server.moveDeal(deal.id, move)
    settle(answer)
    hands.done(deal, move.to, answer)
  } catch (error) {
    boards()
    card()
    forget(deal.id)
    const refusals = refusalsOf(error)
    if (refusals.length === 0) {
      hands.failed(deal, error, () => void carryOut(deal, move, from, hands))
      return
    }
    const acts = await actsOf(deal.id).catch(() => undefined)
    const elsewhere = acts && movedSince(deal, acts)
    if (elsewhere !== undefined) return hands.overtaken(deal, elsewhere)
    const followings = from?.followings ?? (acts && actFor(acts, move.to))?.followings ?? []
    const kind = canBeGiven(refusals) ? 'asks' : 'refused'
    hands.ask({ deal, to: move.to, kind, refusals, findings: refusals, followings, back: from?.back ?? false })
  } finally {
    underway.delete(deal.id)
    hands.wait(undefined)
  }
}

/**
 * Moves deals between stages, from wherever: dragged, by a key, from a sheet, from the card. What passes goes through at once, on the
 * screen before the server has answered; what lacks something asks for it in one form and then goes through; what can't be mended
 * here says every reason; what is a closing opens the window of the closing. Draw `dialog` once on the screen. `onMoved` hears of every
 * move that the server has made; it must stay the same.
 */
export function useMover({ onMend, onMoved }: { onMend?: (act: Elsewhere) => void; onMoved?: (deal: MovingDeal) => void } = {}): {
  start: (deal: MovingDeal, to: string) => Promise<void>
  /** Opens the window in which the deal is closed as lost. */
  close: (deal: MovingDeal) => void
  dialog: ReactNode
  /** The deal whose move waits for its answer. */
  movingId: string | undefined
  /** The deal that was moved last. */
  movedId: string | undefined
} {
  const { t } = useTranslation()
  const { data: pipelines } = useQuery(pipelinesQuery)
  const [question, setQuestion] = useState<MoveQuestion>()
  const [opened, setOpened] = useState(false)
  const [closing, setClosing] = useState<{ deal: MovingDeal; opened: boolean }>()
  const [movingId, setMovingId] = useState<string>()
  const [movedId, setMovedId] = useState<string>()

  const stageName = useCallback(
    (deal: MovingDeal, key: string) =>
      pipelines?.find((pipeline) => pipeline.key === deal.pipeline)?.stages.find((stage) => stage.key === key)?.name ?? key,
    [pipelines],
  )

  const ask = useCallback((next: MoveQuestion) => {
    setQuestion(next)
    setOpened(true)
  }, [])

  const hands = useMemo(
    (): Hands => ({
      wait: setMovingId,
      ask,
      done: (deal, to, { followings }) => {
        setOpened(false)
        setMovedId(deal.id)
        onMoved?.(deal)
        toast({ kind: 'done', title: t('move.done', { stage: stageName(deal, to) }), text: <MovedWords followings={followings} /> })
      },
      failed: (deal, error, retry) =>
        toast({
          kind: 'failed',
          title: faultOf(error) === 'conflict' ? faultText(error, t) : `${t(`fault.${faultOf(error)}.title`)}.`,
          text: t('move.rolledBack', { stage: stageName(deal, deal.stage) }),
          action: { label: t('ui.retry'), onPress: retry },
        }),
      overtaken: (deal, stage) => {
        setOpened(false)
        forget(deal.id)
        toast({ kind: 'failed', title: t('lists.moved', { stage: stageName(deal, stage) }), text: t('lists.movedText') })
      },
    }),
    [ask, onMoved, stageName, t],
  )
  const send = useCallback((deal: MovingDeal, move: StageMove, from?: MoveQuestion) => carryOut(deal, move, from, hands), [hands])

  const close = useCallback((deal: MovingDeal) => setClosing({ deal, opened: true }), [])

  const start = useCallback(
    async (deal: MovingDeal, to: string): Promise<void> => {
      if (to === deal.stage) return
      let act: PossibleAct | undefined
      setMovingId(deal.id)
      try {
        const acts = await actsOf(deal.id)
        const now = movedSince(deal, acts)
        if (now !== undefined) return hands.overtaken(deal, now)
        act = actFor(acts, to)
      } catch {
        // Not asked beforehand: the server judges the move itself.
        return send(deal, { to })
      } finally {
        setMovingId(undefined)
      }
      if (act && isClosing(act)) return close(deal)
      if (!act || act.allowed) return send(deal, { to })
      ask({
        deal,
        to,
        kind: act.mendable ? 'asks' : 'refused',
        refusals: act.refusals,
        findings: act.findings,
        followings: act.followings,
        back: act.direction === 'back',
      })
    },
    [ask, close, hands, send],
  )

  const moveDialog = question && (
    <MoveDialog
      key={`${question.deal.id} ${question.to}`}
      question={question}
      opened={opened}
      stageName={stageName(question.deal, question.to)}
      busy={movingId !== undefined}
      onClose={() => setOpened(false)}
      onMove={(move) => void send(question.deal, move, question)}
      onGo={(to) => {
        setOpened(false)
        void start(question.deal, to)
      }}
    />
  )
  const closingDialog = closing && (
    <ClosingDialog
      key={closing.deal.id}
      deal={closing.deal}
      opened={closing.opened}
      onClose={() => setClosing({ ...closing, opened: false })}
      onMend={onMend}
    />
  )
  const dialog = (
    <>
      {moveDialog}
      {closingDialog}
    </>
  )
  return { start, close, dialog, movingId, movedId }
}
