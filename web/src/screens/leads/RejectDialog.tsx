import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Lead } from '@reglament/contract'
import { faultAt, faultText } from '../../api/faults.ts'
import { leadReasonsQuery, rejectLead } from '../../api/leads.ts'
import { EntryFault } from '../../entry/EntryFrame.tsx'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField, TextArea } from '../../ui/inputs.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { locale } from '../../words/i18n.ts'
import { useReopen } from './Reopen.tsx'
import styles from './Leads.module.css'

type Props = { lead: Lead; opened: boolean; onClose: () => void }

/** A bad lead is rejected with a reason of the company's list (C4). */
export function RejectDialog({ lead, opened, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('leads.rejectTitle')} width={404}>
      {opened && <Form lead={lead} onClose={onClose} />}
    </Dialog>
  )
}

function Form({ lead, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation()
  const reasons = useQuery(leadReasonsQuery)
  const [reason, setReason] = useState<string | null>(null)
  const [comment, setComment] = useState('')
  const reopen = useReopen(lead.id)
  const reject = useMutation({
    mutationFn: (key: string) => rejectLead(lead.id, { reason: key, ...(comment.trim() && { comment: comment.trim() }) }),
    onSuccess: () => {
      onClose()
      toast({ kind: 'done', title: t('leads.rejected'), action: { label: t('leads.reopen'), onPress: () => reopen.mutate() } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason !== null && !reject.isPending) reject.mutate(reason)
  }
  if (!reasons.data)
    return reasons.error ? (
      <ErrorState error={reasons.error} what={t('leads.reasonsFailed')} retry={() => void reasons.refetch()} />
    ) : (
      <SkeletonRows rows={2} />
    )
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <SelectField
        label={t('leads.reason')}
        options={reasons.data.filter(({ retired }) => !retired).map(({ key, name }) => ({ key, name: name[locale()] }))}
        value={reason}
        onChange={setReason}
        error={faultAt(reject.error, '/reason')}
      />
      <TextArea
        label={t('leads.comment')}
        value={comment}
        onChange={setComment}
        maxLength={2000}
        error={faultAt(reject.error, '/comment')}
      />
      {reject.error && <EntryFault title={`${t('leads.notDone')}.`}>{faultText(reject.error, t)}</EntryFault>}
      <FormFoot busy={reject.isPending} why={reason === null ? t('leads.needReason') : undefined} onCancel={onClose}>
        {t('leads.reject')}
      </FormFoot>
    </form>
  )
}
