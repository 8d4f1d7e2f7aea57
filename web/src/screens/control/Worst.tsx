import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WorstDeal } from '@reglament/contract'
import { ClauseMark } from '../../ui/ClauseMark.tsx'
import { Clock } from '../../ui/Clock.tsx'
import styles from './Now.module.css'

/** The ten deals about which most is broken: where the head begins. */
export function Worst({ deals }: { deals: readonly WorstDeal[] }) {
  const { t } = useTranslation()
  if (deals.length === 0) return <section className={styles.rows} />
  return (
    <section className={styles.rows}>
      <header>
        <h2>{t('controlNow.worst')}</h2>
      </header>
      <ul className={styles.list}>
        {deals.map(({ id, title, client, stage, responsible, oldest, broken }) => (
          <li key={id} className={styles.row}>
            <div className={styles.what}>
              <Link to="/deals/$dealId" params={{ dealId: id }} className={styles.deal}>
                <b>{title}</b> {client && <span className="muted">{client}</span>}
              </Link>
              <p className={styles.facts}>
                <span>{stage}</span>
                <span className="muted">{responsible?.name ?? t('controlNow.exchange')}</span>
                {broken.map(({ clause, number, title: name }) => (
                  <span key={clause} className={styles.broken}>
                    <ClauseMark number={number} href={`/regulation#${clause}`} state="broken" /> {name}
                  </span>
                ))}
              </p>
            </div>
            <Clock due={oldest} />
          </li>
        ))}
      </ul>
    </section>
  )
}
