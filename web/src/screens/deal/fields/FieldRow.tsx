import { useTranslation } from 'react-i18next'
import type { Deal, Field, FieldValue } from '@reglament/contract'
import { FieldInput } from '../../../fields/FieldInput.tsx'
import { useFormat } from '../../../words/format.tsx'
import { useCurrency } from '../useCurrency.ts'
import { isHttp, useFieldText } from './fieldText.ts'
import { useInPlace } from './useInPlace.ts'
import { ValueRow } from './ValueRow.tsx'

const chosenAtOnce = new Set<Field['type']>(['list', 'date', 'boolean'])

/** One field of the card, edited in place by its type. */
export function FieldRow({ deal, field }: { deal: Deal; field: Field }) {
  const { t } = useTranslation()
  const currency = useCurrency(deal)
  const say = useFieldText(currency)
  const { list } = useFormat()
  const value = deal.fields[field.key] ?? null
  const inPlace = useInPlace<FieldValue>({
    dealId: deal.id,
    value,
    edit: (wanted) => ({ fields: { [field.key]: wanted } }),
    valueOf: (other) => other.fields[field.key] ?? null,
  })
  const atOnce = chosenAtOnce.has(field.type)
  const shown = say(field, value)
  return (
    <ValueRow
      place={field.key}
      name={field.name}
      shown={shown}
      href={isHttp(field, value) ? String(value) : undefined}
      locked={!deal.mayAct}
      inPlace={inPlace}
      say={(other) => say(field, other) ?? list([t('deal.fields.nothing')])}
      savesOnLeave={!atOnce}
    >
      <FieldInput
        field={field}
        value={inPlace.draft}
        onChange={(wanted) => {
          inPlace.change(wanted)
          if (atOnce) void inPlace.commit(wanted)
        }}
        currency={currency}
        autoFocus
      />
    </ValueRow>
  )
}
