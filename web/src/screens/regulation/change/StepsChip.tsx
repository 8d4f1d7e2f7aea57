import '../../../ui/sheets/popover.ts'
import { Popover } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mode, ModeStep } from '@reglament/contract'
import { Button } from '../../../ui/Button.tsx'
import { DateField } from '../../../ui/inputs.tsx'
import type { Change } from './draft.ts'
import styles from './Change.module.css'

/** A clause that comes in steps: counted now, asked of from one day, refused from another (A12). */
export function StepsChip({
  mode,
  steps,
  asked,
  onChange,
}: {
  mode: Mode
  steps: readonly ModeStep[]
  /** Something else has to be answered first: the form closes. */
  asked: boolean
  onChange: (steps: ModeStep[] | null, seen: Change) => void
}) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const dateOf = (mode: ModeStep['mode']) => steps.find((step) => step.mode === mode)?.at ?? null
  const [seen, setSeen] = useState<Change>({})
  const [warn, setWarn] = useState<string | null>(null)
  const [enforce, setEnforce] = useState<string | null>(null)
  if (asked && open) setOpen(false)
  const toggle = (next: boolean) => {
    if (next) {
      setSeen({ mode, from: [...steps] })
      setWarn(dateOf('warn'))
      setEnforce(dateOf('enforce'))
    }
    setOpen(next)
  }
  const put = () => {
    const next = [...(warn ? [{ mode: 'warn' as const, at: warn }] : []), ...(enforce ? [{ mode: 'enforce' as const, at: enforce }] : [])]
    onChange(next.length > 0 ? next : null, seen)
    setOpen(false)
  }
  return (
    <Popover
      opened={open}
      onChange={toggle}
      trapFocus
      returnFocus
      withRoles
      position="bottom-start"
      offset={6}
      width={300}
      shadow="none"
      transitionProps={{ duration: 90 }}
      classNames={{ dropdown: styles.popover }}
      closeOnClickOutside={false}
    >
      <Popover.Target>
        <button type="button" className="link" onClick={() => toggle(!open)}>
          {t('drafts.inSteps')}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('drafts.inSteps')}>
        <div className={styles.editor}>
          <p className="t2">{t('drafts.stepsLead')}</p>
          <DateField label={t('drafts.warnFrom')} value={warn} onChange={setWarn} withTime />
          <DateField label={t('drafts.enforceFrom')} value={enforce} onChange={setEnforce} withTime />
          <div className="row">
            <Button size="s" onPress={put}>
              {t('ui.done')}
            </Button>
            <Button size="s" kind="quiet" onPress={() => setOpen(false)}>
              {t('ui.cancel')}
            </Button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
