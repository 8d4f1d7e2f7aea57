import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { MyDay } from '@reglament/contract'
import { Icon } from '../../ui/Icon.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useFormat } from '../../words/format.tsx'
import { kindIcon } from '../deal/tasks/kindIcon.ts'
import { cx } from '../../ui/cx.ts'
import dayStyles from './Day.module.css'
import styles from './DayRow.module.css'

/** Nothing is left to do: it says so, and shows tomorrow. */
export function EmptyDay({ day }: { day: MyDay }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { count, first } = day.tomorrow
  return (
    <>
      <div className={dayStyles.nothing}>
        <EmptyState title={t('day.empty.title')}>
          {day.closesAt !== null && day.closed === null ? `${t('day.empty.text')} ${t('day.empty.close')}` : t('day.empty.text')}
        </EmptyState>
      </div>
      <section className={dayStyles.part} aria-labelledby="part-tomorrow">
        <header>
          <h2 id="part-tomorrow">{t('day.tomorrow.title')}</h2>
          <span className={dayStyles.count}>{count}</span>
          <span className={dayStyles.hint}>
            {t('day.tomorrow.next', { date: format.date(`${day.tomorrow.day}T12:00:00Z`, Date.parse(day.at)) })}
          </span>
        </header>
        {count === 0 && <p className={dayStyles.none}>{t('day.tomorrow.none')}</p>}
        <ul>
          {first.map((task) => (
            <li key={task.id} className={cx(styles.row, styles.plain)}>
              <span className={styles.time}>{format.time(task.dueAt)}</span>
              <span className={styles.icon}>
                <Icon name={kindIcon(task.kind)} />
              </span>
              <div className={styles.text}>
                <p>
                  <Link to="/deals/$dealId" params={{ dealId: task.deal.id }} className={styles.title}>
                    {task.title}
                  </Link>
                </p>
                <p className={styles.sub}>
                  {[task.deal.client.name ?? task.deal.client.company, task.deal.title].filter(Boolean).join(' · ')}
                </p>
              </div>
            </li>
          ))}
        </ul>
        {count > first.length && <p className={dayStyles.none}>{t('day.tomorrow.more', { count: count - first.length })}</p>}
      </section>
    </>
  )
}
