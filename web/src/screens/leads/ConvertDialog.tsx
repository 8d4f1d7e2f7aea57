import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeadCard, LeadConversion } from '@reglament/contract'
import { faultAt, faultText, refusalsOf } from '../../api/faults.ts'
import { convertLead } from '../../api/leads.ts'
import { pipelinesQuery } from '../../api/queries.ts'
import { EntryFault } from '../../entry/EntryFrame.tsx'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField, TextArea, TextField } from '../../ui/inputs.tsx'
import { toast } from '../../ui/toast.tsx'
import { Refused } from '../../verdict/Refused.tsx'
import styles from './Leads.module.css'

type Props = { lead: LeadCard; opened: boolean; onClose: () => void }

/** A good lead becomes a deal: in which pipeline, and what is already known (C4). */
export function ConvertDialog({ lead, opened, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('leads.convertTitle')} width={440}>
      {opened && <Form lead={lead} onClose={onClose} />}
    </Dialog>
  )
}

function Form({ lead, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation()
  const router = useRouter()
  const pipelines = useQuery(pipelinesQuery)
  const [pipeline, setPipeline] = useState<string>()
  const [title, setTitle] = useState('')
  const [note, setNote] = useState([lead.text, ...lead.comments.map(({ text }) => text)].filter(Boolean).join('\n'))
  const convert = useMutation({
    mutationFn: (body: LeadConversion) => convertLead(lead.id, body),
    onSuccess: ({ dealId, deal }) => {
      onClose()
      if (dealId === null) return
      toast({
        kind: 'done',
        title: t('leads.converted', { number: deal?.number ?? '' }),
        action: { label: t('leads.openDeal'), onPress: () => void router.navigate({ to: '/deals/$dealId', params: { dealId } }) },
      })
    },
  })
  const refusals = refusalsOf(convert.error)
  const warns = refusals.length > 0 && refusals.every(({ mode }) => mode === 'warn')
  const list = (pipelines.data ?? []).filter(({ archived }) => !archived)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (convert.isPending) return
    convert.mutate({
      ...(pipeline !== undefined && { pipelineId: pipeline }),
      ...(title.trim() && { title: title.trim() }),
      note: note.trim(),
      ...(warns && { confirmed: true }),
    })
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <SelectField
        label={t('leads.pipeline')}
        options={list.map(({ key, name }) => ({ key, name }))}
        value={pipeline ?? list[0]?.key ?? null}
        onChange={(key) => setPipeline(key ?? undefined)}
        error={faultAt(convert.error, '/pipelineId')}
      />
      <TextField
        label={t('leads.dealTitle')}
        hint={t('leads.dealTitleHint')}
        placeholder={lead.product ?? ''}
        value={title}
        onChange={setTitle}
        maxLength={200}
        error={faultAt(convert.error, '/title')}
        autoFocus
      />
      <TextArea
        label={t('leads.note')}
        value={note}
        onChange={setNote}
        maxLength={20_000}
        rows={3}
        error={faultAt(convert.error, '/note')}
      />
      {refusals.length > 0 && <Refused title={t('leads.notConverted')} findings={refusals} />}
      {convert.error && refusals.length === 0 && <EntryFault title={`${t('leads.notDone')}.`}>{faultText(convert.error, t)}</EntryFault>}
      <FormFoot busy={convert.isPending} onCancel={onClose}>
        {t(warns ? 'leads.stillConvert' : 'leads.convert')}
      </FormFoot>
    </form>
  )
}
