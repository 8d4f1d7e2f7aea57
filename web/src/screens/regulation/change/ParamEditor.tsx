import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ParamInput, Role } from '@reglament/contract'
import { fieldsQuery, pipelinesQuery } from '../../../api/queries.ts'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { Check, TextField } from '../../../ui/inputs.tsx'
import { TermPicker } from './TermPicker.tsx'
import styles from './Change.module.css'

type EditorProps = { input: ParamInput; value: unknown; onChange: (value: unknown) => void }

const roles = ['manager', 'trainee', 'head', 'quality-controller', 'account-manager', 'owner', 'admin'] as const satisfies readonly Role[]
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])

/** The input that fits a parameter, by its type alone: no clause has a form of its own. */
export function ParamEditor(props: EditorProps) {
  const { t } = useTranslation()
  const { input, value, onChange } = props
  const { type, name, units = [] } = input
  if (type === 'term') return <TermPicker autoFocus label={name} value={String(value)} allowed={units} onChange={onChange} />
  if (type === 'terms') return <Terms {...props} />
  if (type === 'integer' && input.optional)
    return (
      <div className={styles.list}>
        <Check checked={value === null} onChange={(off) => onChange(off ? null : (input.min ?? 1))}>
          {t('drafts.unlimited')}
        </Check>
        {value !== null && <Whole {...props} />}
      </div>
    )
  if (type === 'integer') return <Whole {...props} />
  if (type === 'boolean')
    return (
      <Check checked={value === true} onChange={onChange}>
        {name}
      </Check>
    )
  if (type === 'choice')
    return (
      <select autoFocus className={styles.unit} aria-label={name} value={String(value)} onChange={(event) => onChange(event.target.value)}>
        {(input.options ?? []).map((option) => (
          <option key={option.key} value={option.key}>
            {option.name}
          </option>
        ))}
      </select>
    )
  if (type === 'stages') return <Stages {...props} />
  if (type === 'fields') return <Fields {...props} />
  if (type === 'roles') return <Roles {...props} />
  if (type === 'texts')
    return (
      <TextField
        label={name}
        value={textsOf(value).join(', ')}
        onChange={(text) =>
          onChange(
            text
              .split(',')
              .map((one) => one.trim())
              .filter(Boolean),
          )
        }
      />
    )
  return <TextField label={name} value={typeof value === 'string' ? value : ''} onChange={onChange} />
}

/** A whole number within its bounds; what is none yet stays as it was typed. */
function Whole({ input: { name, min, max }, value, onChange }: EditorProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(String(value))
  const isFine = /^\d{1,9}$/.test(typed) && (min === undefined || Number(typed) >= min) && (max === undefined || Number(typed) <= max)
  const bounds = min !== undefined && max !== undefined ? t('drafts.bounds', { min, max }) : undefined
  return (
    <TextField
      autoFocus
      label={name}
      inputMode="numeric"
      value={typed}
      hint={bounds}
      error={isFine ? undefined : (bounds ?? t('drafts.notWhole'))}
      onChange={(text) => {
        setTyped(text)
        if (/^\d{1,9}$/.test(text)) onChange(Number(text))
      }}
    />
  )
}

/** Several terms one after another. */
function Terms({ input: { name, units = [], min = 0, max = 20 }, value, onChange }: EditorProps) {
  const { t } = useTranslation()
  const terms = textsOf(value)
  const put = (i: number, term: string) => onChange(terms.map((one, j) => (i === j ? term : one)))
  return (
    <div className={styles.list} role="group" aria-label={name}>
      {terms.map((term, i) => (
        // Terms have no names of their own: a place is what they are.
        <div key={`${i} of ${terms.length}`} className={styles.line}>
          <TermPicker
            label={t('drafts.nth', { n: i + 1 })}
            autoFocus={i === 0}
            value={term}
            allowed={units}
            onChange={(next) => put(i, next)}
          />
          {terms.length > min && (
            <IconButton icon="x" label={t('drafts.without', { n: i + 1 })} onPress={() => onChange(terms.filter((_term, j) => i !== j))} />
          )}
        </div>
      ))}
      {terms.length < max && (
        <Button size="s" icon="plus" onPress={() => onChange([...terms, terms.at(-1) ?? `1 ${units[0] ?? 'wd'}`])}>
          {t('drafts.more')}
        </Button>
      )}
    </div>
  )
}

type Item = { key: string; name: string }

function Ticks({
  label,
  items,
  value,
  onChange,
}: {
  label: string
  items: readonly Item[]
  value: unknown
  onChange: (keys: string[]) => void
}) {
  const chosen = new Set(textsOf(value))
  return (
    <div className={styles.list} role="group" aria-label={label}>
      {items.map(({ key, name }) => (
        <Check
          key={key}
          checked={chosen.has(key)}
          onChange={(on) => onChange(items.map((item) => item.key).filter((one) => (one === key ? on : chosen.has(one))))}
        >
          {name}
        </Check>
      ))}
    </div>
  )
}

function Stages({ input: { name }, value, onChange }: EditorProps) {
  const { data = [] } = useQuery(pipelinesQuery)
  const items = new Map(data.flatMap(({ stages }) => stages.filter(({ kind }) => kind === 'open').map((stage) => [stage.key, stage])))
  return <Ticks label={name} items={[...items.values()]} value={value} onChange={onChange} />
}

function Fields({ input: { name }, value, onChange }: EditorProps) {
  const { data = [] } = useQuery(fieldsQuery)
  return <Ticks label={name} items={data} value={value} onChange={onChange} />
}

function Roles({ input: { name }, value, onChange }: EditorProps) {
  const { t } = useTranslation()
  return <Ticks label={name} items={roles.map((key) => ({ key, name: t(`role.${key}`) }))} value={value} onChange={onChange} />
}
