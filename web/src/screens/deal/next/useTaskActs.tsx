import { useState, type ReactNode } from 'react'
import type { Deal, Task } from '@reglament/contract'
import { useNoAnswer } from './useNoAnswer.tsx'
import { later } from '../../../ui/later.tsx'

const CancelTaskDialog = later(async () => (await import('../tasks/CancelTaskDialog.tsx')).CancelTaskDialog)
const CompleteTaskDialog = later(async () => (await import('../tasks/CompleteTaskDialog.tsx')).CompleteTaskDialog)
const EditTaskDialog = later(async () => (await import('../tasks/EditTaskDialog.tsx')).EditTaskDialog)

/** What can be done with a task; all but one open their own small window. */
export type TaskActs = {
  /** Closes it; with `to` the form proposes the move to that stage. */
  complete: (task: Task, to?: string) => void
  edit: (task: Task) => void
  cancel: (task: Task) => void
  /** Records that nobody answered; it needs no window. */
  noAnswer: (task: Task) => void
  /** The task whose «no answer» is on its way. */
  noAnswerBusyId: string | undefined
}
type Windowed = 'complete' | 'edit' | 'cancel'

/** The acts on tasks of one deal with their windows; draw `dialogs` once. */
export function useTaskActs(deal: Deal): TaskActs & { dialogs: ReactNode } {
  const [asked, setAsked] = useState<{ act: Windowed; task: Task; to?: string | undefined }>()
  const [opened, setOpened] = useState(false)
  const noAnswer = useNoAnswer()
  const ask = (act: Windowed) => (task: Task, to?: string) => {
    setAsked({ act, task, to })
    setOpened(true)
  }
  const close = () => setOpened(false)
  const common = { opened, onClose: close }
  return {
    complete: ask('complete'),
    edit: ask('edit'),
    cancel: ask('cancel'),
    noAnswer: noAnswer.press,
    noAnswerBusyId: noAnswer.busyId,
    dialogs: asked && (
      <>
        {asked.act === 'complete' && (
          <CompleteTaskDialog key={asked.task.id} dealId={deal.id} taskId={asked.task.id} to={asked.to} {...common} />
        )}
        {asked.act === 'edit' && <EditTaskDialog key={asked.task.id} task={asked.task} {...common} />}
        {asked.act === 'cancel' && <CancelTaskDialog key={asked.task.id} task={asked.task} {...common} />}
      </>
    ),
  }
}
