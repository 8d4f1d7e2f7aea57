import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { RegulationText } from '@reglament/contract'
import { listUsesQuery } from '../../../api/choices.ts'
import { DraftList } from './DraftList.tsx'
import { NamedWordForm } from './NamedWordForm.tsx'
import { useListDraft } from './useListDraft.ts'

export type NamedWord = RegulationText['document']['criteria'][number]
const lists = {
  criterion: { draft: 'criteria', uses: 'loss-criteria' },
  falseLoss: { draft: 'falseLosses', uses: 'false-losses' },
} as const
export type NamedList = keyof typeof lists

/** Lists of the regulation whose things are only named: by what a deal is dropped (H1), in which ways a loss is false (H6). */
export function NamedWords({ of }: { of: NamedList }) {
  const { t } = useTranslation()
  const draft = useListDraft<NamedWord>(lists[of].draft)
  const { data: uses } = useQuery(listUsesQuery(lists[of].uses))
  const usesOf = ({ key }: NamedWord) => {
    const use = uses?.get(key)
    if (use === undefined) return undefined
    const count = use.deals + use.earlier
    if (count === 0) return t('choices.unused')
    return count > 1000 ? t('choices.manyDeals') : t('choices.deals', { count })
  }
  const isUsed = ({ key }: NamedWord) => (uses?.get(key)?.deals ?? 0) + (uses?.get(key)?.earlier ?? 0) > 0
  return (
    <DraftList
      of={of}
      draft={draft}
      tell={() => ''}
      uses={usesOf}
      renderForm={({ item, ...rest }) => (
        <NamedWordForm
          word={item}
          all={draft.items}
          used={item && usesOf(item)}
          isUsed={item !== undefined && isUsed(item)}
          what={of}
          {...rest}
        />
      )}
    />
  )
}
