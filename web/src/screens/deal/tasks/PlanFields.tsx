import { useQuery } from '@tanstack/react-query'
import { useRef, type KeyboardEvent, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { taskKindsQuery } from '../../../api/queries.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { SelectField, TextArea } from '../../../ui/inputs.tsx'
import { DueField } from './DueField.tsx'
import type { Planned } from './draft.ts'
import { kindIcon } from './kindIcon.ts'
import { usePeople } from './usePeople.ts'
import styles from './Tasks.module.css'

/** What, of what kind, until when and by whom: the fields of a task that is being planned. */
export function PlanFields({
  plan,
  onChange,
  errors = {},
  autoFocus,
  textRef,
}: {
  plan: Planned
  onChange: (plan: Planned) => void
  errors?: { text?: string | undefined; dueAt?: string | undefined; assigneeId?: string | undefined }
  autoFocus?: boolean
  textRef?: Ref<HTMLTextAreaElement>
}) {
  const { t } = useTranslation()
  const people = usePeople()
  return (
    <div className={styles.plan}>
      <KindChoice value={plan.kind} onChange={(kind) => onChange({ ...plan, kind })} />
      <TextArea
        label={t('deal.task.text')}
        placeholder={t('deal.task.placeholder')}
        value={plan.text}
        onChange={(text) => onChange({ ...plan, text })}
        error={errors.text}
        maxLength={1000}
        autoFocus={autoFocus}
        ref={textRef}
      />
      <DueField value={plan.dueAt} onChange={(dueAt) => onChange({ ...plan, dueAt })} error={errors.dueAt} />
      {people.length > 1 && (
        <SelectField
          label={t('deal.task.assignee')}
          options={people}
          value={plan.assigneeId ?? null}
          onChange={(assigneeId) => onChange({ ...plan, assigneeId: assigneeId ?? undefined })}
          error={errors.assigneeId}
        />
      )}
    </div>
  )
}

/** The kind of a task as a row of words; arrows walk along it. */
export function KindChoice({ value, onChange }: { value: string | undefined; onChange: (kind: string) => void }) {
  const { t } = useTranslation()
  const { data } = useQuery(taskKindsQuery)
  const row = useRef<HTMLDivElement>(null)
  const kinds = (data ?? []).filter(({ byHand }) => byHand)
  const chosen = value ?? kinds[0]?.key
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const at = kinds.findIndex(({ key }) => key === chosen)
    const next = (at + step + kinds.length) % kinds.length
    const kind = kinds[next]
    if (!kind) return
    onChange(kind.key)
    row.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div ref={row} className={styles.kinds} role="radiogroup" aria-label={t('deal.task.kind')} onKeyDown={walk}>
      {kinds.map(({ key, name }) => (
        <button
          key={key}
          type="button"
          role="radio"
          aria-checked={key === chosen}
          tabIndex={key === chosen ? 0 : -1}
          onClick={() => onChange(key)}
        >
          <Icon name={kindIcon(key)} size={14} />
          {name}
        </button>
      ))}
    </div>
  )
}
