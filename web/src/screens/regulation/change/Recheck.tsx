import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { versionsQuery } from '../../../api/queries.ts'
import { TermLine } from '../../../ui/Clock.tsx'
import styles from './Change.module.css'

/** How far the look at all open deals by the newest version has come; nothing for a first version. */
export function Recheck() {
  const { t } = useTranslation()
  const { data } = useQuery(versionsQuery)
  const recheck = data?.find(({ inForce }) => inForce)?.recheck
  if (!recheck || recheck.deals === 0) return null
  const { deals, done, finished } = recheck
  if (finished) return <p className={styles.recheck}>{t('drafts.rechecked', { count: deals })}</p>
  return (
    <div className={styles.recheck} role="status">
      <p className="row between">
        <span>{t('drafts.recheckTitle')}</span>
        <span className="nw">{t('drafts.recheck', { done, deals })}</span>
      </p>
      <TermLine share={done / deals} />
    </div>
  )
}
