import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ParamInput } from '@reglament/contract'
import { fieldsQuery, membersQuery } from '../../../api/queries.ts'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { Check } from '../../../ui/inputs.tsx'
import { locale } from '../../../words/i18n.ts'
import { escaped, type PlacedFault } from './draft.ts'
import styles from './Change.module.css'

type Part = NonNullable<ParamInput['parts']>[number]
type Named = Record<string, unknown>
type PartProps = { part: Part; value: unknown; faults: readonly PlacedFault[]; onChange: (value: unknown) => void }

const asRecord = (value: unknown): Named => (typeof value === 'object' && value !== null ? (value as Named) : {})
const isEmpty = (value: unknown) => Object.keys(asRecord(value)).length === 0

/** Whom a clause names: ticks, or a small table from a source or a product to a member. Only the parts that matter now are asked. */
export function PeopleEditor({
  input,
  value,
  params,
  faults,
  onChange,
}: {
  input: ParamInput
  value: unknown
  /** The other parameters as the draft has them. */
  params: Named
  faults: readonly PlacedFault[]
  onChange: (value: unknown) => void
}) {
  const parts = (input.parts ?? []).filter(({ when }) => !when || when.values.includes(String(params[when.param])))
  const known = asRecord(value)
  const put = (key: string, next: unknown) => {
    const { [key]: _before, ...rest } = known
    const all = isEmpty(next) ? rest : { ...rest, [key]: next }
    onChange(Object.keys(all).length === 0 && input.value === null ? null : all)
  }
  return parts.map((part) => {
    const Editor = part.by === undefined ? Among : ByName
    return (
      <Editor
        key={part.key}
        part={part}
        value={known[part.key]}
        faults={faults.filter(({ path }) => path.includes(`/${input.key}/${part.key}/`))}
        onChange={(next) => put(part.key, next)}
      />
    )
  })
}

/** Members who work now and whose role is asked for; whoever is named already stays to be seen. */
function useMembers({ roles }: Part, named: readonly unknown[]) {
  const { data = [] } = useQuery(membersQuery)
  return data
    .filter(({ id, role, deactivatedAt }) => named.includes(id) || (deactivatedAt === null && (!roles || roles.includes(role))))
    .toSorted((one, other) => one.name.localeCompare(other.name))
}

function Among({ part, value, faults, onChange }: PartProps) {
  const { t } = useTranslation()
  const chosen = Array.isArray(value) ? value : []
  const members = useMembers(part, chosen)
  return (
    <div className={styles.list} role="group" aria-label={part.name}>
      <p className="muted sm">{t('drafts.amongHint')}</p>
      {members.map(({ id, name }) => {
        const fault = faults.find(({ path }) => path.endsWith(`/${chosen.indexOf(id)}`))
        return (
          <div key={id}>
            <Check
              checked={chosen.includes(id)}
              onChange={(on) => onChange(members.map((one) => one.id).filter((one) => (one === id ? on : chosen.includes(one))))}
            >
              {name}
            </Check>
            {fault && <p className="is-broken sm">{fault.message}</p>}
          </div>
        )
      })}
    </div>
  )
}

type Row = { id: number; name: string; memberId: string }

/** Lines keep their place while they are typed; one that lacks a side is not sent yet. */
function ByName({ part, value, faults, onChange }: PartProps) {
  const { t } = useTranslation()
  const id = useId()
  const { data: fields = [] } = useQuery(fieldsQuery)
  const options = (fields.find(({ key }) => key === part.by)?.options ?? []).map(({ key, name }) => ({
    key,
    name: typeof name === 'string' ? name : (name[locale()] ?? key),
  }))
  const keyOf = (text: string) => {
    const typed = text.trim().toLowerCase()
    return options.find((option) => option.name.toLowerCase() === typed)?.key ?? typed
  }
  const shown = (key: string) => options.find((option) => option.key === key)?.name ?? key
  const [rows, setRows] = useState<Row[]>(() => {
    const read = Object.entries(asRecord(value)).map(([name, memberId], i) => ({ id: i, name, memberId: String(memberId) }))
    return read.length > 0 ? read : [{ id: 0, name: '', memberId: '' }]
  })
  const members = useMembers(
    part,
    rows.map(({ memberId }) => memberId),
  )
  const put = (next: Row[]) => {
    setRows(next)
    onChange(
      Object.fromEntries(
        next.filter(({ name, memberId }) => keyOf(name) !== '' && memberId !== '').map((row) => [keyOf(row.name), row.memberId]),
      ),
    )
  }
  const set = (row: Row, change: Partial<Row>) => put(rows.map((one) => (one === row ? { ...row, ...change } : one)))
  const isAgain = (row: Row, i: number) => keyOf(row.name) !== '' && rows.findIndex((other) => keyOf(other.name) === keyOf(row.name)) < i
  const what = part.by === 'product' ? 'product' : 'source'
  return (
    <div className={styles.list} role="group" aria-label={part.name}>
      <p className="muted sm">{t(`drafts.by.${what}.hint`)}</p>
      {options.length > 0 && (
        <datalist id={id}>
          {options.map(({ key, name }) => (
            <option key={key} value={name} />
          ))}
        </datalist>
      )}
      {rows.map((row, i) => {
        const fault = isAgain(row, i)
          ? t('drafts.by.again')
          : faults.find(({ path }) => path.endsWith(`/${escaped(keyOf(row.name))}`))?.message
        return (
          <div key={row.id}>
            <div className={styles.pair}>
              <input
                className={styles.number}
                aria-label={t(`drafts.by.${what}.name`, { n: i + 1 })}
                placeholder={t(`drafts.by.${what}.example`)}
                list={options.length > 0 ? id : undefined}
                maxLength={200}
                aria-invalid={fault !== undefined || undefined}
                value={shown(row.name)}
                onChange={(event) => set(row, { name: event.target.value })}
              />
              <span aria-hidden="true">→</span>
              <select
                className={styles.unit}
                aria-label={t('drafts.by.member', { n: i + 1 })}
                value={row.memberId}
                onChange={(event) => set(row, { memberId: event.target.value })}
              >
                <option value="">{t('ui.choose')}</option>
                {members.map((member) => (
                  <option key={member.id} value={member.id}>
                    {member.name}
                  </option>
                ))}
              </select>
              <IconButton
                icon="x"
                size="s"
                label={t('drafts.by.remove', { n: i + 1 })}
                onPress={() => put(rows.filter((one) => one !== row))}
              />
            </div>
            {fault !== undefined && (
              <p className="is-broken sm" role="alert">
                {fault}
              </p>
            )}
          </div>
        )
      })}
      <div>
        <Button
          size="s"
          icon="plus"
          onPress={() => setRows([...rows, { id: Math.max(-1, ...rows.map((row) => row.id)) + 1, name: '', memberId: '' }])}
        >
          {t(`drafts.by.${what}.more`)}
        </Button>
      </div>
    </div>
  )
}
