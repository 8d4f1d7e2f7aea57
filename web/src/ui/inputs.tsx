import { lazy, Suspense, useState, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { Money } from '@reglament/contract'
import { useFormat } from '../words/format.tsx'
import { cx } from './cx.ts'
import { Field, LockedField, fieldStyles as styles, type FieldFrame } from './Field.tsx'
import { Icon } from './Icon.tsx'
import { moneyOf, plainSum, whyNotMoney } from './moneyText.ts'

type TextProps = FieldFrame & {
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  type?: 'text' | 'email' | 'tel' | 'url' | 'password'
  placeholder?: string
  autoComplete?: string
  autoFocus?: boolean
  maxLength?: number
  required?: boolean
  name?: string
  inputMode?: 'text' | 'decimal' | 'numeric' | 'tel' | 'email' | 'url'
  /** What stands there can't be read: the form must not be sent; see `toUnreadable`. */
  'data-unreadable'?: true | undefined
  ref?: Ref<HTMLInputElement>
}

/** One line of text. */
export function TextField({ label, side, hint, error, locked, big, className, value, onChange, ...input }: TextProps) {
  if (locked !== undefined) return <LockedField label={label} side={side} locked={locked} value={value} />
  return (
    <Field label={label} side={side} hint={hint} error={error} big={big} className={className}>
      {(control) => (
        <input
          data-autofocus={input.autoFocus || undefined}
          {...input}
          {...control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

/** A password with «show» beside its label; `below` for a meter under the field. */
export function PasswordField({ below, ...props }: Omit<TextProps, 'type' | 'side' | 'locked'> & { below?: ReactNode }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  return (
    <div>
      <TextField
        {...props}
        type={shown ? 'text' : 'password'}
        side={
          <button type="button" className="link" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? t('ui.hide') : t('ui.show')}
          </button>
        }
      />
      {below}
    </div>
  )
}

/** Several lines of text; grows with what is written. */
export function TextArea({
  label,
  side,
  hint,
  error,
  locked,
  className,
  value,
  onChange,
  ...area
}: FieldFrame & {
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  placeholder?: string
  autoFocus?: boolean
  maxLength?: number
  rows?: number
  ref?: Ref<HTMLTextAreaElement>
}) {
  if (locked !== undefined) return <LockedField label={label} side={side} locked={locked} value={value} />
  return (
    <Field label={label} side={side} hint={hint} error={error} className={className}>
      {(control) => (
        <textarea
          rows={2}
          data-autofocus={area.autoFocus || undefined}
          {...area}
          {...control}
          className={cx(control.className, styles.area)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

const LazySelectControl = lazy(() => import('./SelectControl.tsx'))

/** One of a list; long lists can be searched by typing. `empty` is what stands there before a choice. */
export function SelectField({
  label,
  side,
  hint,
  error,
  locked,
  big,
  className,
  value,
  onChange,
  options,
  empty,
  clearable = false,
  autoFocus = false,
}: FieldFrame & {
  value: string | null
  onChange: (value: string | null) => void
  options: readonly { key: string; name: string }[]
  empty?: string
  clearable?: boolean
  autoFocus?: boolean
}) {
  const { t } = useTranslation()
  if (locked !== undefined)
    return <LockedField label={label} side={side} locked={locked} value={options.find(({ key }) => key === value)?.name ?? ''} />
  return (
    <Field label={label} side={side} hint={hint} error={error} big={big} className={className}>
      {(control) => (
        <Suspense
          fallback={
            <div className={cx(control.className, styles.coming)}>
              {options.find(({ key }) => key === value)?.name ?? empty ?? t('ui.choose')}
              <Icon name="down" />
            </div>
          }
        >
          <LazySelectControl
            {...control}
            value={value}
            onChange={onChange}
            options={options}
            empty={empty}
            clearable={clearable}
            autoFocus={autoFocus}
          />
        </Suspense>
      )}
    </Field>
  )
}

/** A sum of money: typed as people write it, kept in minor units. `null` when empty or unreadable; see `toUnreadable`. */
export function MoneyField({
  value,
  onChange,
  currency,
  label,
  side,
  hint,
  error,
  locked,
  big,
  className,
  autoFocus,
  onBlur,
}: FieldFrame & {
  value: Money | null
  onChange: (value: Money | null) => void
  currency: string
  autoFocus?: boolean
  onBlur?: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const [typed, setTyped] = useState<string>()
  const digits = format.fractionDigits(currency)
  const money = value === null ? '' : plainSum(value.amount, digits, format.locale)
  if (locked !== undefined)
    return <LockedField label={label} side={side} locked={locked} value={value === null ? '—' : format.money(value)} />
  const unreadable = typed === undefined ? undefined : whyNotMoney(typed, digits)
  return (
    <TextField
      label={label}
      side={side ?? currency}
      hint={hint}
      error={unreadable ? t(`ui.${unreadable}`) : error}
      data-unreadable={unreadable ? true : undefined}
      big={big}
      className={className}
      autoFocus={autoFocus}
      inputMode="decimal"
      value={typed ?? money}
      onChange={(text) => {
        setTyped(text)
        const amount = moneyOf(text, digits)
        onChange(amount === undefined ? null : { amount, currency })
      }}
      onBlur={() => {
        if (!unreadable) setTyped(undefined)
        onBlur?.()
      }}
    />
  )
}

/** A tick box with its words. */
export function Check({ checked, onChange, children }: { checked: boolean; onChange: (checked: boolean) => void; children: ReactNode }) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  )
}

const LazyDateControl = lazy(() => import('./DateControl.tsx'))

/** A day, or a day with an hour (`withTime`), in the time zone of the company; the value is an instant (ISO) or a day `2026-11-26`. */
export function DateField({
  label,
  side,
  hint,
  error,
  locked,
  className,
  ...date
}: FieldFrame & {
  value: string | null
  onChange: (value: string | null) => void
  withTime?: boolean
  usualTime?: string
  earliest?: string
  autoFocus?: boolean
}) {
  const format = useFormat()
  if (locked !== undefined)
    return <LockedField label={label} side={side} locked={locked} value={date.value ? format.date(date.value) : '—'} />
  return (
    <Field label={label} side={side} hint={hint} error={error} className={className}>
      {(control) => (
        <Suspense fallback={<div className={control.className} />}>
          <LazyDateControl {...control} {...date} />
        </Suspense>
      )}
    </Field>
  )
}
