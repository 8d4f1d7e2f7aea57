import '../../ui/sheets/popover.ts'
import { Popover } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@reglament/contract'
import { IconButton } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Check } from '../../ui/inputs.tsx'
import chip from '../../ui/FilterChip.module.css'
import lists from '../../lists/Lists.module.css'
import { allColumns, moved, type ColumnKey } from './columns.ts'
import { useColumnNames } from './useColumnNames.ts'
import styles from './Table.module.css'

/** Which columns are shown, and in which order. */
export function ColumnsMenu({
  chosen,
  fields,
  onChange,
}: {
  chosen: readonly ColumnKey[]
  fields: readonly Field[]
  onChange: (columns: ColumnKey[]) => void
}) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const nameOf = useColumnNames(fields)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" offset={4} shadow="none" width={300} trapFocus withinPortal>
      <Popover.Target>
        <button
          type="button"
          className={chip.chip}
          aria-label={`${t('lists.tableOf.columns')}: ${chosen.length}`}
          onClick={() => setOpened(!opened)}
        >
          <Icon name="menu" size={14} className="only-s" />
          <span className="hide-s">{t('lists.tableOf.columns')}:</span> <b>{chosen.length}</b>
          <Icon name="down" size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={lists.popover} aria-label={t('lists.tableOf.columns')}>
        <ul className={styles.choice}>
          {allColumns(chosen, fields).map((key) => {
            const at = chosen.indexOf(key)
            const name = nameOf(key)
            return (
              <li key={key}>
                <Check
                  checked={at !== -1}
                  onChange={(on) => onChange(on ? [...chosen, key] : chosen.filter((one) => one !== key || one === 'title'))}
                >
                  {name}
                </Check>
                {at > 0 && (
                  <IconButton
                    size="s"
                    icon="hand"
                    label={t('lists.tableOf.up', { column: name })}
                    onPress={() => onChange(moved(chosen, key, -1))}
                  />
                )}
                {at !== -1 && at < chosen.length - 1 && (
                  <IconButton
                    size="s"
                    icon="down"
                    label={t('lists.tableOf.down', { column: name })}
                    onPress={() => onChange(moved(chosen, key, 1))}
                  />
                )}
              </li>
            )
          })}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}
