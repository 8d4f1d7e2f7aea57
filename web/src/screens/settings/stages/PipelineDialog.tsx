import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Check, SelectField } from '../../../ui/inputs.tsx'
import { locale } from '../../../words/i18n.ts'
import { DraftForm } from './DraftForm.tsx'
import { isNamed, NamePair, wholeName } from './NamePair.tsx'
import { chainText, withoutPipeline, withParams, withPipeline, type Paper } from './paper.ts'
import type { Given } from './PipelineEditor.tsx'

/** The pipeline itself: its names, what a won deal opens next, and whether new deals begin here. */
export function PipelineDialog({ opened, given, onClose }: { opened: boolean; given: Given; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('stages.pipelineTitle', { name: given.pipeline.name[locale()] })} width={480}>
      {opened && <Form given={given} onClose={onClose} />}
    </Dialog>
  )
}

const none = '-'

function Form({ given: { text, draft, hand, pipeline }, onClose }: { given: Given; onClose: () => void }) {
  const { t } = useTranslation()
  const language = locale()
  const [name, setName] = useState(pipeline.name)
  const [archived, setArchived] = useState(pipeline.archived ?? false)
  const was = draft.chain.find(({ from }) => from === pipeline.key)?.to ?? none
  const [next, setNext] = useState(was)
  const { save, paper } = hand
  const chainClause = text.document.sections.flatMap(({ clauses }) => clauses).find(({ kind }) => kind === 'won-opens-next')
  const unnamed = isNamed(name) ? undefined : t('stages.needName')
  const hasDeals = draft.standing.some((one) => one.pipeline === pipeline.key)
  const chained = (known: Paper): Paper => {
    if (next === was || !chainClause) return known
    const links = draft.chain.filter(({ from }) => from !== pipeline.key)
    const all = next === none ? links : [...links, { from: pipeline.key, to: next }]
    return withParams(known, chainClause.key, { chain: chainText(all) })
  }
  /** What named it among the pipelines that open each other names it no more. */
  const removed = (known: Paper): Paper => {
    const left = withoutPipeline(known, pipeline.key)
    const links = draft.chain.filter(({ from, to }) => from !== pipeline.key && to !== pipeline.key)
    const params = {
      ...(links.length < draft.chain.length && { chain: chainText(links) }),
      ...(chainClause?.params['handedTo'] === pipeline.key && { handedTo: '' }),
    }
    return chainClause && Object.keys(params).length > 0 ? withParams(left, chainClause.key, params) : left
  }
  const change = (known: Paper) =>
    chained(
      withPipeline(known, pipeline.key, ({ archived: _archived, ...one }) => ({
        ...one,
        name: wholeName(name),
        ...(archived && { archived }),
      })),
    )
  return (
    <DraftForm
      hand={hand}
      change={change}
      why={unnamed}
      onClose={onClose}
      more={
        <Button
          kind="quiet"
          icon="x"
          why={hasDeals ? t('stages.pipelineUsed') : paper.pipelines.length === 1 ? t('stages.onlyPipeline') : undefined}
          onPress={() => save.mutate(removed, { onSuccess: onClose })}
        >
          {t('stages.removePipeline')}
        </Button>
      }
    >
      <NamePair autoFocus name={name} onChange={setName} />
      {chainClause && (
        <SelectField
          label={t('stages.next')}
          hint={t('stages.nextHint')}
          options={[
            { key: none, name: t('stages.noNext') },
            ...paper.pipelines.filter(({ key }) => key !== pipeline.key).map((one) => ({ key: one.key, name: one.name[language] })),
          ]}
          value={next}
          onChange={(key) => setNext(key ?? none)}
        />
      )}
      <Check checked={archived} onChange={setArchived}>
        {t('stages.archive')}
      </Check>
      <p className="muted sm">{t('stages.archiveHint')}</p>
    </DraftForm>
  )
}
