import { useTranslation } from 'react-i18next'
import type { Deal, Money } from '@reglament/contract'
import { MoneyField } from '../../../ui/inputs.tsx'
import { useFormat } from '../../../words/format.tsx'
import { Section } from '../Section.tsx'
import { useCurrency } from '../useCurrency.ts'
import { useInPlace } from './useInPlace.ts'
import { ValueRow } from './ValueRow.tsx'

/** The money of the deal. */
export function Budget({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const currency = useCurrency(deal)
  const inPlace = useInPlace<Money | null>({
    dealId: deal.id,
    value: deal.budget,
    edit: (budget) => ({ budget }),
    valueOf: ({ budget }) => budget,
  })
  return (
    <Section title={t('deal.money.title')}>
      <dl>
        <ValueRow
          place="budget"
          name={t('deal.money.budget')}
          shown={deal.budget ? <b>{format.money(deal.budget)}</b> : undefined}
          locked={!deal.mayAct}
          inPlace={inPlace}
          say={(money) => (money ? format.money(money) : t('deal.fields.nothing'))}
          savesOnLeave
        >
          <MoneyField label={t('deal.money.budget')} value={inPlace.draft} onChange={inPlace.change} currency={currency} autoFocus />
        </ValueRow>
      </dl>
    </Section>
  )
}
