import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task, TaskEdit } from '@reglament/contract'
import { useEditTask } from '../../../api/acts.ts'
import { faultAt, faultOf, faultText, refusalsOf } from '../../../api/faults.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { FormFoot } from '../../../ui/FormFoot.tsx'
import { SelectField, TextArea } from '../../../ui/inputs.tsx'
import { serverNow } from '../../../ui/now.ts'
import { toast } from '../../../ui/toast.tsx'
import { useFormat } from '../../../words/format.tsx'
import { SmallRefusal } from '../SmallRefusal.tsx'
import { DueField } from './DueField.tsx'
import { usePeople } from './usePeople.ts'
import styles from './Tasks.module.css'

/** Moves the date of a task, rewords it, gives it to somebody else. */
export function EditTaskDialog({ task, opened, onClose }: { task: Task; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('deal.editTask.title')} sub={task.title} width={420}>
      {opened && <EditTask task={task} onClose={onClose} />}
    </Dialog>
  )
}

function EditTask({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const people = usePeople()
  const edit = useEditTask(task.id)
  const [dueAt, setDueAt] = useState<string | null>(task.dueAt)
  const [text, setText] = useState(task.text ?? '')
  const [assigneeId, setAssigneeId] = useState(task.assignee?.id ?? null)
  const wanted: TaskEdit = {
    ...(dueAt !== null && dueAt !== task.dueAt && { dueAt }),
    ...(text.trim() !== '' && text.trim() !== (task.text ?? '') && { text: text.trim() }),
    ...(assigneeId !== null && assigneeId !== task.assignee?.id && { assigneeId }),
  }
  const send = (confirmed = false) => {
    if (Object.keys(wanted).length === 0) return onClose()
    edit.mutate(
      { ...wanted, ...(confirmed && { confirmed }) },
      {
        onSuccess: () => {
          toast({
            kind: 'done',
            title: wanted.dueAt ? t('deal.editTask.moved', { due: format.moment(wanted.dueAt, serverNow()) }) : t('deal.editTask.done'),
          })
          onClose()
        },
      },
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const refusals = refusalsOf(edit.error)
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <DueField label={t('deal.editTask.due')} value={dueAt} onChange={setDueAt} error={faultAt(edit.error, '/dueAt')} />
      <TextArea
        label={t('deal.task.text')}
        placeholder={task.title}
        value={text}
        onChange={setText}
        error={faultAt(edit.error, '/text')}
        maxLength={1000}
      />
      {people.length > 1 && (
        <SelectField
          label={t('deal.task.assignee')}
          options={people}
          value={assigneeId}
          onChange={setAssigneeId}
          error={faultAt(edit.error, '/assigneeId')}
        />
      )}
      {refusals.length > 0 && <SmallRefusal findings={refusals} onConfirm={() => send(true)} />}
      {edit.error && refusals.length === 0 && faultOf(edit.error) !== 'input' && (
        <p className={styles.error} role="alert">
          {faultText(edit.error, t)}
        </p>
      )}
      <FormFoot busy={edit.isPending} why={undefined} onCancel={onClose}>
        {t('ui.save')}
      </FormFoot>
    </form>
  )
}
