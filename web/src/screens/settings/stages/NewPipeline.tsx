import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../ui/Dialog.tsx'
import { SelectField } from '../../../ui/inputs.tsx'
import { DraftForm } from './DraftForm.tsx'
import { isNamed, NamePair, wholeName } from './NamePair.tsx'
import { withNewPipeline } from './paper.ts'
import type { DraftInHand } from './useWorkingDraft.ts'

type NewPipelineProps = { opened: boolean; onClose: () => void; hand: DraftInHand; onAdded: (key: string) => void }

/** A new pipeline: its names and whether it sells or makes; it begins with one stage and the two in which deals end. */
export function NewPipeline({ opened, onClose, ...rest }: NewPipelineProps) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('stages.newPipeline')} width={440}>
      {opened && <Form opened onClose={onClose} {...rest} />}
    </Dialog>
  )
}

/** Names that a new pipeline's stages begin with, in both languages whatever the reader's is. */
const begins = {
  first: { ru: 'Новая', en: 'New' },
  won: { ru: 'Завершено', en: 'Done' },
  lost: { ru: 'Отказ', en: 'Lost' },
}

function Form({ onClose, hand, onAdded }: NewPipelineProps) {
  const { t } = useTranslation()
  const [name, setName] = useState({ ru: '', en: '' })
  const [kind, setKind] = useState('sales')
  const pipeline = { name: wholeName(name), kind, ...begins }
  const unnamed = isNamed(name) ? undefined : t('stages.needName')
  return (
    <DraftForm
      hand={hand}
      change={(known) => withNewPipeline(known, pipeline)}
      why={unnamed}
      onDone={() => onAdded(withNewPipeline(hand.paper, pipeline).pipelines.at(-1)!.key)}
      onClose={onClose}
    >
      <NamePair autoFocus name={name} onChange={setName} />
      <SelectField
        label={t('stages.kindOf')}
        hint={t('stages.kindHint')}
        options={(['sales', 'production'] as const).map((key) => ({ key, name: t(`stages.kind.${key}`) }))}
        value={kind}
        onChange={(key) => key !== null && setKind(key)}
      />
    </DraftForm>
  )
}
