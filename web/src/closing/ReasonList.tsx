import { useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { PossibleAct } from '@reglament/contract'
import type { LossReason } from '../api/lossBook.ts'
import { Icon } from '../ui/Icon.tsx'
import { serverNow } from '../ui/now.ts'
import { passesAtOf } from '../verdict/lacks.ts'
import { useFormat } from '../words/format.tsx'
import styles from './Closing.module.css'

const kinds = ['client-refused', 'client-silent', 'not-a-deal', 'by-rules'] as const
type Kind = (typeof kinds)[number] | 'other'
const kindOf = (kind: string): Kind => kinds.find((one) => one === kind) ?? 'other'

/** Reasons as the list shows them: those that the server lists as possible acts, kind by kind. */
export const inOrder = (reasons: readonly LossReason[], acts: readonly PossibleAct[]): LossReason[] =>
  [...kinds, 'other' as const].flatMap((kind) =>
    reasons.filter((reason) => kindOf(reason.kind) === kind && acts.some((act) => act.act === 'close' && act.reason === reason.key)),
  )

/** Every reason of loss under its kind, and what the server says of it now; arrows walk along. */
export function ReasonList({
  reasons,
  acts,
  value,
  onChange,
}: {
  /** In the order of `inOrder`. */
  reasons: readonly LossReason[]
  acts: readonly PossibleAct[]
  value: string | undefined
  onChange: (reason: string) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const list = useRef<HTMLDivElement>(null)
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : event.key === 'ArrowUp' || event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const at = reasons.findIndex(({ key }) => key === value)
    const next = (at + step + reasons.length) % reasons.length
    const reason = reasons[next]
    if (!reason) return
    onChange(reason.key)
    list.current?.querySelectorAll('button')[next]?.focus()
  }
  const stateOf = (key: string) => {
    const act = acts.find((one) => one.act === 'close' && one.reason === key)
    if (!act || act.allowed) return { state: 'can', said: t('losing.close.can') } as const
    if (act.mendable) return { state: 'asks', said: t('losing.close.asksMore') } as const
    const passesAt = act.refusals.every((one) => one.passesAt !== null) ? passesAtOf(act.refusals) : undefined
    const said = passesAt === undefined ? t('losing.close.refused') : t('losing.close.from', { date: format.moment(passesAt, serverNow()) })
    return { state: 'refused', said } as const
  }
  return (
    <div ref={list} className={styles.reasons} role="radiogroup" aria-label={t('losing.close.reason')} onKeyDown={walk}>
      {reasons.map((reason, i) => {
        const { state, said } = stateOf(reason.key)
        const kind = kindOf(reason.kind)
        const opens = i === 0 || kindOf(reasons[i - 1]?.kind ?? '') !== kind
        const focusable = value === undefined ? i === 0 : value === reason.key
        return (
          <div key={reason.key}>
            {opens && <p className={styles.kind}>{t(`losing.close.kind.${kind}`)}</p>}
            <button
              type="button"
              role="radio"
              aria-checked={value === reason.key}
              tabIndex={focusable ? 0 : -1}
              data-autofocus={focusable || undefined}
              data-s={state}
              onClick={() => onChange(reason.key)}
            >
              <i aria-hidden="true" />
              <b>{reason.name}</b>
              <span>
                {state === 'refused' && <Icon name="lock" size={12} />}
                {said}
              </span>
            </button>
          </div>
        )
      })}
    </div>
  )
}
