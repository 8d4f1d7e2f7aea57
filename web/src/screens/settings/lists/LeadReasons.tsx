import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeadReason } from '@reglament/contract'
import { orderLeadReasons } from '../../../api/choices.ts'
import { faultText } from '../../../api/faults.ts'
import { leadReasonsQuery } from '../../../api/leads.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { locale } from '../../../words/i18n.ts'
import { Section } from '../Section.tsx'
import { shifted } from './listDraft.ts'
import { LeadReasonForm } from './LeadReasonForm.tsx'
import { ListRow } from './ListRow.tsx'
import { Runs } from './Runs.tsx'
import styles from './Lists.module.css'

/** Why inquiries are rejected (C4); in force as soon as it is saved. */
export function LeadReasons() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(leadReasonsQuery)
  const [edited, setEdited] = useState<string>()
  const reason = data?.find(({ id }) => id === edited)
  const close = () => setEdited(undefined)
  const order = useMutation({
    mutationFn: (next: LeadReason[]) => {
      queryClient.setQueryData(leadReasonsQuery.queryKey, next)
      return orderLeadReasons(next.map(({ id }) => id))
    },
    onError: (failure) => {
      toast({ kind: 'failed', title: t('settings.notSaved'), text: faultText(failure, t) })
      void refetch()
    },
  })
  const nameOf = ({ name }: LeadReason) => name[locale()]
  return (
    <Section
      title={t('choices.lead.title')}
      lead={t('choices.lead.lead')}
      action={
        <Button icon="plus" onPress={() => setEdited('new')}>
          {t('choices.lead.add')}
        </Button>
      }
    >
      {!data ? (
        error ? (
          <ErrorState error={error} what={t('choices.failed')} retry={() => void refetch()} />
        ) : (
          <SkeletonRows rows={4} />
        )
      ) : (
        <>
          <Runs what="lead-reason" />
          <ul className={styles.list}>
            {data.map((one, at) => (
              <ListRow
                key={one.id}
                name={nameOf(one)}
                retired={one.retired}
                replacedBy={one.replacedBy === null ? undefined : nameOf(data.find(({ key }) => key === one.replacedBy) ?? one)}
                uses={
                  one.leads === 0
                    ? t('choices.unused')
                    : one.leads > 1000
                      ? t('choices.manyLeads')
                      : t('choices.leads', { count: one.leads })
                }
                onUp={at > 0 ? () => order.mutate(shifted(data, at, -1)) : undefined}
                onDown={at < data.length - 1 ? () => order.mutate(shifted(data, at, 1)) : undefined}
                onChange={() => setEdited(one.id)}
              />
            ))}
          </ul>
        </>
      )}
      <Dialog
        opened={edited !== undefined}
        onClose={close}
        title={reason ? t('choices.editTitle', { name: nameOf(reason) }) : t('choices.lead.newTitle')}
        width={480}
      >
        {data && edited !== undefined && <LeadReasonForm key={edited} reason={reason} all={data} nameOf={nameOf} onClose={close} />}
      </Dialog>
    </Section>
  )
}
