import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultText } from '../../../api/faults.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { SelectField } from '../../../ui/inputs.tsx'
import { isNamed, NamePair, wholeName } from './NamePair.tsx'
import { withNewPipeline } from './paper.ts'
import type { DraftInHand } from './useWorkingDraft.ts'
import styles from './Stages.module.css'

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
  const { save, paper } = hand
  const unnamed = isNamed(name) ? undefined : t('stages.needName')
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (unnamed || save.isPending) return
        const pipeline = { name: wholeName(name), kind, ...begins }
        const { key } = withNewPipeline(paper, pipeline).pipelines.at(-1)!
        save.mutate((known) => withNewPipeline(known, pipeline), {
          onSuccess: () => {
            onAdded(key)
            onClose()
          },
        })
      }}
    >
      <NamePair autoFocus name={name} onChange={setName} />
      <SelectField
        label={t('stages.kindOf')}
        hint={t('stages.kindHint')}
        options={(['sales', 'production'] as const).map((key) => ({ key, name: t(`stages.kind.${key}`) }))}
        value={kind}
        onChange={(key) => key !== null && setKind(key)}
      />
      {save.error && (
        <p className="is-broken" role="alert">
          {faultText(save.error, t)}
        </p>
      )}
      <div className="row">
        <Button kind="go" type="submit" busy={save.isPending} why={unnamed}>
          {t('stages.intoDraft')}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  )
}
