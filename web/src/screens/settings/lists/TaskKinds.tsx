import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { RegulationText } from '@reglament/contract'
import { listUsesQuery } from '../../../api/choices.ts'
import { locale } from '../../../words/i18n.ts'
import { DraftList } from './DraftList.tsx'
import { TaskKindForm } from './TaskKindForm.tsx'
import { useListDraft } from './useListDraft.ts'

export type TaskKind = RegulationText['document']['taskKinds'][number]

/** What is planned for a deal (D1); changed in a draft of the regulation and enacted. */
export function TaskKinds() {
  const { t } = useTranslation()
  const draft = useListDraft<TaskKind>('taskKinds')
  const { data: uses } = useQuery(listUsesQuery('task-kinds'))
  const tell = ({ short, byHand }: TaskKind) =>
    [short?.[locale()], t(byHand ? 'choices.kind.byHandShort' : 'choices.kind.bySystem')].filter(Boolean).join(' · ')
  const usesOf = ({ key }: TaskKind) => {
    const use = uses?.get(key)
    return use && (use.deals > 0 ? t('choices.kind.open', { count: use.deals }) : use.earlier === 0 && t('choices.unused'))
  }
  // What stages set stands in the same document.
  const ofStages = new Set(
    draft.text.data?.document.pipelines.flatMap(({ stages }) => stages.flatMap(({ tasks }) => tasks.map(({ kind }) => kind))) ?? [],
  )
  return (
    <DraftList
      of="kind"
      draft={draft}
      runs="task-kind"
      tell={tell}
      uses={usesOf}
      renderForm={({ item, ...rest }) => (
        <TaskKindForm
          kind={item}
          all={draft.items}
          use={item && uses?.get(item.key)}
          isOfStage={item !== undefined && ofStages.has(item.key)}
          {...rest}
        />
      )}
    />
  )
}
