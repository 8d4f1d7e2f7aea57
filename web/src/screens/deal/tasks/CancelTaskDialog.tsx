import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@reglament/contract'
import { useCancelTask, useCreateTask } from '../../../api/acts.ts'
import { faultOf, faultText, refusalsOf } from '../../../api/faults.ts'
import { useMe } from '../../../shell/useMe.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { FormFoot } from '../../../ui/FormFoot.tsx'
import { toast } from '../../../ui/toast.tsx'
import { lacksOf } from '../../../verdict/lacks.ts'
import { Refused } from '../../../verdict/Refused.tsx'
import { draftOf, lackingOf, nothingPlanned } from './draft.ts'
import { PlanFields } from './PlanFields.tsx'
import styles from './Tasks.module.css'

/** Cancels a task. If the regulation wants another one first, it is planned here and the cancelling goes through with the same press. */
export function CancelTaskDialog({ task, opened, onClose }: { task: Task; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('deal.cancelTask.title')} sub={task.title} width={460}>
      {opened && <CancelTask task={task} onClose={onClose} />}
    </Dialog>
  )
}

function CancelTask({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation()
  const me = useMe().member
  const cancel = useCancelTask(task.id)
  const create = useCreateTask()
  const [plan, setPlan] = useState(() => nothingPlanned(task.assignee?.id ?? me.id))
  const [planned, setPlanned] = useState(false)
  const refusals = refusalsOf(cancel.error)
  const lacks = lacksOf(refusals)
  const asks = lacks.task && !planned
  const missing = asks ? lackingOf(plan).map((key) => t(`deal.task.lack.${key}`)) : []
  const why = missing.length > 0 ? t('move.fill', { what: missing.join(', ') }) : undefined
  const warns = refusals.length > 0 && refusals.every(({ mode }) => mode === 'warn')
  const error = create.error ?? (refusals.length === 0 ? cancel.error : null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (why !== undefined) return
    try {
      if (asks && !warns) {
        await create.mutateAsync({ dealId: task.dealId, ...draftOf(plan) })
        setPlanned(true)
      }
      await cancel.mutateAsync(warns ? { confirmed: true } : {})
      toast({ kind: 'done', title: t('deal.cancelTask.done') })
      onClose()
    } catch {
      // Said below: the mutations keep their errors, and what was typed stays.
    }
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <p className="t2">{t('deal.cancelTask.text')}</p>
      {refusals.length > 0 && <Refused title={t('move.refused')} findings={refusals} form="form" />}
      {asks && !warns && (
        <>
          <p>
            <b>{t('deal.cancelTask.insteadTitle')}</b>
          </p>
          <PlanFields plan={plan} onChange={setPlan} autoFocus />
        </>
      )}
      {error && (
        <p className={styles.error} role="alert">
          {t(`fault.${faultOf(error)}.title`)}. {faultText(error, t)}
        </p>
      )}
      <FormFoot busy={cancel.isPending || create.isPending} why={why} cancel={t('deal.cancelTask.keep')} onCancel={onClose}>
        {t(asks && !warns ? 'deal.cancelTask.submitWithNext' : 'deal.cancelTask.submit')}
      </FormFoot>
    </form>
  )
}
