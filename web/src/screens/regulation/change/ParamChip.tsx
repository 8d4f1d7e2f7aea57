import '../../../ui/sheets/popover.ts'
import { Popover } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ParamInput } from '@reglament/contract'
import { Button } from '../../../ui/Button.tsx'
import { cx } from '../../../ui/cx.ts'
import type { PlacedFault } from './draft.ts'
import { ParamEditor } from './ParamEditor.tsx'
import { PeopleEditor } from './PeopleEditor.tsx'
import styles from './Change.module.css'

/** A value inside a sentence that can be pressed; what it was stands struck out before it. */
export function ParamChip({
  text,
  was,
  input,
  value,
  params,
  faults,
  asked,
  onChange,
}: {
  text: string
  /** What it says in force, where the draft says something else. */
  was?: string | undefined
  input: ParamInput
  value: unknown
  /** All parameters of the clause as the draft has them. */
  params: Record<string, unknown>
  /** What is wrong with this one, with the places under it. */
  faults: readonly PlacedFault[]
  /** Something else has to be answered first: the editor closes. */
  asked: boolean
  /** `seen`: the value that stood there when he began. */
  onChange: (value: unknown, seen: unknown) => void
}) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  // The editor goes on from what it was opened with, whatever a colleague writes meanwhile.
  const [held, setHeld] = useState(value)
  if (asked && open) setOpen(false)
  const toggle = (next: boolean) => {
    if (next) setHeld(value)
    setOpen(next)
  }
  const change = (next: unknown) => {
    onChange(next, held)
    setHeld(next)
  }
  const fault = faults[0]?.message
  const isPeople = input.type === 'people'
  return (
    <>
      {was !== undefined && <s>{was}</s>}
      {was !== undefined && ' '}
      <Popover
        opened={open}
        onChange={toggle}
        trapFocus
        returnFocus
        withRoles
        position="bottom-start"
        offset={6}
        width={isPeople ? 400 : 280}
        shadow="none"
        transitionProps={{ duration: 90 }}
        classNames={{ dropdown: styles.popover }}
      >
        <Popover.Target>
          <button
            type="button"
            className={cx(styles.chip, was !== undefined && styles.edited, fault !== undefined && styles.wrong)}
            data-hint={input.name}
            aria-label={`${input.name}: ${text}`}
            aria-invalid={fault !== undefined || undefined}
            onClick={() => toggle(!open)}
          >
            {text}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={input.name}>
          <div className={styles.editor}>
            {(input.type === 'term' ||
              input.type === 'terms' ||
              input.type === 'stages' ||
              input.type === 'fields' ||
              input.type === 'choice' ||
              isPeople ||
              input.type === 'roles') && <p className={styles.name}>{input.name}</p>}
            {isPeople ? (
              <PeopleEditor input={input} value={held} params={params} faults={faults} onChange={change} />
            ) : (
              <ParamEditor input={input} value={held} onChange={change} />
            )}
            {fault !== undefined && !isPeople && (
              <p className="is-broken sm" role="alert">
                {fault}
              </p>
            )}
            <div className="row">
              <Button size="s" onPress={() => setOpen(false)}>
                {t('ui.done')}
              </Button>
            </div>
          </div>
        </Popover.Dropdown>
      </Popover>
    </>
  )
}
