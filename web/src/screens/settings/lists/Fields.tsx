import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldSettings } from '@reglament/contract'
import { fieldSettingsQuery, orderFields } from '../../../api/choices.ts'
import { faultText } from '../../../api/faults.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { locale } from '../../../words/i18n.ts'
import { Section } from '../Section.tsx'
import { FieldForm } from './FieldForm.tsx'
import { shifted } from './listDraft.ts'
import { ListRow } from './ListRow.tsx'
import { Runs } from './Runs.tsx'
import styles from './Lists.module.css'

/** What a deal card asks for: fields of the company with their lists (B11); in force as soon as they are saved. */
export function Fields() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(fieldSettingsQuery)
  const [edited, setEdited] = useState<string>()
  const field = data?.find(({ key }) => key === edited)
  const close = () => setEdited(undefined)
  const order = useMutation({
    mutationFn: (next: FieldSettings[]) => {
      queryClient.setQueryData(fieldSettingsQuery.queryKey, next)
      return orderFields(next.map(({ key }) => key))
    },
    onError: (failure) => {
      toast({ kind: 'failed', title: t('settings.notSaved'), text: faultText(failure, t) })
      void refetch()
    },
  })
  const nameOf = ({ name }: FieldSettings) => name[locale()]
  const about = ({ type, options, requiredAt }: FieldSettings) =>
    [
      t(`choices.field.types.${type}`),
      type === 'list' && t('choices.field.options', { count: options.filter(({ retired }) => !retired).length }),
      requiredAt.length > 0 && t('choices.field.requiredAt', { names: requiredAt.map(({ stage }) => stage).join(', ') }),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Section
      title={t('choices.field.title')}
      lead={t('choices.field.lead')}
      action={
        <Button icon="plus" onPress={() => setEdited('')}>
          {t('choices.field.add')}
        </Button>
      }
    >
      {!data ? (
        error ? (
          <ErrorState error={error} what={t('choices.failed')} retry={() => void refetch()} />
        ) : (
          <SkeletonRows rows={6} />
        )
      ) : (
        <>
          <Runs what="field" />
          <ul className={styles.list}>
            {data.map((one, at) => (
              <ListRow
                key={one.key}
                name={nameOf(one)}
                about={about(one)}
                retired={one.retired}
                uses={one.system && t('choices.field.system')}
                onUp={at > 0 ? () => order.mutate(shifted(data, at, -1)) : undefined}
                onDown={at < data.length - 1 ? () => order.mutate(shifted(data, at, 1)) : undefined}
                onChange={() => setEdited(one.key)}
              />
            ))}
          </ul>
        </>
      )}
      <Dialog
        opened={edited !== undefined}
        onClose={close}
        title={field ? t('choices.editTitle', { name: nameOf(field) }) : t('choices.field.newTitle')}
        width={680}
      >
        {data && edited !== undefined && <FieldForm key={edited} field={field} all={data} onClose={close} />}
      </Dialog>
    </Section>
  )
}
