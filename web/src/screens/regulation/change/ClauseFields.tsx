import { useTranslation } from 'react-i18next'
import type { Clause, Mode } from '@reglament/contract'
import { Choice } from '../../../talks/Choice.tsx'
import { Check, TextField } from '../../../ui/inputs.tsx'
import { paramsOf, withChange, type Changes, type Value } from './draft.ts'
import { useParamName } from './useParamName.ts'
import styles from './Change.module.css'

const modes = ['off', 'observe', 'warn', 'enforce'] as const satisfies readonly Mode[]

/** The mode and the plain values of one clause, to be changed. */
export function ClauseFields({ clause, changes, onChange }: { clause: Clause; changes: Changes; onChange: (changes: Changes) => void }) {
  const { t } = useTranslation()
  const change = changes[clause.key]
  const set = (key: string) => (value: Value) => onChange(withChange(changes, clause, { params: { [key]: value } }))
  const nameOf = useParamName()
  return (
    <div className={styles.fields} data-changed={change !== undefined || undefined}>
      <Choice
        label={t('drafts.mode')}
        options={modes.map((key) => ({ key, name: t(`regulation.mode.${key}`) }))}
        value={change?.mode ?? clause.mode}
        onChange={(mode) => onChange(withChange(changes, clause, { mode }))}
      />
      <div className={styles.params}>
        {paramsOf(clause).map(([key, inForce]) => (
          <Param key={key} label={nameOf(key)} inForce={inForce} value={change?.params?.[key] ?? inForce} onChange={set(key)} />
        ))}
      </div>
      {change && (
        <button
          type="button"
          className="link sm"
          onClick={() => onChange(Object.fromEntries(Object.entries(changes).filter(([key]) => key !== clause.key)))}
        >
          {t('drafts.undo')}
        </button>
      )}
    </div>
  )
}

/** A value as it is typed; a number that is none yet is kept as it was written and judged by the server. */
function Param({ label, inForce, value, onChange }: { label: string; inForce: Value; value: Value; onChange: (value: Value) => void }) {
  const { t } = useTranslation()
  if (typeof inForce === 'boolean')
    return (
      <Check checked={value === true} onChange={onChange}>
        {label}
      </Check>
    )
  if (Array.isArray(inForce))
    return (
      <TextField
        label={label}
        side={t('drafts.list')}
        value={Array.isArray(value) ? value.join(', ') : String(value)}
        onChange={(text) => onChange(text.split(',').map((one, i) => (i === 0 ? one.trimStart() : one.replace(/^ /, ''))))}
      />
    )
  return (
    <TextField
      label={label}
      inputMode={typeof inForce === 'number' ? 'numeric' : 'text'}
      value={String(value)}
      onChange={(text) => onChange(typeof inForce === 'number' && /^\d+$/.test(text) ? Number(text) : text)}
    />
  )
}
