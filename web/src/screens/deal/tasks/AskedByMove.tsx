import { useTranslation } from 'react-i18next'
import type { Deal, FieldValue, Following, PossibleAct } from '@reglament/contract'
import { FieldInput } from '../../../fields/FieldInput.tsx'
import { AfterMove } from '../../../moves/AfterMove.tsx'
import type { Given } from '../../../moves/given.ts'
import { Check, MoneyField, SelectField, TextArea } from '../../../ui/inputs.tsx'
import type { Lacks } from '../../../verdict/lacks.ts'
import { useCurrency } from '../useCurrency.ts'
import { useFields, usePipeline } from '../usePipeline.ts'
import styles from './Tasks.module.css'

/** A move that goes with the completion of a task: where to, and all that it asks for. */
export function AskedByMove({
  deal,
  moves,
  to,
  onTo,
  lacks,
  followings,
  given,
  onGiven,
}: {
  deal: Deal
  moves: readonly PossibleAct[]
  to: string | undefined
  onTo: (to: string) => void
  lacks: Lacks
  followings: readonly Following[]
  given: Given
  onGiven: (change: Partial<Given>) => void
}) {
  const { t } = useTranslation()
  const { stageName } = usePipeline(deal.pipeline)
  const fields = useFields()
  const currency = useCurrency(deal)
  const forwardFirst = moves.toSorted((one, other) => Number(one.direction === 'back') - Number(other.direction === 'back'))
  const options = forwardFirst.flatMap(({ to: key, direction }) =>
    key === undefined ? [] : [{ key, name: direction === 'back' ? t('deal.done.backTo', { stage: stageName(key) }) : stageName(key) }],
  )
  const noteLength = (given.note ?? '').trim().length
  const setField = (key: string) => (value: FieldValue) => onGiven({ fields: { ...given.fields, [key]: value } })
  return (
    <div className={styles.plan}>
      <SelectField label={t('deal.done.toStage')} options={options} value={to ?? null} onChange={(key) => key !== null && onTo(key)} />
      {lacks.fields.map((key) => {
        const field = fields.get(key)
        return field && <FieldInput key={key} field={field} value={given.fields[key]} onChange={setField(key)} currency={currency} />
      })}
      {lacks.budget && (
        <MoneyField
          label={fields.get('budget')?.name ?? t('move.budget')}
          value={given.budget}
          onChange={(budget) => onGiven({ budget })}
          currency={currency}
        />
      )}
      {lacks.note && (
        <TextArea
          label={fields.get('note')?.name ?? t('move.note')}
          hint={noteLength < lacks.note.needed ? t('move.noteNeed', { count: lacks.note.needed }) : undefined}
          value={given.note ?? ''}
          onChange={(note) => onGiven({ note })}
          rows={3}
          maxLength={20_000}
        />
      )}
      {lacks.reason && (
        <TextArea
          label={t('move.reason')}
          hint={t('move.reasonHint')}
          value={given.reason}
          onChange={(reason) => onGiven({ reason })}
          maxLength={2000}
        />
      )}
      <AfterMove key={to ?? ''} followings={followings} asks={false} task={given.task} onTask={(task) => onGiven({ task })} />
      {lacks.confirmation && (
        <Check checked={given.confirmed} onChange={(confirmed) => onGiven({ confirmed })}>
          {t('move.anyway')}
        </Check>
      )}
    </div>
  )
}
