import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../ui/Dialog.tsx'
import { SelectField } from '../../../ui/inputs.tsx'
import { locale } from '../../../words/i18n.ts'
import { DraftForm } from './DraftForm.tsx'
import { isNamed, NamePair, wholeName } from './NamePair.tsx'
import { withNewStage } from './paper.ts'
import type { Given } from './PipelineEditor.tsx'

/** A new stage: what it is called and where it stands; all else is said once it is there. */
export function AddStage({ opened, given, onClose }: { opened: boolean; given: Given; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('stages.addTitle')} width={440}>
      {opened && <Form given={given} onClose={onClose} />}
    </Dialog>
  )
}

function Form({ given: { hand, pipeline }, onClose }: { given: Given; onClose: () => void }) {
  const { t } = useTranslation()
  const { stages } = pipeline
  const firstEnd = stages.find(({ kind }) => kind !== 'open') ?? stages.at(-1)!
  const [name, setName] = useState({ ru: '', en: '' })
  const [before, setBefore] = useState(firstEnd.key)
  const places = stages.slice(0, stages.indexOf(firstEnd) + 1)
  const same = (one: string, other: string) => one.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase()
  const whole = wholeName(name)
  const isTaken = stages.some((one) => same(one.name.ru, whole.ru) || same(one.name.en, whole.en))
  const unnamed = !isNamed(name) ? t('stages.needName') : isTaken ? t('stages.nameTaken') : undefined
  return (
    <DraftForm hand={hand} change={(known) => withNewStage(known, pipeline.key, { name: whole, before })} why={unnamed} onClose={onClose}>
      <NamePair autoFocus name={name} onChange={setName} />
      <SelectField
        label={t('stages.before')}
        hint={t('stages.beforeHint')}
        options={places.map((one) => ({ key: one.key, name: one.name[locale()] }))}
        value={before}
        onChange={(key) => key !== null && setBefore(key)}
      />
    </DraftForm>
  )
}
