import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayTask, InteractionCreation, RowDeal, Task } from '@reglament/contract'
import { takeOffDay } from '../../api/ahead.ts'
import { later } from '../../ui/later.tsx'
import { useNoAnswer } from '../deal/next/useNoAnswer.tsx'
import { replyTo } from '../incoming/replyTo.ts'
import type { Row } from './rowsOf.ts'

const TalkDialog = later(async () => (await import('../../talks/TalkDialog.tsx')).TalkDialog)
const CompleteTaskDialog = later(async () => (await import('../deal/tasks/CompleteTaskDialog.tsx')).CompleteTaskDialog)
const EditTaskDialog = later(async () => (await import('../deal/tasks/EditTaskDialog.tsx')).EditTaskDialog)
const DismissDialog = later(async () => (await import('../incoming/DismissDialog.tsx')).DismissDialog)
const TalkOverDialog = later(async () => (await import('./TalkOverDialog.tsx')).TalkOverDialog)
const ClosingDialog = later(async () => (await import('../../closing/ClosingDialog.tsx')).ClosingDialog)

type Asked =
  | { act: 'talk'; deal: RowDeal; task?: Task; title: string; begin: Pick<InteractionCreation, 'channel' | 'direction' | 'outcome'> }
  | { act: 'complete' | 'postpone'; task: DayTask }
  | { act: 'dismiss'; id: string; title: string; dealId: string }
  | { act: 'close'; deal: RowDeal }
  | { act: 'talk-over'; row: Extract<Row, { part: 'repeated' }> }

/** The kind of the task that the verdict of a review ends (H5). */
export const checkClosing = 'check-closing'

/** What a row lets one do. */
export type DayActs = {
  reach: (row: Row) => void
  noAnswer: (row: Row) => void
  done: (row: Row) => void
  postpone: (row: Row) => void
  close: (row: Row) => void
  busyId: string | undefined
}

/** The acts of the rows with their windows; draw `dialogs` once. */
export function useDayActs(): DayActs & { dialogs: ReactNode } {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<Asked>()
  const [opened, setOpened] = useState(false)
  const noAnswer = useNoAnswer()
  const navigate = useNavigate()
  const ask = (wanted: Asked) => {
    setAsked(wanted)
    setOpened(true)
  }
  const close = () => setOpened(false)
  const common = { opened, onClose: close }
  const toCall = (item: string) => void navigate({ to: '/control', search: { tab: 'calls', item } })
  const toLead = (lead: string) => void navigate({ to: '/leads', search: { lead } })
  const reach = (row: Row) => {
    if (row.part === 'leads') return toLead(row.id)
    if (row.part === 'calls') return toCall(row.id)
    if (row.part === 'repeated') return ask({ act: 'talk-over', row })
    if (row.part === 'incoming') {
      const begin = replyTo(row.item)
      return ask({ act: 'talk', deal: row.item.deal, title: t(begin.channel === 'call' ? 'day.talk.call' : 'day.talk.answer'), begin })
    }
    const deal = row.part === 'review' ? row.review.deal : row.task.deal
    const mails = row.part !== 'review' && row.task.kind === 'letter'
    const begin = mails
      ? ({ channel: 'mail', direction: 'out', outcome: 'sent' } as const)
      : ({ channel: 'call', direction: 'out', outcome: 'talked' } as const)
    ask({ act: 'talk', deal, title: t('day.talk.call'), begin, ...('task' in row && row.part !== 'done' && { task: row.task }) })
  }
  const toComplete = (task: Task) => {
    // The window of the talk closes first, so that the focus finds its way back.
    setTimeout(() => ask({ act: 'complete', task: task as DayTask }), 180)
  }
  return {
    reach,
    busyId: noAnswer.busyId,
    noAnswer: (row) => {
      if (row.part === 'overdue' || row.part === 'today') noAnswer.press(row.task, takeOffDay)
      else if (row.part === 'incoming' && row.item.missedCall)
        ask({
          act: 'talk',
          deal: row.item.deal,
          title: t('day.talk.call'),
          begin: { channel: 'call', direction: 'out', outcome: 'no-answer' },
        })
    },
    done: (row) => {
      if ((row.part === 'overdue' || row.part === 'today') && row.task.kind === checkClosing)
        void navigate({ to: '/control', search: { tab: 'closings', deal: row.task.deal.id } })
      else if (row.part === 'overdue' || row.part === 'today') ask({ act: 'complete', task: row.task })
      else if (row.part === 'incoming')
        ask({ act: 'dismiss', id: row.id, title: row.item.deal.client.name ?? row.item.deal.title, dealId: row.item.deal.id })
      else if (row.part === 'repeated') ask({ act: 'talk-over', row })
      else if (row.part === 'calls') toCall(row.id)
      else if (row.part === 'leads') toLead(row.id)
    },
    postpone: (row) => {
      if (row.part === 'overdue' || row.part === 'today') ask({ act: 'postpone', task: row.task })
    },
    close: (row) => {
      if (row.part === 'overdue' || row.part === 'today') ask({ act: 'close', deal: row.task.deal })
    },
    dialogs: asked && (
      <>
        {asked.act === 'talk' && (
          <TalkDialog
            key={`talk ${asked.deal.id}`}
            deal={asked.deal}
            title={asked.title}
            begin={asked.begin}
            onDone={asked.task && (() => toComplete(asked.task!))}
            {...common}
          />
        )}
        {asked.act === 'complete' && (
          <CompleteTaskDialog key={`done ${asked.task.id}`} dealId={asked.task.dealId} taskId={asked.task.id} {...common} />
        )}
        {asked.act === 'postpone' && <EditTaskDialog key={`edit ${asked.task.id}`} task={asked.task} {...common} />}
        {asked.act === 'dismiss' && <DismissDialog key={asked.id} id={asked.id} title={asked.title} {...common} />}
        {asked.act === 'talk-over' && <TalkOverDialog key={asked.row.id} talk={asked.row.talk} {...common} />}
        {asked.act === 'close' && (
          <ClosingDialog key={`close ${asked.deal.id}`} deal={{ ...asked.deal, client: asked.deal.client.name }} {...common} />
        )}
      </>
    ),
  }
}
