import { useQuery } from '@tanstack/react-query'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { taskKindsQuery } from '../../../api/queries.ts'
import { Choice } from '../../../ui/Choice.tsx'
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

/** The kind of a task as a row of words. */
export function KindChoice({
  value,
  onChange,
  look = 'wrapped',
}: {
  value: string | undefined
  onChange: (kind: string) => void
  look?: 'wrapped' | 'line'
}) {
  const { t } = useTranslation()
  const { data } = useQuery(taskKindsQuery)
  const kinds = (data ?? []).filter(({ byHand }) => byHand)
  return (
    <Choice
      look={look}
      label={t('deal.task.kind')}
      options={kinds.map(({ key, name }) => ({ key, name, icon: kindIcon(key) }))}
      value={value ?? kinds[0]?.key ?? 'none'}
      onChange={onChange}
    />
  )
}
