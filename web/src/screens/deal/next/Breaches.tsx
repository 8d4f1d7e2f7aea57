import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { breachesQuery } from '../../../api/queries.ts'
import { useNow } from '../../../ui/now.ts'
import { Clause } from '../../../verdict/Clause.tsx'
import { useFormat } from '../../../words/format.tsx'
import { Section } from '../Section.tsx'
import styles from './Lists.module.css'

/** Clauses that do not hold for this deal now, each with its mark and since when. Nothing is said until something is broken. */
export function Breaches({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { data } = useQuery(breachesQuery(deal.id))
  if (!data || data.length === 0) return null
  return (
    <Section title={t('breach.title')} side={data.length}>
      <ul>
        {data.map(({ id, clause, number, title, from, mode }) => (
          <li key={id} className={styles.breach} data-mode={mode}>
            <Clause clause={clause} number={number} state={mode === 'observe' ? 'off' : 'broken'} />
            <span>
              {title}
              {mode === 'observe' && <span className="muted">, {t('breach.observed')}</span>}
            </span>
            <span className="muted sm nw">{t('breach.from', { date: format.moment(from, now) })}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
