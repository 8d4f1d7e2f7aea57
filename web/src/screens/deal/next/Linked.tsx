import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { Section } from '../Section.tsx'
import styles from './Lists.module.css'

/** From which deal this one came, and which came of it: a postponed one that returned, a campaign, an order in production (H9, C4). */
export function Linked({ deal: { linked } }: { deal: Deal }) {
  const { t } = useTranslation()
  if (linked.length === 0) return null
  return (
    <Section title={t('deal.linked.title')}>
      <ul>
        {linked.map(({ id, number, pipelineName, stageName, earlier }) => (
          <li key={id} className={styles.linked}>
            <Link to="/deals/$dealId" params={{ dealId: id }}>
              {t(earlier ? 'deal.linked.earlier' : 'deal.linked.later', { number })}
            </Link>
            <p className="muted sm">
              {pipelineName} · {stageName}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
