import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { useExemptDeal } from '../../../api/acts.ts'
import { detailOf, faultAt, faultOf, faultText, refusalsOf } from '../../../api/faults.ts'
import { regulationQuery } from '../../../api/queries.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { FormFoot } from '../../../ui/FormFoot.tsx'
import { DateField, SelectField, TextArea } from '../../../ui/inputs.tsx'
import { serverNow } from '../../../ui/now.ts'
import { toast } from '../../../ui/toast.tsx'
import { useFormat } from '../../../words/format.tsx'
import { SmallRefusal } from '../SmallRefusal.tsx'
import styles from '../tasks/Tasks.module.css'

/** The head lets one deal past one clause until a date, with a reason. */
export function ExemptDialog({ deal, opened, onClose }: { deal: Deal; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('card.exempt.dialog')} sub={deal.title} width={440}>
      {opened && <Give deal={deal} onClose={onClose} />}
    </Dialog>
  )
}

function Give({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data } = useQuery(regulationQuery)
  const exempt = useExemptDeal(deal.id)
  const [clause, setClause] = useState<string | null>(null)
  const [until, setUntil] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const clauses = (data?.clauses ?? [])
    .filter(({ mode, key }) => (mode === 'enforce' || mode === 'warn') && key !== 'open-task')
    .map(({ key, number, title }) => ({ key, name: `${number} ${title}` }))
  const missing = [
    ...(clause === null ? [t('card.exempt.needClause')] : []),
    ...(until === null ? [t('exempt.needUntil')] : []),
    ...(reason.trim() === '' ? [t('exempt.needReason')] : []),
  ]
  const why = missing.length > 0 ? t('move.fill', { what: missing.join(', ') }) : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (clause === null || until === null || why !== undefined) return
    exempt.mutate(
      { clause, until, reason: reason.trim() },
      {
        onSuccess: () => {
          const number = data?.clauses.find(({ key }) => key === clause)?.number ?? ''
          toast({ kind: 'done', title: t('exempt.done', { number, date: format.momentExactly(until, serverNow()) }) })
          onClose()
        },
      },
    )
  }
  const { error } = exempt
  const refusals = refusalsOf(error)
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <SelectField label={t('card.exempt.clause')} options={clauses} value={clause} onChange={setClause} autoFocus />
      <DateField
        label={t('exempt.until')}
        withTime
        earliest={new Date(serverNow()).toISOString()}
        value={until}
        onChange={setUntil}
        error={faultAt(error, '/until')}
      />
      <TextArea label={t('exempt.reason')} value={reason} onChange={setReason} maxLength={2000} />
      {refusals.length > 0 && <SmallRefusal findings={refusals} />}
      {error && refusals.length === 0 && faultOf(error) !== 'input' && (
        <p className={styles.error} role="alert">
          {detailOf(error) ?? faultText(error, t)}
        </p>
      )}
      <FormFoot busy={exempt.isPending} why={why} onCancel={onClose}>
        {t('exempt.submit')}
      </FormFoot>
    </form>
  )
}
