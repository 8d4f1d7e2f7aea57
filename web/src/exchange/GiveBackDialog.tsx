import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { faultAt, faultText, refusalsOf } from '../api/faults.ts'
import { useGiveBack } from '../api/exchange.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { FormFoot } from '../ui/FormFoot.tsx'
import { TextArea } from '../ui/inputs.tsx'
import { toast } from '../ui/toast.tsx'
import { Refused } from '../verdict/Refused.tsx'
import styles from '../screens/deal/tasks/Tasks.module.css'

/** The deal goes back to the exchange, with a reason for who takes it next (I2). */
export function GiveBackDialog({ deal, opened, onClose }: { deal: Pick<Deal, 'id' | 'title'>; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('exchange.back.title')} sub={deal.title} width={400}>
      {opened && <Form id={deal.id} onClose={onClose} />}
    </Dialog>
  )
}

function Form({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation()
  const giveBack = useGiveBack(id)
  const [reason, setReason] = useState('')
  const refusals = refusalsOf(giveBack.error)
  // As short as any reason may be.
  const isSaid = reason.trim().length >= 3
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isSaid) return
    const confirmed = refusals.length > 0 && refusals.every(({ mode }) => mode === 'warn')
    giveBack.mutate(
      { reason: reason.trim(), ...(confirmed && { confirmed }) },
      {
        onSuccess: () => {
          toast({ kind: 'done', title: t('exchange.back.done') })
          onClose()
        },
      },
    )
  }
  const error = giveBack.error && refusals.length === 0 ? (faultAt(giveBack.error, '/reason') ?? faultText(giveBack.error, t)) : undefined
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextArea
        label={t('exchange.back.reason')}
        hint={t('exchange.back.reasonHint')}
        error={error}
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={2000}
        autoFocus
      />
      <p className="muted sm">{t('exchange.back.text')}</p>
      {refusals.length > 0 && <Refused title={t('move.refused')} findings={refusals} form="form" />}
      <FormFoot icon="hand" busy={giveBack.isPending} why={isSaid ? undefined : t('exchange.back.needed')} onCancel={onClose}>
        {t('exchange.back.send')}
      </FormFoot>
    </form>
  )
}
