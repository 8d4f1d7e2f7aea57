import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorstDeal } from '@reglament/contract'
import { ClauseMark } from '../../ui/ClauseMark.tsx'
import { Clock } from '../../ui/Clock.tsx'
import { type ControlAct, ActDialog } from './ActDialog.tsx'
import { RowActs } from './RowActs.tsx'
import styles from './Rows.module.css'

/** The ten deals about which most is broken: where the head begins, with what he does about them beside each. */
export function Worst({ deals, mayAct }: { deals: readonly WorstDeal[]; mayAct: boolean }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<{ act: ControlAct; deal: WorstDeal }>()
  const [opened, setOpened] = useState(false)
  if (deals.length === 0) return <section className={styles.rows} />
  return (
    <section className={styles.rows} aria-labelledby="worst">
      <header>
        <h2 id="worst">{t('controlNow.worst')}</h2>
      </header>
      <ul className={styles.list}>
        {deals.map((deal) => {
          const { id, title, client, stage, responsible, oldest, broken } = deal
          return (
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
              {mayAct && (
                <RowActs
                  onAct={(act) => {
                    setAsked({ act, deal })
                    setOpened(true)
                  }}
                />
              )}
            </li>
          )
        })}
      </ul>
      {asked && (
        <ActDialog
          key={`${asked.act} ${asked.deal.id}`}
          act={asked.act}
          deal={asked.deal}
          clauses={asked.deal.broken}
          opened={opened}
          onClose={() => setOpened(false)}
        />
      )}
    </section>
  )
}
