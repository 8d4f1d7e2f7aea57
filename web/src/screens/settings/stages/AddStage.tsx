import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultText } from '../../../api/faults.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { SelectField } from '../../../ui/inputs.tsx'
import { locale } from '../../../words/i18n.ts'
import { isNamed, NamePair, wholeName } from './NamePair.tsx'
import { withNewStage } from './paper.ts'
import type { Given } from './PipelineEditor.tsx'
import styles from './Stages.module.css'

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
  const { save } = hand
  const same = (one: string, other: string) => one.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase()
  const whole = wholeName(name)
  const isTaken = stages.some((one) => same(one.name.ru, whole.ru) || same(one.name.en, whole.en))
  const unnamed = !isNamed(name) ? t('stages.needName') : isTaken ? t('stages.nameTaken') : undefined
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (unnamed || save.isPending) return
        save.mutate((known) => withNewStage(known, pipeline.key, { name: whole, before }), { onSuccess: onClose })
      }}
    >
      <NamePair autoFocus name={name} onChange={setName} />
      {isTaken && (
        <p className="is-broken" role="alert">
          {t('stages.nameTaken')}
        </p>
      )}
      <SelectField
        label={t('stages.before')}
        hint={t('stages.beforeHint')}
        options={places.map((one) => ({ key: one.key, name: one.name[locale()] }))}
        value={before}
        onChange={(key) => key !== null && setBefore(key)}
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
