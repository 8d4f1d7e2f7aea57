import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegulationText, WorkingDraft } from '@reglament/contract'
import { regulationDocumentQuery, workingDraftQuery } from '../../../api/queries.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { locale } from '../../../words/i18n.ts'
import { Section } from '../Section.tsx'
import { Clashes } from './Clashes.tsx'
import { DraftBar, DraftPart } from './DraftPart.tsx'
import { NewPipeline } from './NewPipeline.tsx'
import { PipelineEditor } from './PipelineEditor.tsx'
import { useWorkingDraft } from './useWorkingDraft.ts'
import styles from './Stages.module.css'

/** Pipelines and stages as the heads change them together: kept on a paper beside the regulation, which comes in force from here (B1, B3, A5). */
export function PipelinesSection() {
  const { t } = useTranslation()
  const text = useQuery(regulationDocumentQuery)
  const draft = useQuery(workingDraftQuery)
  const failed = text.error ?? draft.error
  const isOld = text.data && draft.data && text.data.version !== draft.data.inForce
  if (text.data && draft.data && !isOld) return <Pipelines text={text.data} draft={draft.data} />
  return (
    <Section title={t('stages.title')} lead={t('stages.lead')}>
      {failed ? (
        <ErrorState
          error={failed}
          what={t('stages.failed')}
          retry={() => void Promise.all([text.refetch(), draft.refetch()])}
          busy={text.isFetching || draft.isFetching}
        />
      ) : isOld ? (
        <Refetch of={[text.refetch, draft.refetch]} />
      ) : (
        <SkeletonRows rows={6} />
      )}
    </Section>
  )
}

/** Another version has come in force between the two answers: both are read again. */
function Refetch({ of }: { of: readonly (() => Promise<unknown>)[] }) {
  const { t } = useTranslation()
  return (
    <p>
      {t('stages.newer')}{' '}
      <Button size="s" icon="loop" onPress={() => void Promise.all(of.map((refetch) => refetch()))}>
        {t('stages.reread')}
      </Button>
    </p>
  )
}

function Pipelines({ text, draft }: { text: RegulationText; draft: WorkingDraft }) {
  const { t } = useTranslation()
  const hand = useWorkingDraft(text, draft)
  const { pipelines } = hand.paper
  const [chosen, setChosen] = useState(pipelines[0]?.key)
  const [adding, setAdding] = useState(false)
  const current = pipelines.find(({ key }) => key === chosen) ?? pipelines[0]!
  const faults = hand.preview.data?.faults ?? []
  return (
    <Section
      title={t('stages.title')}
      lead={t('stages.lead')}
      action={
        <>
          <nav className={styles.pipelines} aria-label={t('stages.pipelines')}>
            {pipelines.map(({ key, name, archived }, i) => (
              <button
                key={key}
                type="button"
                aria-current={key === current.key ? 'true' : undefined}
                data-archived={archived || undefined}
                onClick={() => setChosen(key)}
              >
                <span className="cut">{name[locale()]}</span>
                {faults.some(({ path }) => path.startsWith(`/pipelines/${i}/`)) ? (
                  <span className="is-broken sm">{t('stages.hasFaults')}</span>
                ) : (
                  archived && <span className="muted sm">{t('stages.archived')}</span>
                )}
              </button>
            ))}
          </nav>
          <Button size="s" icon="plus" onPress={() => setAdding(true)}>
            {t('stages.addPipeline')}
          </Button>
        </>
      }
    >
      <PipelineEditor key={current.key} text={text} draft={draft} hand={hand} pipeline={current} />
      <DraftBar draft={draft} hand={hand} />
      <DraftPart text={text} draft={draft} hand={hand} />
      <NewPipeline opened={adding} onClose={() => setAdding(false)} hand={hand} onAdded={setChosen} />
      <Clashes hand={hand} document={text.document} />
    </Section>
  )
}
