import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Check, SelectField } from '../../../ui/inputs.tsx'
import { locale } from '../../../words/i18n.ts'
import { TermPicker } from '../../regulation/change/TermPicker.tsx'
import { DraftForm } from './DraftForm.tsx'
import { isNamed, NamePair, wholeName } from './NamePair.tsx'
import { withStage, type StageText } from './paper.ts'
import type { Given } from './PipelineEditor.tsx'
import styles from './Stages.module.css'

const units = ['wmin', 'wh', 'wd', 'd', 'w', 'mo']
const workers = ['manager', 'trainee', 'head', 'account-manager'] as const

/** Everything that a stage says, to be changed: into the draft, at once when it is done. */
export function StageDialog({ given, stage, onClose }: { given: Given; stage: StageText | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog
      opened={stage !== undefined}
      onClose={onClose}
      width={560}
      title={stage ? t('stages.editTitle', { name: stage.name[locale()] }) : ''}
    >
      {stage && <Form given={given} stage={stage} onClose={onClose} />}
    </Dialog>
  )
}

const toggled = (keys: readonly string[], order: readonly string[], key: string, on: boolean) =>
  order.filter((one) => (one === key ? on : keys.includes(one)))

function Form({ given: { text, draft, hand, pipeline }, stage, onClose }: { given: Given; stage: StageText; onClose: () => void }) {
  const { t } = useTranslation()
  const language = locale()
  const [mine, setMine] = useState(stage)
  const set = (edit: Partial<StageText>) => setMine((known) => ({ ...known, ...edit }))
  const { fields, taskKinds } = text.document
  const isOpen = mine.kind === 'open'
  const others = pipeline.stages.filter(({ key, kind }) => key !== mine.key && kind !== 'lost')
  const back = draft.returns.find((one) => one.pipeline === pipeline.key && one.stage === mine.key)?.to ?? []
  const nameOf = (key: string) => pipeline.stages.find((one) => one.key === key)?.name[language] ?? key
  const unnamed = isNamed(mine.name) ? undefined : t('stages.needName')
  return (
    <DraftForm
      hand={hand}
      change={(known) => withStage(known, pipeline.key, { ...mine, name: wholeName(mine.name) })}
      why={unnamed}
      onClose={onClose}
    >
      <NamePair autoFocus name={mine.name} onChange={(name) => set({ name })} />
      {isOpen && (
        <fieldset>
          <legend>{t('stages.ways')}</legend>
          <div className={styles.ticks}>
            {others.map(({ key, name }) => (
              <Check
                key={key}
                checked={mine.forward.includes(key)}
                onChange={(on) =>
                  set({
                    forward: toggled(
                      mine.forward,
                      others.map((one) => one.key),
                      key,
                      on,
                    ),
                  })
                }
              >
                {name[language]}
              </Check>
            ))}
          </div>
          {back.length > 0 && <p className="muted sm">{t('stages.back', { names: back.map(nameOf).join(', ') })}</p>}
        </fieldset>
      )}
      {mine.kind !== 'lost' && (
        <fieldset>
          <legend>{t('stages.requires')}</legend>
          <p className="muted sm">{t('stages.requiresHint')}</p>
          <div className={styles.ticks}>
            {fields.map(({ key, name }) => (
              <Check
                key={key}
                checked={mine.required.includes(key)}
                onChange={(on) =>
                  set({
                    required: toggled(
                      mine.required,
                      fields.map((field) => field.key),
                      key,
                      on,
                    ),
                  })
                }
              >
                {name[language]}
              </Check>
            ))}
          </div>
        </fieldset>
      )}
      {isOpen && (
        <fieldset>
          <legend>{t('stages.tasks')}</legend>
          <p className="muted sm">{t('stages.tasksHint')}</p>
          {mine.tasks.map((task, i) => {
            const put = (edit: Partial<typeof task>) => set({ tasks: mine.tasks.map((one, j) => (i === j ? { ...one, ...edit } : one)) })
            return (
              // oxlint-disable-next-line react/no-array-index-key -- A task of a stage has no name of its own but its place.
              <div key={i} className={styles.task}>
                <SelectField
                  label={t('stages.task')}
                  options={taskKinds
                    .filter(({ key, retired }) => !retired || key === task.kind)
                    .map(({ key, name }) => ({ key, name: name[language] }))}
                  value={task.kind}
                  onChange={(kind) => kind !== null && put({ kind })}
                />
                <div>
                  <p className={styles.label}>{t('stages.within')}</p>
                  <TermPicker label={t('stages.within')} value={task.term} allowed={units} onChange={(term) => put({ term })} />
                </div>
                <IconButton
                  icon="x"
                  label={t('stages.withoutTask', { n: i + 1 })}
                  onPress={() => set({ tasks: mine.tasks.filter((_, j) => i !== j) })}
                />
              </div>
            )
          })}
          <Button
            size="s"
            icon="plus"
            onPress={() =>
              set({
                tasks: [
                  ...mine.tasks,
                  { kind: taskKinds.find(({ byHand, retired }) => byHand && !retired)?.key ?? taskKinds[0]!.key, term: '1 wd' },
                ],
              })
            }
          >
            {t('stages.addTask')}
          </Button>
        </fieldset>
      )}
      {isOpen && (
        <fieldset>
          <legend>{t('stages.stay')}</legend>
          <p className="muted sm">{t('stages.stayHint')}</p>
          <Check checked={mine.stay === null} onChange={(off) => set({ stay: off ? null : '5 wd' })}>
            {t('stages.noStay')}
          </Check>
          {mine.stay !== null && (
            <TermPicker label={t('stages.stay')} value={mine.stay} allowed={units} onChange={(stay) => set({ stay })} />
          )}
        </fieldset>
      )}
      {isOpen && (
        <fieldset>
          <legend>{t('stages.works')}</legend>
          <div className={styles.ticks}>
            {workers.map((role) => (
              <Check
                key={role}
                checked={mine.worksIt.includes(role)}
                onChange={(on) => set({ worksIt: toggled(mine.worksIt, workers, role, on) })}
              >
                {t(`role.${role}`)}
              </Check>
            ))}
          </div>
          <Check checked={mine.optional} onChange={(optional) => set({ optional })}>
            {t('stages.mayPass')}
          </Check>
        </fieldset>
      )}
    </DraftForm>
  )
}
