import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegulationText } from '@reglament/contract'
import { listUsesQuery } from '../../../api/choices.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { locale } from '../../../words/i18n.ts'
import { Section } from '../Section.tsx'
import { Clashes } from './Clashes.tsx'
import { DraftBar } from './DraftBar.tsx'
import { shifted, withItem } from './listDraft.ts'
import { ListRow } from './ListRow.tsx'
import { Runs } from './Runs.tsx'
import { TaskKindForm } from './TaskKindForm.tsx'
import { useListDraft } from './useListDraft.ts'
import styles from './Lists.module.css'

export type TaskKind = RegulationText['document']['taskKinds'][number]

/** What is planned for a deal (D1); changed in a draft of the regulation and enacted. */
export function TaskKinds() {
  const { t } = useTranslation()
  const draft = useListDraft<TaskKind>('taskKinds')
  const uses = useQuery(listUsesQuery('task-kinds'))
  const [edited, setEdited] = useState<TaskKind | 'new'>()
  const { items, inForce, text } = draft
  const nameOf = ({ name }: TaskKind) => name[locale()]
  const tell = ({ short, byHand }: TaskKind) =>
    [short?.[locale()], t(byHand ? 'choices.kind.byHandShort' : 'choices.kind.bySystem')].filter(Boolean).join(' · ')
  const isEdited = (kind: TaskKind) => JSON.stringify(inForce.find(({ key }) => key === kind.key)) !== JSON.stringify(kind)
  // What stages set stands in the same document.
  const ofStages = new Set(
    text.data?.document.pipelines.flatMap(({ stages }) => stages.flatMap(({ tasks }) => tasks.map(({ kind }) => kind))) ?? [],
  )
  const done = (kind: TaskKind | null) => {
    draft.change(kind === null ? items.filter((item) => item !== edited) : withItem(items, kind))
    setEdited(undefined)
  }
  return (
    <Section
      title={t('choices.kind.title')}
      lead={t('choices.kind.lead')}
      action={
        <Button icon="plus" onPress={() => setEdited('new')}>
          {t('choices.kind.add')}
        </Button>
      }
    >
      {text.isError ? (
        <ErrorState error={text.error} what={t('choices.failed')} retry={() => void text.refetch()} />
      ) : text.isPending ? (
        <SkeletonRows rows={6} />
      ) : (
        <>
          <Runs what="task-kind" />
          <Clashes
            clashes={draft.clashes}
            tell={(kind) => `«${nameOf(kind)}», ${tell(kind)}`}
            onMine={draft.keepMine}
            onTheirs={draft.yieldTo}
          />
          <ul className={styles.list}>
            {items.map((kind, at) => {
              const use = uses.data?.get(kind.key)
              return (
                <ListRow
                  key={kind.key}
                  name={nameOf(kind)}
                  about={tell(kind)}
                  retired={kind.retired}
                  replacedBy={kind.replacedBy && nameOf(items.find(({ key }) => key === kind.replacedBy) ?? kind)}
                  edited={isEdited(kind)}
                  uses={use && (use.deals > 0 ? t('choices.kind.open', { count: use.deals }) : use.earlier === 0 && t('choices.unused'))}
                  onUp={at > 0 ? () => draft.change(shifted(items, at, -1)) : undefined}
                  onDown={at < items.length - 1 ? () => draft.change(shifted(items, at, 1)) : undefined}
                  onChange={() => setEdited(kind)}
                />
              )
            })}
          </ul>
          <DraftBar count={draft.count} creation={draft.creation} onDone={draft.discard} />
        </>
      )}
      <Dialog
        opened={edited !== undefined}
        onClose={() => setEdited(undefined)}
        title={edited === 'new' || !edited ? t('choices.kind.newTitle') : t('choices.editTitle', { name: nameOf(edited) })}
        width={520}
      >
        {edited && (
          <TaskKindForm
            kind={edited === 'new' ? undefined : edited}
            all={items}
            use={edited === 'new' ? undefined : uses.data?.get(edited.key)}
            isOfStage={edited !== 'new' && ofStages.has(edited.key)}
            onDone={done}
            onCancel={() => setEdited(undefined)}
          />
        )}
      </Dialog>
    </Section>
  )
}
