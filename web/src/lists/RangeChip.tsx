import '../ui/sheets/popover.ts'
import { Popover } from '@mantine/core'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { DateField, MoneyField, TextField } from '../ui/inputs.tsx'
import { useFormat } from '../words/format.tsx'
import chip from '../ui/FilterChip.module.css'
import styles from './Lists.module.css'

function PopoverChip({
  label,
  said,
  isOn,
  startsOpen,
  children,
}: {
  label: string
  said: string
  isOn: boolean
  startsOpen: boolean
  children: (close: () => void) => ReactNode
}) {
  const [opened, setOpened] = useState(startsOpen)
  const id = useId()
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      offset={4}
      shadow="none"
      width={300}
      trapFocus
      withinPortal
      id={id}
    >
      <Popover.Target>
        <button type="button" className={chip.chip} data-on={isOn || undefined} onClick={() => setOpened(!opened)}>
          {label}: <b>{said}</b>
          <Icon name="down" size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.popover} aria-label={label}>
        {children(() => setOpened(false))}
      </Popover.Dropdown>
    </Popover>
  )
}

const past = ['today', 'yesterday', 'this-week', 'last-7-days', 'this-month', 'last-30-days'] as const
const coming = ['today', 'tomorrow', 'this-week', 'next-week', 'this-month'] as const
const names = [...new Set([...past, ...coming])]
const nameOf = (value: string | undefined) => names.find((name) => name === value)

/** A span of days: by name, or from a day until a day. */
export function SpanChip({
  label,
  value,
  ahead = false,
  byDay = false,
  startsOpen = false,
  onChange,
}: {
  label: string
  value: string | undefined
  /** Of what lies ahead: the spans that are offered. */
  ahead?: boolean
  /** Only days are understood here, no named spans. */
  byDay?: boolean
  startsOpen?: boolean
  onChange: (value: string | undefined) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = nameOf(value)
  const [from = '', until = ''] = name === undefined ? (value ?? '').split('..') : []
  const day = (date: string) => format.date(`${date}T12:00:00Z`)
  const said =
    value === undefined
      ? t('lists.any')
      : name !== undefined
        ? t(`lists.span.${name}`)
        : from && until
          ? `${day(from)} – ${day(until)}`
          : from
            ? t('lists.from', { value: day(from) })
            : t('lists.until', { value: day(until) })
  const set = (start: string, end: string) => onChange(start === '' && end === '' ? undefined : `${start}..${end}`)
  return (
    <PopoverChip label={label} said={said} isOn={value !== undefined} startsOpen={startsOpen}>
      {(close) => (
        <>
          <div className={styles.spans} role="group" aria-label={label}>
            {(byDay ? [] : ahead ? coming : past).map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={one === name}
                onClick={() => {
                  onChange(one === name ? undefined : one)
                  close()
                }}
              >
                {t(`lists.span.${one}`)}
              </button>
            ))}
          </div>
          <div className={styles.two}>
            <DateField label={t('lists.fromLabel')} value={from || null} onChange={(next) => set(next ?? '', until)} />
            <DateField label={t('lists.untilLabel')} value={until || null} onChange={(next) => set(from, next ?? '')} />
          </div>
          {value !== undefined && (
            <Button
              size="s"
              kind="quiet"
              icon="x"
              onPress={() => {
                onChange(undefined)
                close()
              }}
            >
              {t('lists.remove')}
            </Button>
          )}
        </>
      )}
    </PopoverChip>
  )
}

/** Bounds of a budget, in minor units: `100000..500000`. */
export function BudgetChip({
  value,
  currency,
  startsOpen = false,
  onChange,
}: {
  value: string | undefined
  currency: string
  startsOpen?: boolean
  onChange: (value: string | undefined) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const [from, until] = (value ?? '..').split('..').map((end) => (end === '' ? null : { amount: Number(end), currency }))
  const said =
    from && until
      ? `${format.money(from)} – ${format.money(until)}`
      : from
        ? t('lists.from', { value: format.money(from) })
        : until
          ? t('lists.until', { value: format.money(until) })
          : t('lists.any')
  const set = (start: number | undefined, end: number | undefined) =>
    onChange(start === undefined && end === undefined ? undefined : `${start ?? ''}..${end ?? ''}`)
  return (
    <PopoverChip label={t('lists.budget')} said={said} isOn={value !== undefined} startsOpen={startsOpen}>
      {() => (
        <div className={styles.two}>
          <MoneyField
            label={t('lists.fromLabel')}
            currency={currency}
            value={from ?? null}
            onChange={(money) => set(money?.amount, until?.amount)}
          />
          <MoneyField
            label={t('lists.untilLabel')}
            currency={currency}
            value={until ?? null}
            onChange={(money) => set(from?.amount, money?.amount)}
          />
        </div>
      )}
    </PopoverChip>
  )
}

/** Bounds of a number, also of a sum of the company's own: `100..500`. */
export function NumberChip({
  label,
  value,
  startsOpen = false,
  onChange,
}: {
  label: string
  value: string | undefined
  startsOpen?: boolean
  onChange: (value: string | undefined) => void
}) {
  const { t } = useTranslation()
  const [from = '', until = ''] = (value ?? '..').split('..')
  const said = from && until ? `${from} – ${until}` : from ? t('lists.from', { value: from }) : until ? t('lists.until', { value: until }) : t('lists.any') // prettier-ignore
  const tidied = (typed: string) => typed.replaceAll(/[^\d.,-]/g, '').replace(',', '.')
  const set = (start: string, end: string) => onChange(start === '' && end === '' ? undefined : `${tidied(start)}..${tidied(end)}`)
  return (
    <PopoverChip label={label} said={said} isOn={value !== undefined} startsOpen={startsOpen}>
      {() => (
        <div className={styles.two}>
          <TextField label={t('lists.fromLabel')} value={from} onChange={(next) => set(next, until)} inputMode="decimal" maxLength={20} />
          <TextField label={t('lists.untilLabel')} value={until} onChange={(next) => set(from, next)} inputMode="decimal" maxLength={20} />
        </div>
      )}
    </PopoverChip>
  )
}

/** The value of a field that is written freely: the same text, whatever its case; or that there is none. */
export function TextChip({
  label,
  values,
  startsOpen = false,
  onChange,
}: {
  label: string
  values: readonly string[]
  startsOpen?: boolean
  onChange: (values: string[]) => void
}) {
  const { t } = useTranslation()
  const [text = ''] = values
  const isEmpty = values.includes('')
  const [typed, setTyped] = useState(text)
  const said = values.length === 0 ? t('lists.anyIt') : isEmpty ? t('lists.notFilled') : values.join(', ')
  return (
    <PopoverChip label={label} said={said} isOn={values.length > 0} startsOpen={startsOpen}>
      {(close) => (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault()
            onChange(typed.trim() === '' ? [] : [typed.trim()])
            close()
          }}
        >
          <TextField label={label} hint={t('lists.wholeValue')} value={typed} onChange={setTyped} maxLength={200} autoFocus />
          <div className="row">
            <Button size="s" type="submit">
              {t('lists.show')}
            </Button>
            <Button
              size="s"
              kind="quiet"
              aria-pressed={isEmpty}
              onPress={() => {
                setTyped('')
                onChange(isEmpty ? [] : [''])
                close()
              }}
            >
              {t('lists.notFilled')}
            </Button>
          </div>
        </form>
      )}
    </PopoverChip>
  )
}
