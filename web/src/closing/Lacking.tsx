import { useTranslation } from 'react-i18next'
import type { Finding, Mend } from '@reglament/contract'
import { Exempt } from '../exempting/Exempt.tsx'
import { serverNow } from '../ui/now.ts'
import { Clause } from '../verdict/Clause.tsx'
import { useFormat } from '../words/format.tsx'
import { tidy } from '../words/formatters.ts'
import { Tries } from './Tries.tsx'
import styles from './Closing.module.css'

/** A way out of one reason, with its words. */
export type Way = { label: string; go: () => void }

/** Everything that still stands between the deal and its closing, at once: each with its clause, what is done of it, from when it passes, the way out. */
export function Lacking({
  findings,
  wayOf,
  dealId,
  onExempt,
}: {
  findings: readonly Finding[]
  wayOf: (mend: Mend, finding: Finding) => Way | undefined
  dealId: string
  /** The head has let the deal past one of the clauses. */
  onExempt: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <section className={styles.lacking} role="status">
      <h3>{t('losing.close.lacking')}</h3>
      <ul>
        {findings.map((finding) => {
          const { lacks, passesAt } = finding
          const way = finding.mends.map((mend) => wayOf(mend, finding)).find((one) => one !== undefined)
          return (
            <li key={`${finding.clause} ${finding.text}`}>
              <Clause clause={finding.clause} number={finding.number} state="broken" />
              <div>
                <p>{tidy(finding.text)}</p>
                {typeof lacks.needed === 'number' && lacks.needed > 1 && typeof lacks.made === 'number' && (
                  <Tries made={lacks.made} needed={lacks.needed} />
                )}
                {passesAt !== null && (
                  <p className={styles.passes}>{t('losing.close.passes', { date: format.momentExactly(passesAt, serverNow()) })}</p>
                )}
                {way && (
                  <button type="button" className="link sm" onClick={way.go}>
                    {way.label}
                  </button>
                )}
                <Exempt dealId={dealId} finding={finding} onDone={onExempt} />
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
