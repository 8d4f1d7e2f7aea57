import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeadBulk, LeadBulkRow } from '@reglament/contract'
import { faultAt, faultText } from '../../api/faults.ts'
import { actOnLeads, leadReasonsQuery } from '../../api/leads.ts'
import { EntryFault } from '../../entry/EntryFrame.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { SelectField, TextArea } from '../../ui/inputs.tsx'
import { toast } from '../../ui/toast.tsx'
import { locale } from '../../words/i18n.ts'
import { usePeople } from '../deal/tasks/usePeople.ts'
import styles from './Leads.module.css'

const exchange = 'exchange'
type Props = {
  kind: 'reject' | 'assign'
  ids: readonly string[]
  opened: boolean
  onClose: () => void
  /** What could not be done stays chosen. */
  onLeft: (ids: readonly string[]) => void
}

/** Asks once what is done to all of them, and says of which it could not be done, and why. */
export function LeadBulkDialog({ kind, ids, opened, onClose, onLeft }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t(`leads.bulk.ask.${kind}`, { count: ids.length })} width={404}>
      {opened && <Form kind={kind} ids={ids} onClose={onClose} onLeft={onLeft} />}
    </Dialog>
  )
}

function Form({ kind, ids, onClose, onLeft }: Omit<Props, 'opened'>) {
  const { t } = useTranslation()
  const reasons = useQuery({ ...leadReasonsQuery, enabled: kind === 'reject' })
  const people = usePeople()
  const [choice, setChoice] = useState<string | null>(null)
  const [comment, setComment] = useState('')
  const [left, setLeft] = useState<LeadBulkRow[]>([])
  const send = useMutation({
    mutationFn: (act: LeadBulk['act']) => actOnLeads({ leadIds: left.length > 0 ? left.map(({ leadId }) => leadId) : [...ids], act }),
    onSuccess: ({ items, done }) => {
      const failed = items.filter(({ outcome }) => outcome === 'failed')
      onLeft(failed.map(({ leadId }) => leadId))
      setLeft(failed)
      if (done > 0) toast({ kind: 'done', title: t(`leads.bulk.done.${kind}`, { count: done }) })
      if (failed.length === 0) onClose()
    },
  })
  const options =
    kind === 'reject'
      ? (reasons.data ?? []).filter(({ retired }) => !retired).map(({ key, name }) => ({ key, name: name[locale()] }))
      : [...people, { key: exchange, name: t('leads.noOne') }]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (choice === null || send.isPending) return
    send.mutate(
      kind === 'reject'
        ? { kind, reason: choice, ...(comment.trim() && { comment: comment.trim() }) }
        : { kind, responsibleId: choice === exchange ? null : choice },
    )
  }
  const label = t(kind === 'reject' ? 'leads.reason' : 'leads.responsible')
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <SelectField
        label={label}
        options={options}
        value={choice}
        onChange={setChoice}
        error={faultAt(send.error, kind === 'reject' ? '/act/reason' : '/act/responsibleId')}
      />
      {kind === 'reject' && <TextArea label={t('leads.comment')} value={comment} onChange={setComment} maxLength={2000} />}
      {left.length > 0 && (
        <div role="alert">
          <p>{t('leads.bulk.left', { count: left.length })}</p>
          <ul className={styles.left}>
            {left.slice(0, 5).map(({ leadId, name, why }) => (
              <li key={leadId}>{[name, why].filter(Boolean).join(': ')}</li>
            ))}
          </ul>
        </div>
      )}
      {send.error && <EntryFault title={`${t('leads.notDone')}.`}>{faultText(send.error, t)}</EntryFault>}
      <FormFoot
        busy={send.isPending}
        why={choice === null ? t(kind === 'reject' ? 'leads.needReason' : 'leads.bulk.needPerson') : undefined}
        onCancel={onClose}
      >
        {t(kind === 'reject' ? 'leads.reject' : 'leads.bulk.assign')}
      </FormFoot>
    </form>
  )
}
