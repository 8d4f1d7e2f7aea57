import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegulationText, WorkingDraft } from '@reglament/contract'
import { faultText } from '../../../api/faults.ts'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { locale } from '../../../words/i18n.ts'
import { AddStage } from './AddStage.tsx'
import { faultsAt, withStageBack, withStageMoved, type PipelineText, type StageText } from './paper.ts'
import { RemoveStage } from './RemoveStage.tsx'
import { useStageFacts } from './useStageFacts.ts'
import type { DraftInHand } from './useWorkingDraft.ts'
import styles from './Stages.module.css'
import { later } from '../../../ui/later.tsx'

const PipelineDialog = later(async () => (await import('./PipelineDialog.tsx')).PipelineDialog)
const StageDialog = later(async () => (await import('./StageDialog.tsx')).StageDialog)

export type Given = { text: RegulationText; draft: WorkingDraft; hand: DraftInHand; pipeline: PipelineText }

/** One pipeline: its stages in order, each with what it says, and what may be done with it. */
export function PipelineEditor(given: Given) {
  const { text, draft, hand, pipeline } = given
  const { t } = useTranslation()
  const [editing, setEditing] = useState<string>()
  const [removing, setRemoving] = useState<string>()
  const [adding, setAdding] = useState(false)
  const [naming, setNaming] = useState(false)
  const { paper, preview, save } = hand
  const { stages } = pipeline
  const name = pipeline.name[locale()]
  const faults = preview.data?.faults ?? []
  const own = faultsAt(faults, paper.pipelines, pipeline.key)
  const former = paper.former.filter((one) => one.pipeline === pipeline.key)
  const leaving = former.filter(({ stage }) => text.document.pipelines.find(({ key }) => key === pipeline.key)?.stages.some(({ key }) => key === stage.key)) // prettier-ignore
  const next = draft.chain.find(({ from }) => from === pipeline.key)?.to
  const nextName = paper.pipelines.find(({ key }) => key === next)?.name[locale()]
  const stage = stages.find(({ key }) => key === editing)
  const gone = stages.find(({ key }) => key === removing)
  const standing = (key: string) => draft.standing.find((one) => one.pipeline === pipeline.key && one.stage === key)?.deals ?? 0
  return (
    <section className={styles.editor} aria-label={t('stages.stagesOf', { name })}>
      <header className={styles.head}>
        <div>
          <h3>{name}</h3>
          <p className="muted sm">
            {[
              pipeline.kind === 'production' ? t('stages.kind.production') : t('stages.kind.sales'),
              nextName && t('stages.opensNext', { name: nextName }),
              pipeline.archived && t('stages.archivedText'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <Button size="s" icon="pen" onPress={() => setNaming(true)}>
          {t('stages.change')}
        </Button>
      </header>
      {own.map((message) => (
        <p key={message} className="is-broken sm" role="alert">
          {message}
        </p>
      ))}
      <ol className={styles.stages}>
        {stages.map((one, i) => (
          <StageRow
            key={one.key}
            given={given}
            stage={one}
            number={i + 1}
            deals={standing(one.key)}
            faults={faultsAt(faults, paper.pipelines, pipeline.key, one.key)}
            mayGoUp={one.kind === 'open' && i > 0}
            mayGoDown={one.kind === 'open' && stages[i + 1]?.kind === 'open'}
            onEdit={() => setEditing(one.key)}
            onRemove={() => setRemoving(one.key)}
          />
        ))}
      </ol>
      <div className="row wrap">
        <Button size="s" icon="plus" onPress={() => setAdding(true)}>
          {t('stages.add')}
        </Button>
      </div>
      {leaving.length > 0 && (
        <section className={styles.leaving} aria-label={t('stages.leaving')}>
          <h4>{t('stages.leaving')}</h4>
          <ul>
            {leaving.map(({ stage: left, to }) => (
              <li key={left.key}>
                <span className="grow">
                  <s>{left.name[locale()]}</s>{' '}
                  <span className="t2">
                    {t('stages.dealsGo', {
                      count: standing(left.key),
                      to: stages.find(({ key }) => key === to)?.name[locale()] ?? to,
                    })}
                  </span>
                </span>
                <Button
                  size="s"
                  icon="undo"
                  onPress={() => save.mutate((known) => withStageBack(known, pipeline.key, left.key, text.document.pipelines))}
                >
                  {t('stages.putBack')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {save.error && !stage && !gone && (
        <p className="is-broken sm" role="alert">
          {faultText(save.error, t)}
        </p>
      )}
      <StageDialog key={stage?.key ?? 'none'} given={given} stage={stage} onClose={() => setEditing(undefined)} />
      <RemoveStage
        key={`without ${gone?.key ?? 'none'}`}
        given={given}
        stage={gone}
        deals={gone ? standing(gone.key) : 0}
        onClose={() => setRemoving(undefined)}
      />
      <AddStage opened={adding} given={given} onClose={() => setAdding(false)} />
      <PipelineDialog opened={naming} given={given} onClose={() => setNaming(false)} />
    </section>
  )
}

function StageRow({
  given: { hand, pipeline, text },
  stage,
  number,
  deals,
  faults,
  mayGoUp,
  mayGoDown,
  onEdit,
  onRemove,
}: {
  given: Given
  stage: StageText
  number: number
  deals: number
  faults: readonly string[]
  mayGoUp: boolean
  mayGoDown: boolean
  onEdit: () => void
  onRemove: () => void
}) {
  const { t } = useTranslation()
  const name = stage.name[locale()]
  const facts = useStageFacts(text.document, pipeline)(stage)
  const { mutate } = hand.save
  const move = (by: -1 | 1) => mutate((known) => withStageMoved(known, pipeline.key, stage.key, by))
  return (
    <li className={styles.stage} data-kind={stage.kind} data-wrong={faults.length > 0 || undefined}>
      <span className={styles.number}>{number}</span>
      <div className={styles.said}>
        <p className={styles.name}>
          <button type="button" className={styles.open} onClick={onEdit}>
            {name}
          </button>
          {stage.kind === 'won' && (
            <Tag tone="good" icon="check">
              {t('stages.won')}
            </Tag>
          )}
          {stage.kind === 'lost' && <Tag icon="x">{t('stages.lost')}</Tag>}
          {stage.optional && <Tag>{t('stages.optional')}</Tag>}
          {deals > 0 && <span className="muted sm nw">{t('stages.deals', { count: deals })}</span>}
        </p>
        {facts.length > 0 && (
          <div className={styles.facts}>
            {facts.map(({ what, says }) => (
              <p key={what} className={styles.fact}>
                <span className="muted">{t(`stages.fact.${what}`)}</span> {says}
              </p>
            ))}
          </div>
        )}
        {faults.map((message) => (
          <p key={message} className={styles.fault} role="alert">
            <Icon name="alert" size={14} />
            <span>{message}</span>
          </p>
        ))}
      </div>
      <span className={styles.tools}>
        {(mayGoUp || mayGoDown) && (
          <>
            <IconButton
              size="s"
              icon="down"
              className={styles.up}
              label={t('stages.up', { name })}
              why={mayGoUp ? undefined : t('stages.isFirst')}
              onPress={() => move(-1)}
            />
            <IconButton
              size="s"
              icon="down"
              label={t('stages.down', { name })}
              why={mayGoDown ? undefined : t('stages.isLast')}
              onPress={() => move(1)}
            />
          </>
        )}
        <IconButton size="s" icon="pen" label={t('stages.edit', { name })} onPress={onEdit} />
        {stage.kind === 'open' && <IconButton size="s" icon="x" label={t('stages.remove', { name })} onPress={onRemove} />}
      </span>
    </li>
  )
}
