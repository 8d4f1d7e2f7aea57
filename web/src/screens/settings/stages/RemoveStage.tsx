import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultText } from '../../../api/faults.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { SelectField } from '../../../ui/inputs.tsx'
import { locale } from '../../../words/i18n.ts'
import { withoutStage, type StageText } from './paper.ts'
import type { Given } from './PipelineEditor.tsx'
import styles from './Stages.module.css'

/** A stage goes away: how many deals stand in it, and to which stage they go when the draft comes in force (B1). */
export function RemoveStage({
  given: { hand, pipeline },
  stage,
  deals,
  onClose,
}: {
  given: Given
  stage: StageText | undefined
  deals: number
  onClose: () => void
}) {
  const { t } = useTranslation()
  const language = locale()
  const open = pipeline.stages.filter(({ key, kind }) => kind === 'open' && key !== stage?.key)
  const place = pipeline.stages.findIndex(({ key }) => key === stage?.key)
  const before = pipeline.stages.slice(0, Math.max(0, place)).findLast(({ kind }) => kind === 'open')
  const [to, setTo] = useState(before?.key ?? open[0]?.key ?? null)
  const { save } = hand
  const name = stage?.name[language] ?? ''
  const remove = () =>
    stage && to !== null && save.mutate((known) => withoutStage(known, pipeline.key, stage.key, to), { onSuccess: onClose })
  return (
    <Dialog opened={stage !== undefined} onClose={onClose} title={t('stages.removeTitle', { name })} width={440}>
      <div className={styles.form}>
        {open.length === 0 ? (
          <p>{t('stages.onlyStage')}</p>
        ) : (
          <>
            <p>{deals > 0 ? t('stages.removeDeals', { count: deals }) : t('stages.removeEmpty')}</p>
            <SelectField
              label={t('stages.goTo')}
              hint={t('stages.goToHint')}
              options={open.map((one) => ({ key: one.key, name: one.name[language] }))}
              value={to}
              onChange={setTo}
              autoFocus
            />
          </>
        )}
        {save.error && (
          <p className="is-broken" role="alert">
            {faultText(save.error, t)}
          </p>
        )}
        <div className="row">
          <Button kind="go" busy={save.isPending} why={to === null ? t('stages.onlyStage') : undefined} onPress={remove}>
            {t('stages.removeDo')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
