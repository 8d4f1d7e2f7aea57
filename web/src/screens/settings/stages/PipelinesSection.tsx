import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegulationText, WorkingDraft } from '@reglament/contract'
import { regulationDocumentQuery, workingDraftQuery } from '../../../api/queries.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { locale } from '../../../words/i18n.ts'
import { Section } from '../Section.tsx'
import { Clashes } from './Clashes.tsx'
import { DraftBar, DraftPart } from './DraftPart.tsx'
import { NewPipeline } from './NewPipeline.tsx'
import { PipelineEditor } from './PipelineEditor.tsx'
import { useWorkingDraft } from './useWorkingDraft.ts'
import { cx } from '../../../ui/cx.ts'
import styles from './Stages.module.css'

/** Pipelines and stages as the heads change them together: kept on a paper beside the regulation, which comes in force from here (B1, B3, A5). */
export function PipelinesSection() {
  const { t } = useTranslation()
  const text = useQuery(regulationDocumentQuery)
  const draft = useQuery(workingDraftQuery)
  // Between the two answers another version may come in force: until both speak of it, what was read last is shown.
  const fresh = text.data && draft.data && text.data.version === draft.data.inForce ? { text: text.data, draft: draft.data } : undefined
  const [last, setLast] = useState(fresh)
  if (fresh && (fresh.text !== last?.text || fresh.draft !== last.draft)) setLast(fresh)
  const apart = text.data && draft.data && !fresh ? `${text.data.version} and ${draft.data.inForce}` : null
  useEffect(() => {
    if (apart !== null) void refetchBoth()
  }, [apart])
  const shown = fresh ?? last
  if (shown) return <Pipelines {...shown} />
  const failed = text.error ?? draft.error
  return (
    <Section title={t('stages.title')} lead={t('stages.lead')}>
      {failed ? (
        <ErrorState
          error={failed}
          what={t('stages.failed')}
          retry={() => void Promise.all([text.refetch(), draft.refetch()])}
          busy={text.isFetching || draft.isFetching}
        />
      ) : (
        <SkeletonRows rows={6} />
      )}
    </Section>
  )
}

const refetchBoth = () =>
  Promise.all([regulationDocumentQuery, workingDraftQuery].map(({ queryKey }) => queryClient.refetchQueries({ queryKey })))

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
          <nav className={cx(styles.pipelines, 'strip')} aria-label={t('stages.pipelines')}>
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
