import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ActAnswer, PossibleAct, Task } from '@reglament/contract'
import { settle } from '../../../api/acts.ts'
import { faultOf, refusalsOf } from '../../../api/faults.ts'
import { server } from '../../../api/server.ts'
import { serverNow } from '../../../ui/now.ts'
import { toast } from '../../../ui/toast.tsx'
import { tidy } from '../../../words/formatters.ts'
import { useFormat } from '../../../words/format.tsx'
import { ClauseAfter } from '../../../verdict/ClauseAfter.tsx'

/** May «no answer» be pressed on this task: the server lists such an act for it. */
export const takesNoAnswer = (acts: readonly PossibleAct[] | undefined, { id }: Task): boolean =>
  acts?.some((one) => one.act === 'no-answer' && one.taskId === id) ?? false

type Press = { task: Task; confirmed?: boolean; ahead?: ((taskId: string) => () => void) | undefined }

/** «No answer» on a call task: one press records the attempt; the toast tells when to call again, or from when the next try counts. */
export function useNoAnswer(): {
  /** `ahead` shows the outcome before the server has answered, and answers how to take that back. */
  press: (task: Task, ahead?: (taskId: string) => () => void) => void
  busyId: string | undefined
} {
  const { t } = useTranslation()
  const { mutate, isPending, variables } = useMutation({
    mutationFn: ({ task, confirmed }: Press) => server.noAnswer(task.id, confirmed ? { confirmed } : {}),
    onMutate: ({ task, ahead }) => ({ takeBack: ahead?.(task.id) }),
    onSuccess: (answer, { task }) => {
      settle(answer)
      toast({ kind: 'done', title: t('losing.noAnswer.title'), text: <Said answer={answer} task={task} /> })
    },
    onError: (error, { task, ahead }, kept) => {
      kept?.takeBack?.()
      const refusals = refusalsOf(error)
      const warns = refusals.length > 0 && refusals.every(({ mode }) => mode === 'warn')
      toast({
        kind: 'failed',
        title: t('losing.noAnswer.failed'),
        text: refusals.length > 0 ? refusals.map(({ text }) => tidy(text)).join('. ') : t(`fault.${faultOf(error)}.text`),
        ...(warns && { action: { label: t('losing.noAnswer.anyway'), onPress: () => mutate({ task, confirmed: true, ahead }) } }),
      })
    },
  })
  return { press: (task, ahead) => mutate({ task, ahead }), busyId: isPending ? variables.task.id : undefined }
}

/** When to try again, by the answer itself. */
function Said({ answer: { deal, findings }, task }: { answer: ActAnswer; task: Task }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = serverNow()
  const early = findings.find(({ countsFrom }) => countsFrom !== undefined)
  if (early?.countsFrom !== undefined) {
    const from = format.sameDay(Date.parse(early.countsFrom), now)
      ? format.time(early.countsFrom)
      : format.momentExactly(early.countsFrom, now)
    return (
      <>
        {t('losing.noAnswer.early', { time: from })}
        <ClauseAfter clause={early.clause} number={early.number} />
      </>
    )
  }
  const after = deal.tasks.find(({ id }) => id === task.id)
  if (!after) return null
  const due = format.momentExactly(after.dueAt, now)
  if (after.kind !== task.kind) return <>{t('losing.noAnswer.becomes', { task: after.title, due })}</>
  return <>{t(after.dueAt === task.dueAt ? 'losing.noAnswer.same' : 'losing.noAnswer.again', { due })}</>
}
