import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { exemptionsQuery } from '../../../api/queries.ts'
import { useMe } from '../../../shell/useMe.ts'
import { useNow } from '../../../ui/now.ts'
import { Clause } from '../../../verdict/Clause.tsx'
import { useFormat } from '../../../words/format.tsx'
import { Section } from '../Section.tsx'
import styles from './Lists.module.css'
import { later } from '../../../ui/later.tsx'

const ExemptDialog = later(async () => (await import('./ExemptDialog.tsx')).ExemptDialog)

/** Roles to whom it is offered; whose deal it is, the server decides. */

/** What this deal is let past, by whom, until when and how often it was used; a head lets it past another clause here (A7). */
export function Exemptions({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { member: me, rights } = useMe()
  const { data = [] } = useQuery(exemptionsQuery(deal.id))
  const [opened, setOpened] = useState(false)
  const gives = rights.lead && deal.mayAct && deal.status === 'open' && deal.responsible?.id !== me.id
  if (data.length === 0 && !gives) return null
  return (
    <Section
      title={t('card.exempt.title')}
      side={
        gives && (
          <button type="button" className="link" onClick={() => setOpened(true)}>
            {t('card.exempt.give')}
          </button>
        )
      }
    >
      {data.length === 0 && <p className="muted">{t('card.exempt.none')}</p>}
      <ul>
        {data.map(({ id, clause, number, title, reason, until, by, uses }) => {
          const over = Date.parse(until) <= now
          return (
            <li key={id} className={styles.exemption} data-over={over || undefined}>
              <Clause clause={clause} number={number ?? ''} state={over ? 'off' : 'link'} />
              <div>
                <p>{title}</p>
                <p className="muted sm">
                  {t(over ? 'card.exempt.was' : 'card.exempt.until', { date: format.momentExactly(until, now) })} ·{' '}
                  {t('card.exempt.uses', { count: uses })}
                </p>
                <p className="t2 sm">
                  {reason} <span className="muted">({by.name})</span>
                </p>
              </div>
            </li>
          )
        })}
      </ul>
      {gives && <ExemptDialog deal={deal} opened={opened} onClose={() => setOpened(false)} />}
    </Section>
  )
}
