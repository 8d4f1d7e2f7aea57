import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LossBook } from '../api/lossBook.ts'
import { openDealsQuery } from '../api/queries.ts'
import { Check, DateField, SelectField, TextArea } from '../ui/inputs.tsx'
import { serverNow } from '../ui/now.ts'
import { Clause } from '../verdict/Clause.tsx'
import type { MovingDeal } from '../moves/useMover.tsx'
import type { Asks, Given } from './closure.ts'
import { EvidencePicker } from './EvidencePicker.tsx'
import styles from './Closing.module.css'

/** The fields that the chosen reason asks for, and what happened in one's own words. */
export function Asked({
  deal,
  asks,
  criteria,
  given,
  onGiven,
  faultOf,
}: {
  deal: MovingDeal
  asks: Asks
  criteria: LossBook['criteria']
  given: Given
  onGiven: (change: Partial<Given>) => void
  /** What the server says is wrong with a field. */
  faultOf: (field: keyof Given) => string | undefined
}) {
  const { t } = useTranslation()
  return (
    <div className={styles.asked}>
      {asks.evidence && (
        <EvidencePicker dealId={deal.id} asks={asks.evidence} value={given.evidence} onChange={(evidence) => onGiven({ evidence })} />
      )}
      {asks.until && (
        <DateField
          label={t('losing.close.until')}
          side={<Clause clause={asks.until.clause} number={asks.until.number} />}
          withTime
          earliest={new Date(serverNow()).toISOString()}
          value={given.until}
          onChange={(until) => onGiven({ until })}
          error={faultOf('until')}
        />
      )}
      {asks.duplicateOf && (
        <Surviving
          deal={deal}
          side={<Clause clause={asks.duplicateOf.clause} number={asks.duplicateOf.number} />}
          value={given.duplicateOf}
          onChange={(duplicateOf) => onGiven({ duplicateOf })}
          error={faultOf('duplicateOf')}
        />
      )}
      {asks.criterion && (
        <SelectField
          label={t('losing.close.criterion')}
          side={<Clause clause={asks.criterion.clause} number={asks.criterion.number} />}
          options={criteria}
          value={given.criterion}
          onChange={(criterion) => onGiven({ criterion })}
          error={faultOf('criterion')}
        />
      )}
      <TextArea
        label={t(asks.criterion ? 'losing.close.commentRules' : 'losing.close.comment')}
        side={asks.criterion ? undefined : t('losing.close.commentSide')}
        value={given.comment}
        onChange={(comment) => onGiven({ comment })}
        maxLength={4000}
        error={faultOf('comment')}
      />
      {asks.confirmation && (
        <Check checked={given.confirmed} onChange={(confirmed) => onGiven({ confirmed })}>
          {t('losing.close.anyway')}
        </Check>
      )}
    </div>
  )
}

/** The deal that goes on; deals of the same client stand first, and whether it may be one, the server says. */
function Surviving({
  deal,
  ...field
}: {
  deal: MovingDeal
  side: ReactNode
  value: string | null
  onChange: (value: string | null) => void
  error: string | undefined
}) {
  const { t } = useTranslation()
  const { data } = useQuery(openDealsQuery)
  const others = (data ?? []).filter(({ id }) => id !== deal.id)
  const mine = (client: string | null) => Number(client !== null && client === deal.client)
  const options = others
    .toSorted((one, other) => mine(other.client) - mine(one.client))
    .map(({ id, title, number, client }) => ({
      key: id,
      name: [`${t('deal.number', { number })} ${title}`, client].filter(Boolean).join(' · '),
    }))
  return <SelectField {...field} label={t('losing.close.duplicateOf')} empty={t('losing.close.duplicateEmpty')} options={options} />
}
