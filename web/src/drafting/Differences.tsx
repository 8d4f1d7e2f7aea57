import { useTranslation } from 'react-i18next'
import type { DraftDifference } from '@reglament/contract'
import styles from './Drafting.module.css'

/** What two regulations differ in, in sentences: as it was, struck out, and as it will be. */
export function Differences({ items, was, willBe }: { items: readonly DraftDifference[]; was?: string; willBe?: string }) {
  const { t } = useTranslation()
  return (
    <ul className={styles.differences}>
      {items.map(({ clause, number, what, title, before, after }) => (
        <li key={`${clause ?? ''} ${what} ${title}`}>
          <p className={styles.about}>
            {number !== null && <b>{t('ui.clause', { number })} </b>}
            {title}
          </p>
          {before !== null && (
            <p className={styles.del}>
              <span aria-hidden="true">−</span>
              <del>
                <span className="unseen">{was ?? t('drafts.was')}: </span>
                {before}
              </del>
            </p>
          )}
          {after !== null && (
            <p className={styles.ins}>
              <span aria-hidden="true">+</span>
              <ins>
                <span className="unseen">{willBe ?? t('drafts.willBe')}: </span>
                {after}
              </ins>
            </p>
          )}
          {after === null && <p className={styles.gone}>{t('drafts.gone')}</p>}
        </li>
      ))}
    </ul>
  )
}
