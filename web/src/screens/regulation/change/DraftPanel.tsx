import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { RegulationInForce } from '@reglament/contract'
import { Differences } from '../../../drafting/Differences.tsx'
import { EnactForm } from '../../../drafting/EnactForm.tsx'
import { faultText } from '../../../api/faults.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { serverNow } from '../../../ui/now.ts'
import { SkeletonRows } from '../../../ui/states.tsx'
import { useFormat } from '../../../words/format.tsx'
import type { DraftInHand } from './useDraft.ts'
import styles from './Change.module.css'

/** The draft that the heads share: what will change in sentences, what is wrong with it, and how it comes in force. */
export function DraftPanel({ regulation, draft, onLater }: { regulation: RegulationInForce; draft: DraftInHand; onLater: () => void }) {
  const { t } = useTranslation()
  const { count, preview, creation, discard, isOld, error, settle, forget, written } = draft
  const format = useFormat()
  const { data } = preview
  const faults = data?.faults ?? []
  const numberOf = (clause: string | null) => regulation.clauses.find(({ key }) => key === clause)?.number
  return (
    <div className={styles.panel}>
      <section>
        <h3>{t('drafts.title')}</h3>
        {written && <p className="muted sm">{t('drafts.writtenBy', { name: written.by, when: format.moment(written.at, serverNow()) })}</p>}
        {isOld ? (
          <p>
            {t('drafts.old')}{' '}
            <Link to="/settings" search={{ section: 'stages' }} className="link">
              {t('drafts.toStages')}
            </Link>
          </p>
        ) : preview.error ? (
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
      {error && (
        <p className="is-broken" role="alert">
          {t('drafts.unwritten')} {faultText(error, t)}{' '}
          <button type="button" className="link" onClick={() => void settle().catch(() => undefined)}>
            {t('ui.retry')}
          </button>
        </p>
      )}
      {creation && !isOld && faults.length === 0 && !preview.error && (
        <EnactForm creation={creation} ready={settle} onEnacted={forget} onLater={onLater} />
      )}
      {count > 0 && (
        <p>
          <button type="button" className="link sm" onClick={discard}>
            {t('drafts.discard', { count })}
          </button>
        </p>
      )}
    </div>
  )
}
