import './sheets/combobox.ts'
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldStyles as styles, type ControlProps } from './Field.tsx'
import { Icon } from './Icon.tsx'

/** The list behind a `SelectField`; a chunk of its own, loaded when the first list is asked for. */
export default function SelectControl({
  className: look,
  value,
  onChange,
  options,
  empty,
  clearable,
  autoFocus,
  ...control
}: ControlProps & {
  value: string | null
  onChange: (value: string | null) => void
  options: readonly { key: string; name: string }[]
  empty: string | undefined
  clearable: boolean
  autoFocus: boolean
}) {
  const { t } = useTranslation()
  return (
    <Select
      {...control}
      data={options.map((option) => ({ value: option.key, label: option.name }))}
      value={value}
      onChange={onChange}
      placeholder={empty ?? t('ui.choose')}
      searchable={options.length > 7}
      nothingFoundMessage={t('ui.nothingFound')}
      clearable={clearable}
      allowDeselect={clearable}
      autoFocus={autoFocus}
      data-autofocus={autoFocus || undefined}
      rightSection={<Icon name="down" />}
      rightSectionPointerEvents="none"
      withCheckIcon={false}
      maxDropdownHeight={280}
      comboboxProps={{ transitionProps: { duration: 90, transition: 'fade' }, offset: 4, shadow: 'none' }}
      classNames={{ input: look, section: styles.chevron, dropdown: styles.dropdown, option: styles.option }}
    />
  )
}
