import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { actsQuery, dealQuery, fieldsQuery, pipelinesQuery } from '../../../api/queries.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { CompleteTask } from './CompleteTask.tsx'

/** A task that is being closed, from the card of the deal or from the board; `to` proposes a stage to go to. */
export type CompleteTaskProps = { dealId: string; taskId: string; opened: boolean; onClose: () => void; to?: string | undefined }

/** Closes a task: its result and what comes next, in one act. It needs only two ids and can be opened from anywhere. */
export function CompleteTaskDialog({ dealId, taskId, opened, onClose, to }: CompleteTaskProps) {
  const { t } = useTranslation()
  const { data: deal } = useQuery({ ...dealQuery(dealId), enabled: opened })
  const task = deal?.tasks.find(({ id }) => id === taskId)
  return (
    <Dialog opened={opened} onClose={onClose} title={t('deal.done.title')} sub={task?.title} width={480}>
      {opened && <Inside dealId={dealId} taskId={taskId} to={to} onClose={onClose} />}
    </Dialog>
  )
}

function Inside({ dealId, taskId, to, onClose }: Omit<CompleteTaskProps, 'opened'>) {
  const { t } = useTranslation()
  const deal = useQuery(dealQuery(dealId))
  const acts = useQuery(actsQuery(dealId))
  const pipelines = useQuery(pipelinesQuery)
  const fields = useQuery(fieldsQuery)
  const task = deal.data?.tasks.find(({ id }) => id === taskId)
  if (deal.error && !deal.data) return <ErrorState error={deal.error} what={t('deal.done.failed')} retry={() => void deal.refetch()} />
  // Without the answer about possible acts the form still works: the server judges the act itself.
  if (!deal.data || !pipelines.data || !fields.data || (acts.isPending && acts.isFetching)) return <SkeletonRows rows={3} />
  if (!task) return <p className="muted">{t('deal.done.gone')}</p>
  return <CompleteTask deal={deal.data} task={task} acts={acts.data?.acts ?? []} towards={to} onClose={onClose} />
}
