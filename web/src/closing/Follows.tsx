import { useTranslation } from 'react-i18next'
import type { Following } from '@reglament/contract'
import { Icon } from '../ui/Icon.tsx'
import { Clause } from '../verdict/Clause.tsx'
import styles from './Closing.module.css'

/** What the regulation does when the deal is closed. */
export function Follows({ followings }: { followings: readonly Following[] }) {
  const { t } = useTranslation()
  if (followings.length === 0) return null
  return (
    <section className={styles.follows}>
      <p className="muted sm">{t('losing.close.after')}</p>
      {followings.map(({ what, kind, title, clause, number }) => (
        <p key={kind} className="row">
          <Icon name={what === 'task' ? 'task' : 'mail'} size={14} />
          <span className="grow">{title}</span>
          <Clause clause={clause} number={number} />
        </p>
      ))}
    </section>
  )
}
