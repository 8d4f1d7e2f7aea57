import './sheets/combobox.ts'
import { Combobox, useCombobox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './Icon.tsx'
import styles from './FilterChip.module.css'

/** A filter as a chip: «Воронка: Продажи». Opens a list; a long one can be searched. `null` stands for no filter. */
export function FilterChip({
  label,
  value,
  options,
  empty,
  onChange,
}: {
  label: string
  value: string | null
  options: readonly { key: string; name: string }[]
  /** The words for no filter; without them one must always be chosen. */
  empty?: string
  onChange: (value: string | null) => void
}) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const long = options.length > 7
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      setSearch('')
    },
    onDropdownOpen: () => long && combobox.focusSearchInput(),
  })
  const chosen = options.find(({ key }) => key === value)
  const shown = options.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <Combobox
      store={combobox}
      width={240}
      position="bottom-start"
      offset={4}
      shadow="none"
      transitionProps={{ duration: 90 }}
      onOptionSubmit={(key) => {
        onChange(key === '' ? null : key)
        combobox.closeDropdown()
      }}
    >
      <Combobox.Target targetType="button">
        <button
          type="button"
          className={styles.chip}
          data-on={(empty !== undefined && value !== null) || undefined}
          onClick={() => combobox.toggleDropdown()}
        >
          {label}: <b>{chosen?.name ?? empty ?? value}</b>
          <Icon name="down" size={12} />
        </button>
      </Combobox.Target>
      <Combobox.Dropdown className={styles.dropdown}>
        {long && (
          <Combobox.Search
            className={styles.search}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            placeholder={label}
            aria-label={label}
          />
        )}
        <Combobox.Options className={styles.options}>
          {empty !== undefined && search === '' && (
            <Combobox.Option value="" className={styles.option} active={value === null}>
              {empty}
            </Combobox.Option>
          )}
          {shown.map(({ key, name }) => (
            <Combobox.Option key={key} value={key} className={styles.option} active={key === value}>
              {name}
            </Combobox.Option>
          ))}
          {shown.length === 0 && <Combobox.Empty>{t('ui.nothingFound')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** A filter with several values: «Источник: Поиск, Холодный»; any of them. An empty choice is no filter. */
export function MultiChip({
  label,
  values,
  options,
  empty,
  onChange,
  startsOpen = false,
}: {
  label: string
  values: readonly string[]
  options: readonly { key: string; name: string }[]
  empty: string
  onChange: (values: string[]) => void
  /** Just added: the list is open at once. */
  startsOpen?: boolean
}) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const long = options.length > 7
  const combobox = useCombobox({
    defaultOpened: startsOpen,
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      setSearch('')
    },
    onDropdownOpen: () => long && combobox.focusSearchInput(),
  })
  const names = values.map((value) => options.find(({ key }) => key === value)?.name ?? value)
  const said =
    names.length === 0
      ? empty
      : names.length <= 2
        ? names.join(', ')
        : t('lists.several', { first: names[0] ?? '', count: names.length - 1 })
  const shown = options.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
  const toggle = (key: string) => onChange(values.includes(key) ? values.filter((one) => one !== key) : [...values, key])
  return (
    <Combobox
      store={combobox}
      width={260}
      position="bottom-start"
      offset={4}
      shadow="none"
      transitionProps={{ duration: 90 }}
      onOptionSubmit={(key) => (key === '' ? (onChange([]), combobox.closeDropdown()) : toggle(key))}
    >
      <Combobox.Target targetType="button">
        <button type="button" className={styles.chip} data-on={values.length > 0 || undefined} onClick={() => combobox.toggleDropdown()}>
          {label}: <b>{said}</b>
          <Icon name="down" size={12} />
        </button>
      </Combobox.Target>
      <Combobox.Dropdown className={styles.dropdown}>
        {long && (
          <Combobox.Search
            className={styles.search}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            placeholder={label}
            aria-label={label}
          />
        )}
        <Combobox.Options className={styles.options} aria-label={label}>
          {search === '' && (
            <Combobox.Option value="" className={styles.option} active={values.length === 0}>
              {empty}
            </Combobox.Option>
          )}
          {shown.map(({ key, name }) => (
            <Combobox.Option
              key={key}
              value={key}
              className={styles.option}
              active={values.includes(key)}
              aria-selected={values.includes(key)}
            >
              <span className={styles.tick} aria-hidden="true">
                {values.includes(key) && <Icon name="check" size={14} />}
              </span>
              {name}
            </Combobox.Option>
          ))}
          {shown.length === 0 && <Combobox.Empty>{t('ui.nothingFound')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
