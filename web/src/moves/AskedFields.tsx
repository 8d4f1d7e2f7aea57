import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Deal, FieldValue, Money } from '@reglament/contract'
import { fieldsQuery } from '../api/queries.ts'
import { FieldInput } from '../fields/FieldInput.tsx'
import { useMe } from '../shell/useMe.ts'
import { MoneyField, TextArea } from '../ui/inputs.tsx'
import type { Lacks } from '../verdict/lacks.ts'
import type { Given } from './given.ts'

/** Everything that a move asks for in its own form: fields of the card, budget, note, reason, and what came of each task of the stage. */
export function AskedFields({
  deal,
  lacks,
  given,
  onGiven,
  autoFocus = false,
}: {
  deal: Pick<Deal, 'budget' | 'note' | 'tasks'>
  lacks: Lacks
  given: Given
  onGiven: (change: Partial<Given>) => void
  /** The first of them takes the focus. */
  autoFocus?: boolean
}) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const { data: fields = [] } = useQuery(fieldsQuery)
  const currency = deal.budget?.currency ?? workspace.currency
  const fieldOf = (key: string) => fields.find((field) => field.key === key)
  const note = given.note ?? deal.note
  const noteLength = note.trim().length
  const first = [...lacks.fields, ...(lacks.budget ? ['budget'] : []), ...(lacks.note ? ['note'] : []), 'reason'][0]
  const setField = (key: string) => (value: FieldValue) => onGiven({ fields: { ...given.fields, [key]: value } })
  const asked = lacks.result ?? lacks.offered
  return (
    <>
      {lacks.fields.map((key) => {
        const field = fieldOf(key)
        return (
          field && (
            <FieldInput
              key={key}
              field={field}
              value={given.fields[key]}
              onChange={setField(key)}
              currency={currency}
              side={isFilled(given.fields[key]) ? <Filled /> : undefined}
              autoFocus={autoFocus && key === first}
            />
          )
        )
      })}
      {lacks.budget && (
        <MoneyField
          label={fieldOf('budget')?.name ?? t('move.budget')}
          value={given.budget}
          onChange={(budget) => onGiven({ budget })}
          currency={currency}
          autoFocus={autoFocus && first === 'budget'}
        />
      )}
      {lacks.note && (
        <TextArea
          label={fieldOf('note')?.name ?? t('move.note')}
          hint={noteLength < lacks.note.needed ? t('move.noteNeed', { count: lacks.note.needed }) : undefined}
          side={noteLength >= lacks.note.needed ? <Filled /> : `${noteLength} / ${lacks.note.needed}`}
          value={note}
          onChange={(text) => onGiven({ note: text })}
          rows={3}
          autoFocus={autoFocus && first === 'note'}
          maxLength={20_000}
        />
      )}
      {lacks.reason && (
        <TextArea
          label={t('move.reason')}
          hint={t('move.reasonHint')}
          value={given.reason}
          onChange={(reason) => onGiven({ reason })}
          autoFocus={autoFocus && first === 'reason'}
          maxLength={2000}
        />
      )}
      {asked?.tasks.map((id) => {
        const task = deal.tasks.find((one) => one.id === id)
        return (
          task && (
            <ResultField
              key={id}
              task={task.title}
              needed={asked.needed}
              optional={!lacks.result}
              value={given.results[id] ?? ''}
              onChange={(result) => onGiven({ results: { ...given.results, [id]: result } })}
            />
          )
        )
      })}
    </>
  )
}

/** What came of one task, by its name, and how much of it the regulation wants at least. */
export function ResultField({
  task,
  needed,
  optional = false,
  ...field
}: {
  task: string
  needed: number
  optional?: boolean
  value: string
  onChange: (result: string) => void
  error?: string | undefined
  autoFocus?: boolean
}) {
  const { t } = useTranslation()
  const length = field.value.trim().length
  const isShort = length < needed && !(optional && length === 0)
  return (
    <TextArea
      {...field}
      label={t('move.resultOf', { task })}
      placeholder={t('deal.done.resultPlaceholder')}
      side={length >= needed ? <Filled /> : optional ? t('move.optional') : undefined}
      hint={isShort && needed > 1 ? t('move.noteNeed', { count: needed }) : undefined}
      maxLength={4000}
    />
  )
}

const isFilled = (value: FieldValue | Money | undefined) => value !== undefined && value !== null && value !== ''

function Filled() {
  const { t } = useTranslation()
  return <span className="is-good">{t('ui.filled')}</span>
}
