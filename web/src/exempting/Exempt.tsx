import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '@reglament/contract'
import { useExemptDeal } from '../api/acts.ts'
import { faultAt, faultOf, ProblemError } from '../api/faults.ts'
import { useMe } from '../shell/useMe.ts'
import { Button } from '../ui/Button.tsx'
import { DateField, TextField } from '../ui/inputs.tsx'
import { serverNow } from '../ui/now.ts'
import { toast } from '../ui/toast.tsx'
import { useFormat } from '../words/format.tsx'
import styles from './Exempt.module.css'

/** Lets this one deal past the clause of a refusal until a date, with a reason; in place, so that nothing typed around it is lost. */
export function Exempt({ dealId, finding, onDone }: { dealId: string; finding: Finding; onDone?: () => void }) {
  const { t } = useTranslation()
  const { rights } = useMe()
  const [open, setOpen] = useState(false)
  if (!rights.lead || finding.kind === 'foundation') return null
  if (!open)
    return (
      <button type="button" className="link sm" onClick={() => setOpen(true)}>
        {t('exempt.open', { number: finding.number })}
      </button>
    )
  return (
    <ExemptFields
      dealId={dealId}
      finding={finding}
      onClose={() => setOpen(false)}
      onDone={() => {
        setOpen(false)
        onDone?.()
      }}
    />
  )
}

function ExemptFields({ dealId, finding, onClose, onDone }: { dealId: string; finding: Finding; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const exempt = useExemptDeal(dealId)
  const [until, setUntil] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const missing = [...(until === null ? [t('exempt.needUntil')] : []), ...(reason.trim() === '' ? [t('exempt.needReason')] : [])]
  const send = () => {
    if (until === null) return
    exempt.mutate(
      { clause: finding.clause, reason: reason.trim(), until },
      {
        onSuccess: () => {
          toast({ kind: 'done', title: t('exempt.done', { number: finding.number, date: format.momentExactly(until, serverNow()) }) })
          onDone()
        },
      },
    )
  }
  const { error } = exempt
  // The server says in a sentence whose decision it is.
  const said = error instanceof ProblemError && error.problem.detail ? error.problem.detail : error && t(`fault.${faultOf(error)}.text`)
  return (
    <div className={styles.exempt} role="group" aria-label={t('exempt.open', { number: finding.number })}>
      <DateField
        label={t('exempt.until')}
        withTime
        earliest={new Date(serverNow()).toISOString()}
        value={until}
        onChange={setUntil}
        error={faultAt(error, '/until')}
        autoFocus
      />
      <TextField label={t('exempt.reason')} value={reason} onChange={setReason} maxLength={2000} error={faultAt(error, '/reason')} />
      {error && faultOf(error) !== 'input' && (
        <p className="is-broken sm" role="alert">
          {said}
        </p>
      )}
      <p className="row">
        <Button
          size="s"
          busy={exempt.isPending}
          why={missing.length > 0 ? t('move.fill', { what: missing.join(', ') }) : undefined}
          onPress={send}
        >
          {t('exempt.submit')}
        </Button>
        <Button size="s" kind="quiet" onPress={onClose}>
          {t('ui.cancel')}
        </Button>
      </p>
    </div>
  )
}
