import { useTranslation } from 'react-i18next'
import { ClauseMark } from '../ui/ClauseMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { WithPart } from '../words/WithPart.tsx'
import styles from './Showcase.module.css'

/** As they stand in the shipped regulation; a story holds the numbers against it. */
const clauses = [
  { number: '5.2', clause: 'loss-evidence', key: 'signUp.clause1' },
  { number: '5.5', clause: 'attempts-before-closing', key: 'signUp.clause2', hot: true },
  { number: '5.6', clause: 'silence-before-closing', key: 'signUp.clause3' },
] as const

/** A page of the regulation, and the answer that a manager will see: one and the same rule. */
export function Showcase() {
  const { t } = useTranslation()
  return (
    <aside className={styles.show} aria-label={t('signUp.whatItIs')}>
      <article className={styles.paper}>
        <header>
          <p className="muted sm">{t('signUp.paperHead')}</p>
          <h2>{t('signUp.paperTitle')}</h2>
        </header>
        {clauses.map((clause) => (
          <div key={clause.number} className={styles.clause} data-clause={clause.clause} data-hot={'hot' in clause || undefined}>
            <span className={styles.number}>{clause.number}</span>
            <p>
              <WithPart text={t(clause.key)}>{(part) => <span className={styles.value}>{part}</span>}</WithPart>
            </p>
          </div>
        ))}
      </article>
      <article className={styles.card}>
        <p className="row between">
          <b>{t('signUp.cardTitle')}</b>
          <ClauseMark number="5.5" />
        </p>
        <ul>
          <li>
            <Icon name="check" />
            {t('signUp.cardDone')}
          </li>
          <li>
            <i className={styles.open} />
            {t('signUp.cardTries')}
          </li>
          <li>
            <i className={styles.open} />
            {t('signUp.cardDate')}
          </li>
        </ul>
      </article>
      <p className={styles.caption}>{t('signUp.caption')}</p>
    </aside>
  )
}
