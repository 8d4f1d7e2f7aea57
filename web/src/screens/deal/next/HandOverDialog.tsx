import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { faultAt, faultText, refusalsOf } from '../../../api/faults.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { FormFoot } from '../../../ui/FormFoot.tsx'
import { SelectField } from '../../../ui/inputs.tsx'
import { toast } from '../../../ui/toast.tsx'
import { Refused } from '../../../verdict/Refused.tsx'
import { usePeople } from '../tasks/usePeople.ts'
import { StaleEdit, useSaveDeal } from '../useSaveDeal.ts'
import styles from '../tasks/Tasks.module.css'

const exchange = 'exchange'

/** Gives the deal to a member or to the exchange. */
export function HandOverDialog({ deal, opened, onClose }: { deal: Deal; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('deal.responsible.title')} sub={deal.title} width={372}>
      {opened && <HandOver deal={deal} onClose={onClose} />}
    </Dialog>
  )
}

function HandOver({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useTranslation()
  const save = useSaveDeal(deal.id)
  const people = usePeople()
  const [to, setTo] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const now = deal.responsible?.id ?? exchange
  const options = [...people, { key: exchange, name: t('deal.responsible.toExchange') }].filter(({ key }) => key !== now)
  const refusals = refusalsOf(error)

  const send = async (confirmed = false) => {
    if (to === null) return
    setBusy(true)
    setError(undefined)
    try {
      await save(
        { responsibleId: to === exchange ? null : to, ...(confirmed && { confirmed }) },
        { responsibleId: deal.responsible?.id ?? null },
      )
      toast({ kind: 'done', title: t('deal.responsible.done', { name: options.find(({ key }) => key === to)?.name ?? '' }) })
      onClose()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(refusals.length > 0 && refusals.every(({ mode }) => mode === 'warn'))
  }
  const said =
    error === undefined || refusals.length > 0 ? undefined : error instanceof StaleEdit ? t('fault.stale.text') : faultText(error, t)
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <SelectField
        label={t('deal.responsible.whom')}
        options={options}
        value={to}
        onChange={setTo}
        error={faultAt(error, '/responsibleId') ?? said}
        autoFocus
      />
      {to === exchange && <p className="muted sm">{t('deal.responsible.exchangeText')}</p>}
      {refusals.length > 0 && <Refused title={t('move.refused')} findings={refusals} form="form" />}
      <FormFoot icon="swap" busy={busy} why={to === null ? t('deal.responsible.choose') : undefined} onCancel={onClose}>
        {t('deal.responsible.handOver')}
      </FormFoot>
    </form>
  )
}
