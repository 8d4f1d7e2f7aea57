import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mend, PossibleAct } from '@reglament/contract'
import { useCloseDeal } from '../api/acts.ts'
import { faultAt, faultOf, refusalsOf } from '../api/faults.ts'
import type { LossBook } from '../api/lossBook.ts'
import type { MovingDeal } from '../moves/useMover.tsx'
import { FormFoot } from '../ui/FormFoot.tsx'
import { serverNow } from '../ui/now.ts'
import { toast } from '../ui/toast.tsx'
import { useNarrow } from '../ui/useNarrow.ts'
import { passesAtOf } from '../verdict/lacks.ts'
import { useFormat } from '../words/format.tsx'
import { Asked } from './Asked.tsx'
import { asksOf, closureOf, missingOf, nothingGiven, standing, type Given } from './closure.ts'
import { Follows } from './Follows.tsx'
import { Lacking, type Way } from './Lacking.tsx'
import { inOrder, ReasonList } from './ReasonList.tsx'
import styles from './Closing.module.css'

/** What mends a refusal outside of this window: a planned task, an attempt that is written down, «no answer» on the task. */
export type Elsewhere = 'plan-task' | 'talk' | 'no-answer'

/** The reasons at the left; at the right what the chosen one asks for, and everything that still stands against it. */
export function ClosingForm({
  deal,
  acts,
  book,
  onClose,
  onMend,
}: {
  deal: MovingDeal
  acts: readonly PossibleAct[]
  book: LossBook
  onClose: () => void
  onMend: (act: Elsewhere) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const close = useCloseDeal(deal.id)
  const side = useRef<HTMLDivElement>(null)
  const narrow = useNarrow()
  const [reason, setReason] = useState<string>()
  const [given, setGiven] = useState<Given>(nothingGiven)
  const reasons = inOrder(book.items, acts)
  const act = acts.find((one) => one.act === 'close' && one.reason === reason)
  // What the server said to the closing itself is newer than what it foresaw.
  const told = refusalsOf(close.error)
  const asks = asksOf([...(act?.refusals ?? []), ...told])
  const refusals = close.error ? [...told] : (act?.refusals ?? [])
  const against = standing(refusals)
  const missing = missingOf(asks, given)
  const passesAt = against.every((one) => one.passesAt !== null) ? passesAtOf(against) : undefined
  const why =
    reason === undefined
      ? t('move.fill', { what: t('losing.close.need.reason') })
      : missing.length > 0
        ? t('move.fill', { what: missing.map((one) => t(`losing.close.need.${one}`)).join(', ') })
        : against.length === 0 || told.length > 0
          ? undefined
          : passesAt === undefined
            ? t('losing.close.lacking')
            : t('losing.close.passes', { date: format.momentExactly(passesAt, serverNow()) })

  const choose = (next: string) => {
    setReason(next)
    close.reset()
    // On a phone what the reason asks for lies below the list.
    if (narrow) requestAnimationFrame(() => side.current?.scrollIntoView({ block: 'start', behavior: 'smooth' }))
  }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (reason === undefined || why !== undefined) return
    close.mutate(closureOf(reason, asks, given), {
      onSuccess: () => {
        toast({ kind: 'done', title: t('losing.close.done', { reason: reasons.find(({ key }) => key === reason)?.name ?? reason }) })
        onClose()
      },
    })
  }
  const sendKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
  }
  const elsewhere = (label: string, what: Elsewhere): Way => ({
    label,
    go: () => {
      onClose()
      onMend(what)
    },
  })
  const wayOf = (mend: Mend): Way | undefined => {
    if (mend.act === 'no-answer') return elsewhere(t('losing.mend.no-answer'), 'no-answer')
    if (mend.act === 'try-now') return elsewhere(t('losing.mend.try-now'), 'talk')
    if (mend.act === 'answer') return elsewhere(t('losing.mend.answer'), 'talk')
    if (mend.act === 'plan-task') return elsewhere(t('losing.mend.plan-task'), 'plan-task')
    const other = mend.act === 'closure' ? reasons.find(({ key }) => key === (mend as { reason?: unknown }).reason) : undefined
    return other && { label: t('losing.mend.closure', { reason: other.name }), go: () => choose(other.key) }
  }

  return (
    <form className={styles.form} onSubmit={submit} onKeyDown={sendKey} noValidate>
      <div className={styles.two}>
        <ReasonList reasons={reasons} acts={acts} value={reason} onChange={choose} />
        <div ref={side} className={styles.side}>
          {reason === undefined ? (
            <p className="muted">{t('losing.close.choose')}</p>
          ) : (
            <>
              {against.length > 0 && <Lacking findings={against} wayOf={wayOf} dealId={deal.id} onExempt={() => close.reset()} />}
              <Asked
                deal={deal}
                asks={asks}
                criteria={book.criteria}
                given={given}
                onGiven={(change) => setGiven((before) => ({ ...before, ...change }))}
                faultOf={(field) => faultAt(close.error, `/${field}`) ?? (close.error ? refusalOf(field, refusals) : undefined)}
              />
              {against.length === 0 && act && <Follows followings={act.followings} />}
            </>
          )}
          {close.error && told.length === 0 && faultOf(close.error) !== 'input' && (
            <p className={styles.error} role="alert">
              {t(`fault.${faultOf(close.error)}.title`)}. {t(`fault.${faultOf(close.error)}.text`)}
            </p>
          )}
        </div>
      </div>
      <FormFoot busy={close.isPending} why={why} onCancel={onClose}>
        {t('losing.close.submit')}
      </FormFoot>
    </form>
  )
}

const askedBy: Partial<Record<keyof Given, string>> = {
  until: 'date',
  duplicateOf: 'surviving-deal',
  criterion: 'criterion',
  evidence: 'evidence',
}

/** The sentence with which the server sent a filled field back. */
const refusalOf = (field: keyof Given, refusals: ReturnType<typeof refusalsOf>): string | undefined =>
  refusals.find(({ lacks }) => lacks.what === askedBy[field])?.text
