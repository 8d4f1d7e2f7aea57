import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { InquiryChannel, WebhookInCreated } from '@reglament/contract'
import { faultAt, faultText } from '../../../api/faults.ts'
import { addHook, hooksQuery, removeHook, turnHook } from '../../../api/leads.ts'
import { EntryFault } from '../../../entry/EntryFrame.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { SelectField, TextField } from '../../../ui/inputs.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { inquiryChannels } from '../../leads/channels.ts'
import { Secret } from '../Secret.tsx'
import { Section } from '../Section.tsx'
import { DoorRow } from './DoorRow.tsx'
import { mappingOf, type MappingRow } from './mapping.ts'
import { MappingRows } from './MappingRows.tsx'
import styles from './Forms.module.css'

/** Webhooks: addresses to which other programs send; the address has a key in it and is shown once. */
export function Hooks() {
  const { t } = useTranslation()
  const hooks = useQuery(hooksQuery)
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<WebhookInCreated>()
  return (
    <Section
      title={t('leads.hooks.title')}
      lead={t('leads.hooks.lead')}
      action={
        <Button icon="plus" onPress={() => setAdding(true)}>
          {t('leads.hooks.add')}
        </Button>
      }
    >
      {!hooks.data ? (
        hooks.error ? (
          <ErrorState error={hooks.error} what={t('leads.hooks.failed')} retry={() => void hooks.refetch()} />
        ) : (
          <SkeletonRows rows={2} />
        )
      ) : hooks.data.length === 0 ? (
        <EmptyState icon="bolt" title={t('leads.hooks.none')}>
          {t('leads.hooks.noneText')}
        </EmptyState>
      ) : (
        <ul className={styles.doors}>
          {hooks.data.map((hook) => (
            <DoorRow
              key={hook.id}
              door={hook}
              about={[t(`leads.channel.${hook.channel}`), hook.source].filter(Boolean).join(' · ')}
              onTurn={(enabled) => turnHook(hook, enabled)}
              onRemove={() => removeHook(hook.id)}
            />
          ))}
        </ul>
      )}
      <Dialog opened={adding} onClose={() => setAdding(false)} title={t('leads.hooks.addTitle')} width={560}>
        {adding && (
          <HookForm
            onMade={(hook) => {
              setAdding(false)
              setMade(hook)
            }}
          />
        )}
      </Dialog>
      <Dialog
        opened={made !== undefined}
        onClose={() => setMade(undefined)}
        title={t('leads.hooks.ready', { name: made?.name ?? '' })}
        sub={t('leads.hooks.readyText')}
        width={560}
      >
        <Secret text={made?.address ?? ''} />
      </Dialog>
    </Section>
  )
}

function HookForm({ onMade }: { onMade: (hook: WebhookInCreated) => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [channel, setChannel] = useState<InquiryChannel>('api')
  const [source, setSource] = useState('')
  const [idPath, setIdPath] = useState('')
  const [rows, setRows] = useState<MappingRow[]>([])
  const [tried, setTried] = useState(false)
  const add = useMutation({
    mutationFn: () =>
      addHook({
        name: name.trim(),
        channel,
        ...(source.trim() && { source: source.trim() }),
        ...(idPath.trim() && { idPath: idPath.trim() }),
        mapping: mappingOf(rows),
      }),
    onSuccess: onMade,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() !== '' && !add.isPending) add.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        autoFocus
        label={t('leads.forms.name')}
        value={name}
        onChange={setName}
        maxLength={200}
        error={faultAt(add.error, '/name') ?? (tried && name.trim() === '' ? t('leads.forms.needName') : undefined)}
      />
      <div className={styles.two}>
        <SelectField
          label={t('leads.hooks.channel')}
          value={channel}
          onChange={(key) => setChannel(inquiryChannels.find((one) => one === key) ?? 'api')}
          options={inquiryChannels.map((key) => ({ key, name: t(`leads.channel.${key}`) }))}
        />
        <TextField label={t('leads.forms.source')} value={source} onChange={setSource} maxLength={200} />
      </div>
      <MappingRows rows={rows} hint={t('leads.hooks.mappingHint')} onChange={setRows} />
      <TextField
        label={t('leads.hooks.idPath')}
        hint={t('leads.hooks.idPathHint')}
        value={idPath}
        onChange={setIdPath}
        maxLength={200}
        error={faultAt(add.error, '/idPath')}
      />
      {add.error && <EntryFault title={t('leads.forms.notDone')}>{faultText(add.error, t)}</EntryFault>}
      <Button kind="go" type="submit" busy={add.isPending}>
        {t('leads.hooks.add')}
      </Button>
    </form>
  )
}
