import { useTranslation } from 'react-i18next'
import type { RegulationInForce } from '@reglament/contract'
import { Differences } from '../../../drafting/Differences.tsx'
import { EnactForm } from '../../../drafting/EnactForm.tsx'
import { faultText } from '../../../api/faults.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { SkeletonRows } from '../../../ui/states.tsx'
import type { DraftInHand } from './useDraft.ts'
import styles from './Change.module.css'

/** The draft: what will change in sentences, what is wrong with it, and how it comes in force. */
export function DraftPanel({ regulation, draft, onLater }: { regulation: RegulationInForce; draft: DraftInHand; onLater: () => void }) {
  const { t } = useTranslation()
  const { count, preview, creation, discard } = draft
  const { data } = preview
  const faults = data?.faults ?? []
  const numberOf = (clause: string | null) => regulation.clauses.find(({ key }) => key === clause)?.number
  return (
    <div className={styles.panel}>
      <section>
        <h3>{t('drafts.title')}</h3>
        {preview.error ? (
          <p className="is-broken" role="alert">
            {faultText(preview.error, t)}
          </p>
        ) : !data ? (
          <SkeletonRows rows={2} />
        ) : faults.length > 0 ? (
          <ul className={styles.faults} role="alert">
            {faults.map(({ path, message, clause }) => (
              <li key={path + message}>
                <Icon name="alert" />
                <span>
                  {clause !== null && <a href={`#${clause}`}>{t('ui.clause', { number: numberOf(clause) ?? clause })} </a>}
                  {message}
                </span>
              </li>
            ))}
          </ul>
        ) : (
          <>
            <Differences items={data.differences} />
            <p className={styles.fine}>
              <Icon name="check" />
              <span>{t('drafts.fine')}</span>
            </p>
          </>
        )}
      </section>
      {faults.length === 0 && !preview.error && <EnactForm creation={creation} onEnacted={discard} onLater={onLater} />}
      <p>
        <button type="button" className="link sm" onClick={discard}>
          {t('drafts.discard', { count })}
        </button>
      </p>
    </div>
  )
}
