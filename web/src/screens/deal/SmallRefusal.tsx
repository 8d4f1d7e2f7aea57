import { useTranslation } from 'react-i18next'
import type { Finding } from '@reglament/contract'
import { Clause } from '../../verdict/Clause.tsx'
import styles from './SmallRefusal.module.css'

/** A refusal under the very field that it speaks of: each reason with its clause; a warning may be passed with a word. */
export function SmallRefusal({
  findings,
  onConfirm,
  kept,
}: {
  findings: readonly Finding[]
  onConfirm?: (() => void) | undefined
  kept?: string
}) {
  const { t } = useTranslation()
  const warns = findings.length > 0 && findings.every(({ mode }) => mode === 'warn')
  return (
    <div className={styles.refusal} role="alert">
      {findings.map((finding) => (
        <p key={finding.clause}>
          <Clause clause={finding.clause} number={finding.number} state={warns ? 'risk' : 'broken'} /> <span>{finding.text}</span>
        </p>
      ))}
      {(kept || (warns && onConfirm)) && (
        <p className={styles.foot}>
          {kept}{' '}
          {warns && onConfirm && (
            <button type="button" className="link" onClick={onConfirm}>
              {t('mend.confirm')}
            </button>
          )}
        </p>
      )}
    </div>
  )
}
