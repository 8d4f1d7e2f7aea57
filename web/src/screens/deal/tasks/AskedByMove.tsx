import { useTranslation } from 'react-i18next'
import type { Deal, Following, PossibleAct } from '@reglament/contract'
import { AfterMove } from '../../../moves/AfterMove.tsx'
import { AskedFields } from '../../../moves/AskedFields.tsx'
import type { Given } from '../../../moves/given.ts'
import { Check, SelectField } from '../../../ui/inputs.tsx'
import type { Lacks } from '../../../verdict/lacks.ts'
import { usePipeline } from '../usePipeline.ts'
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
  const forwardFirst = moves.toSorted((one, other) => Number(one.direction === 'back') - Number(other.direction === 'back'))
  const options = forwardFirst.flatMap(({ to: key, direction }) =>
    key === undefined ? [] : [{ key, name: direction === 'back' ? t('deal.done.backTo', { stage: stageName(key) }) : stageName(key) }],
  )
  return (
    <div className={styles.plan}>
      <SelectField label={t('deal.done.toStage')} options={options} value={to ?? null} onChange={(key) => key !== null && onTo(key)} />
      <AskedFields deal={deal} lacks={lacks} given={given} onGiven={onGiven} />
      <AfterMove key={to ?? ''} followings={followings} asks={false} task={given.task} onTask={(task) => onGiven({ task })} />
      {lacks.confirmation && (
        <Check checked={given.confirmed} onChange={(confirmed) => onGiven({ confirmed })}>
          {t('move.anyway')}
        </Check>
      )}
    </div>
  )
}
