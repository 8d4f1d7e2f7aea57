import './sheets/combobox.ts'
import { Combobox, useCombobox } from '@mantine/core'
import { Field, type FieldFrame } from './Field.tsx'
import styles from './SearchField.module.css'

/** A field in which one types freely and may take something that is there already. */
export type SearchFieldProps<Item extends { id: string }> = FieldFrame & {
  text: string
  onText: (text: string) => void
  /** What matches the text. */
  found: readonly Item[]
  onChoose: (item: Item) => void
  /** How a match is said: its name, a mark beside it, a second line. */
  say: (item: Item) => { name: string; mark?: string | undefined; sub?: string | undefined }
  /** What stands above the matches: «Уже в базе». */
  foundTitle: string
  placeholder?: string
  maxLength?: number
  autoFocus?: boolean
  onLeave?: () => void
}

/** See `SearchFieldProps`. Arrows walk along the matches, Enter takes one; nothing is taken by itself. */
export function SearchField<Item extends { id: string }>({
  text,
  onText,
  found,
  onChoose,
  say,
  foundTitle,
  placeholder,
  maxLength,
  autoFocus,
  onLeave,
  ...frame
}: SearchFieldProps<Item>) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const some = found.length > 0
  return (
    <Field {...frame}>
      {(control) => (
        <Combobox
          store={combobox}
          onOptionSubmit={(id) => {
            const item = found.find((one) => one.id === id)
            if (item) onChoose(item)
            combobox.closeDropdown()
          }}
          offset={4}
          shadow="none"
          transitionProps={{ duration: 90, transition: 'fade' }}
        >
          <Combobox.Target>
            <input
              {...control}
              value={text}
              placeholder={placeholder}
              maxLength={maxLength}
              autoFocus={autoFocus}
              data-autofocus={autoFocus || undefined}
              onChange={(event) => {
                onText(event.target.value)
                combobox.openDropdown()
                combobox.resetSelectedOption()
              }}
              onFocus={() => some && combobox.openDropdown()}
              onBlur={() => {
                combobox.closeDropdown()
                onLeave?.()
              }}
            />
          </Combobox.Target>
          <Combobox.Dropdown hidden={!some}>
            <p className={styles.head}>{foundTitle}</p>
            <Combobox.Options className={styles.options}>
              {found.map((item) => (
                <Combobox.Option key={item.id} value={item.id} className={styles.option}>
                  <Match {...say(item)} />
                </Combobox.Option>
              ))}
            </Combobox.Options>
          </Combobox.Dropdown>
        </Combobox>
      )}
    </Field>
  )
}

function Match({ name, mark, sub }: { name: string; mark?: string | undefined; sub?: string | undefined }) {
  return (
    <>
      <b>{name}</b>
      {mark && <span className="muted sm"> · {mark}</span>}
      {sub && <span className={styles.sub}>{sub}</span>}
    </>
  )
}
