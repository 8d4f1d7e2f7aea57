import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, FieldValue } from '@reglament/contract'
import { Check, DateField, MoneyField, SelectField, TextField } from '../ui/inputs.tsx'

/** A field of the card with the control that its type deserves. `value` undefined and null are both empty. */
export type FieldInputProps = {
  field: Field
  value: FieldValue | undefined
  onChange: (value: FieldValue) => void
  onBlur?: () => void
  error?: string | undefined
  hint?: string | undefined
  side?: React.ReactNode
  locked?: string | undefined
  autoFocus?: boolean
  /** The currency of money fields. */
  currency: string
}

/** See `FieldInputProps`. */
export function FieldInput({ field, value, onChange, currency, ...frame }: FieldInputProps) {
  const { t } = useTranslation()
  const common = { ...frame, label: field.name }
  const text = value === undefined || value === null ? '' : String(value)
  switch (field.type) {
    case 'list':
      // What is offered no more stays readable where it stands.
      return (
        <SelectField
          {...common}
          value={text === '' ? null : text}
          onChange={onChange}
          options={field.options.filter(({ key, retired }) => !retired || key === text)}
          clearable
        />
      )
    case 'date':
      return <DateField {...common} value={text === '' ? null : text} onChange={onChange} />
    case 'money':
      return (
        <MoneyField
          {...common}
          currency={currency}
          value={typeof value === 'number' ? { amount: value, currency } : null}
          onChange={(money) => onChange(money?.amount ?? null)}
        />
      )
    case 'number':
      return <NumberField {...common} value={typeof value === 'number' ? value : null} onChange={onChange} />
    case 'boolean':
      return (
        <Check checked={value === true} onChange={onChange}>
          {field.name}
        </Check>
      )
    case 'url':
      return (
        <TextField
          {...common}
          type="url"
          inputMode="url"
          placeholder="https://"
          error={frame.error ?? (text === '' || URL.canParse(text) ? undefined : t('fields.wrongLink'))}
          value={text}
          onChange={(typed) => onChange(typed === '' ? null : typed)}
        />
      )
    default:
      return <TextField {...common} value={text} onChange={(typed) => onChange(typed === '' ? null : typed)} maxLength={4000} />
  }
}

function NumberField({
  value,
  onChange,
  ...frame
}: Omit<FieldInputProps, 'field' | 'currency' | 'value' | 'onChange'> & {
  label: string
  value: number | null
  onChange: (value: number | null) => void
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string>()
  const read = (text: string) => Number(text.replaceAll(/[\s\u00A0]/gu, '').replace(',', '.'))
  const wrong = typed !== undefined && typed.trim() !== '' && !Number.isFinite(read(typed))
  return (
    <TextField
      {...frame}
      inputMode="decimal"
      error={wrong ? t('fields.wrongNumber') : frame.error}
      data-unreadable={wrong || undefined}
      value={typed ?? (value === null ? '' : String(value))}
      onChange={(text) => {
        setTyped(text)
        onChange(text.trim() !== '' && Number.isFinite(read(text)) ? read(text) : null)
      }}
    />
  )
}
