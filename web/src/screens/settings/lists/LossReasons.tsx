import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listUsesQuery } from '../../../api/choices.ts'
import { lossReasonsQuery } from '../../../api/queries.ts'
import { DraftList } from './DraftList.tsx'
import { asksOf, type LossReason } from './lossReason.ts'
import { LossReasonForm } from './LossReasonForm.tsx'
import { useListDraft } from './useListDraft.ts'

/** Why deals are lost, and what each reason asks for (H1); changed in a draft of the regulation and enacted. */
export function LossReasons() {
  const { t } = useTranslation()
  const draft = useListDraft<LossReason>('lossReasons')
  const { data: uses } = useQuery(listUsesQuery('loss-reasons'))
  const askedBy = asksOf(useQuery(lossReasonsQuery).data?.items)
  const tell = (reason: LossReason) =>
    [
      t(`choices.loss.needs.${reason.kind}`),
      askedBy(reason) !== 'nothing' && t(`choices.loss.asked.${askedBy(reason)}`),
      reason.letter && t('choices.loss.withLetter'),
      t(`choices.loss.reviews.${reason.review}`),
    ]
      .filter(Boolean)
      .join(' · ')
  const usesOf = ({ key }: LossReason) => {
    const use = uses?.get(key)
    if (!use) return null
    if (use.deals === 0) return t('choices.unused')
    return (
      <Link className="link" to="/control" search={{ tab: 'lost', reason: key }}>
        {use.deals > 1000 ? t('choices.manyDeals') : t('choices.deals', { count: use.deals })}
      </Link>
    )
  }
  return (
    <DraftList
      of="loss"
      draft={draft}
      runs="loss-reason"
      tell={tell}
      uses={usesOf}
      renderForm={({ item, ...rest }) => (
        <LossReasonForm reason={item} all={draft.items} use={item && uses?.get(item.key)} askedBy={askedBy} {...rest} />
      )}
    />
  )
}
