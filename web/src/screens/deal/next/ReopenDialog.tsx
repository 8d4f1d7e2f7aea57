import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { useReopenDeal } from '../../../api/acts.ts'
import { faultAt, faultOf, refusalsOf } from '../../../api/faults.ts'
import { Exempt } from '../../../exempting/Exempt.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { FormFoot } from '../../../ui/FormFoot.tsx'
import { TextArea } from '../../../ui/inputs.tsx'
import { toast } from '../../../ui/toast.tsx'
import { Refused } from '../../../verdict/Refused.tsx'
import { usePipeline } from '../usePipeline.ts'
import styles from '../tasks/Tasks.module.css'

/** Opens a closed deal again, for the one who had it. */
export function ReopenDialog({ deal, opened, onClose }: { deal: Deal; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('losing.reopen.title')} sub={deal.title} width={420}>
      {opened && <Reopen deal={deal} onClose={onClose} />}
    </Dialog>
  )
}

function Reopen({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useTranslation()
  const { stageName } = usePipeline(deal.pipeline)
  const reopen = useReopenDeal(deal.id)
  const [reason, setReason] = useState('')
  const refusals = refusalsOf(reopen.error)
  const warns = refusals.length > 0 && refusals.every(({ mode }) => mode === 'warn')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    reopen.mutate(
      { ...(reason.trim() !== '' && { reason: reason.trim() }), ...(warns && { confirmed: true }) },
      {
        onSuccess: (answer) => {
          toast({ kind: 'done', title: t('losing.reopen.done', { stage: stageName(answer.deal.stage) }) })
          onClose()
        },
      },
    )
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <p className="t2">{t('losing.reopen.text')}</p>
      <TextArea
        label={t('losing.reopen.reason')}
        value={reason}
        onChange={setReason}
        error={faultAt(reopen.error, '/reason')}
        maxLength={2000}
        autoFocus
      />
      {refusals.length > 0 && <Refused title={t('losing.reopen.refused')} findings={refusals} form="form" />}
      {refusals.map((finding) => (
        <Exempt key={finding.clause} dealId={deal.id} finding={finding} onDone={() => reopen.reset()} />
      ))}
      {reopen.error && refusals.length === 0 && faultOf(reopen.error) !== 'input' && (
        <p className={styles.error} role="alert">
          {t(`fault.${faultOf(reopen.error)}.title`)}. {t(`fault.${faultOf(reopen.error)}.text`)}
        </p>
      )}
      <FormFoot icon="undo" busy={reopen.isPending} why={undefined} onCancel={onClose}>
        {t(warns ? 'mend.confirm' : 'losing.reopen.submit')}
      </FormFoot>
    </form>
  )
}
