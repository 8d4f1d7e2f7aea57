import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listUsesQuery } from '../../../api/choices.ts'
import { lossReasonsQuery } from '../../../api/queries.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { locale } from '../../../words/i18n.ts'
import { Section } from '../Section.tsx'
import { Clashes } from './Clashes.tsx'
import { DraftBar } from './DraftBar.tsx'
import { shifted, withItem } from './listDraft.ts'
import { ListRow } from './ListRow.tsx'
import { asksOf, type LossReason } from './lossReason.ts'
import { LossReasonForm } from './LossReasonForm.tsx'
import { Runs } from './Runs.tsx'
import { useListDraft } from './useListDraft.ts'
import styles from './Lists.module.css'

/** Why deals are lost, and what each reason asks for (H1); changed in a draft of the regulation and enacted. */
export function LossReasons() {
  const { t } = useTranslation()
  const draft = useListDraft<LossReason>('lossReasons')
  const uses = useQuery(listUsesQuery('loss-reasons'))
  const [edited, setEdited] = useState<LossReason | 'new'>()
  const { items, inForce, text } = draft
  const askedBy = asksOf(useQuery(lossReasonsQuery).data?.items)
  const nameOf = ({ name }: LossReason) => name[locale()]
  const tell = (reason: LossReason) =>
    [
      t(`choices.loss.needs.${reason.kind}`),
      askedBy(reason) !== 'nothing' && t(`choices.loss.asked.${askedBy(reason)}`),
      reason.letter && t('choices.loss.withLetter'),
      t(`choices.loss.reviews.${reason.review}`),
    ]
      .filter(Boolean)
      .join(' · ')
  const isEdited = (reason: LossReason) => JSON.stringify(inForce.find(({ key }) => key === reason.key)) !== JSON.stringify(reason)
  const done = (reason: LossReason | null) => {
    draft.change(reason === null ? items.filter((item) => item !== edited) : withItem(items, reason))
    setEdited(undefined)
  }
  return (
    <Section
      title={t('choices.loss.title')}
      lead={t('choices.loss.lead')}
      action={
        <Button icon="plus" onPress={() => setEdited('new')}>
          {t('choices.loss.add')}
        </Button>
      }
    >
      {text.isError ? (
        <ErrorState error={text.error} what={t('choices.failed')} retry={() => void text.refetch()} />
      ) : text.isPending ? (
        <SkeletonRows rows={6} />
      ) : (
        <>
          <Runs what="loss-reason" />
          <Clashes
            clashes={draft.clashes}
            tell={(reason) => `«${nameOf(reason)}», ${tell(reason)}`}
            onMine={draft.keepMine}
            onTheirs={draft.yieldTo}
          />
          <ul className={styles.list}>
            {items.map((reason, at) => {
              const use = uses.data?.get(reason.key)
              return (
                <ListRow
                  key={reason.key}
                  name={nameOf(reason)}
                  about={tell(reason)}
                  retired={reason.retired}
                  replacedBy={reason.replacedBy && nameOf(items.find(({ key }) => key === reason.replacedBy) ?? reason)}
                  edited={isEdited(reason)}
                  uses={
                    use !== undefined &&
                    (use.deals > 0 ? (
                      <Link className="link" to="/control" search={{ tab: 'lost', reason: reason.key }}>
                        {use.deals > 1000 ? t('choices.manyDeals') : t('choices.deals', { count: use.deals })}
                      </Link>
                    ) : (
                      t('choices.unused')
                    ))
                  }
                  onUp={at > 0 ? () => draft.change(shifted(items, at, -1)) : undefined}
                  onDown={at < items.length - 1 ? () => draft.change(shifted(items, at, 1)) : undefined}
                  onChange={() => setEdited(reason)}
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
        title={edited === 'new' || !edited ? t('choices.loss.newTitle') : t('choices.editTitle', { name: nameOf(edited) })}
        width={520}
      >
        {edited && (
          <LossReasonForm
            reason={edited === 'new' ? undefined : edited}
            all={items}
            use={edited === 'new' ? undefined : uses.data?.get(edited.key)}
            nameOf={nameOf}
            askedBy={askedBy}
            onDone={done}
            onCancel={() => setEdited(undefined)}
          />
        )}
      </Dialog>
    </Section>
  )
}
