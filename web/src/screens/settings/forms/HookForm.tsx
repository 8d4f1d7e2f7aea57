import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { InquiryChannel, WebhookIn, WebhookInCreated, WebhookInCreation } from '@reglament/contract'
import { faultAt, faultOf, faultText, versionNow } from '../../../api/faults.ts'
import { addHook, editHook, renewHook } from '../../../api/leads.ts'
import { EntryFault } from '../../../entry/EntryFrame.tsx'
import { FormFoot } from '../../../ui/FormFoot.tsx'
import { SelectField, TextField } from '../../../ui/inputs.tsx'
import { toast } from '../../../ui/toast.tsx'
import { inquiryChannels } from '../../leads/channels.ts'
import { DoorSampleRows } from './DoorSampleRows.tsx'
import { HookGuide } from './HookGuide.tsx'
import { changesOf, mappingOf, type MappingRow, rowsOf } from './mapping.ts'
import { MappingRows } from './MappingRows.tsx'
import { NewAddress } from './NewAddress.tsx'
import { SourceField } from './SourceField.tsx'
import styles from './Forms.module.css'

const kinds = ['none', 'hmac-sha256', 'token'] as const
type SignatureKind = (typeof kinds)[number]

/** Makes a webhook or changes one: what its paths mean, where its number stands, how it is signed. */
export function HookForm({
  hook,
  onDone,
  onCancel,
}: {
  hook: WebhookIn | undefined
  onDone: (made: WebhookInCreated | undefined) => void
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const [name, setName] = useState(hook?.name ?? '')
  const [channel, setChannel] = useState<InquiryChannel>(hook?.channel ?? 'api')
  const [source, setSource] = useState(hook?.source ?? '')
  const [idPath, setIdPath] = useState(hook?.idPath ?? '')
  const [rows, setRows] = useState<MappingRow[]>(() => rowsOf(hook?.mapping ?? {}))
  const before = (hook?.signature?.kind ?? 'none') as SignatureKind
  const [kind, setKind] = useState<SignatureKind>(before)
  const [header, setHeader] = useState(hook?.signature?.header ?? 'X-Signature')
  const [secret, setSecret] = useState('')
  const [tried, setTried] = useState(false)
  const [version, setVersion] = useState(hook?.version ?? 1)
  /** The secret is never answered back: without a new one the signature stays as it is. */
  const signature = (): Pick<WebhookInCreation, 'signature'> =>
    kind === 'none'
      ? before === 'none'
        ? {}
        : { signature: null }
      : secret === ''
        ? {}
        : { signature: { kind, header: header.trim(), secret } }
  const save = useMutation({
    mutationFn: async (): Promise<WebhookInCreated | undefined> => {
      const body: WebhookInCreation = {
        name: name.trim(),
        channel,
        source: source.trim() || null,
        idPath: idPath.trim() || null,
        mapping: mappingOf(rows),
        ...signature(),
      }
      if (!hook) return addHook(body)
      const changed = changesOf({ ...hook, signature: undefined }, body)
      if (Object.keys(changed).length > 0) await editHook({ id: hook.id, version }, changed)
      return undefined
    },
    onError: (error) => setVersion(versionNow(error) ?? version),
    onSuccess: (made) => {
      if (!made) toast({ kind: 'done', title: t('leads.hooks.saved') })
      onDone(made)
    },
  })
  const needsSecret = kind !== 'none' && kind !== before && secret === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() !== '' && !needsSecret && !save.isPending) save.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        autoFocus
        label={t('leads.forms.name')}
        value={name}
        onChange={setName}
        maxLength={200}
        error={faultAt(save.error, '/name') ?? (tried && name.trim() === '' ? t('leads.forms.needName') : undefined)}
      />
      <div className={styles.two}>
        <SelectField
          label={t('leads.hooks.channel')}
          value={channel}
          onChange={(key) => setChannel(inquiryChannels.find((one) => one === key) ?? 'api')}
          options={inquiryChannels.map((key) => ({ key, name: t(`origin.channel.${key}`) }))}
        />
        <SourceField value={source} onChange={setSource} error={faultAt(save.error, '/source')} />
      </div>
      <HookGuide />
      <MappingRows rows={rows} hint={t('leads.hooks.mappingHint')} onChange={setRows} />
      {hook && <DoorSampleRows door="webhooks-in" id={hook.id} rows={rows} onTake={setRows} />}
      <TextField
        label={t('leads.hooks.idPath')}
        hint={t('leads.hooks.idPathHint')}
        value={idPath}
        onChange={setIdPath}
        maxLength={200}
        error={faultAt(save.error, '/idPath')}
      />
      <SelectField
        label={t('leads.hooks.signature')}
        hint={kind === 'none' ? undefined : t('leads.hooks.signatureHint')}
        value={kind}
        onChange={(key) => setKind(kinds.find((one) => one === key) ?? 'none')}
        options={kinds.map((key) => ({ key, name: t(`leads.hooks.signatures.${key}`) }))}
      />
      {kind !== 'none' && (
        <div className={styles.two}>
          <TextField
            label={t('leads.hooks.header')}
            value={header}
            onChange={setHeader}
            maxLength={100}
            error={faultAt(save.error, '/signature/header')}
          />
          <TextField
            label={t('leads.hooks.secret')}
            hint={before === 'none' ? undefined : t('leads.hooks.secretKept')}
            value={secret}
            onChange={setSecret}
            maxLength={200}
            autoComplete="off"
            error={faultAt(save.error, '/signature/secret') ?? (tried && needsSecret ? t('leads.hooks.needSecret') : undefined)}
          />
        </div>
      )}
      {save.error && (
        <EntryFault title={`${t('leads.forms.notDone')}.`}>
          {faultOf(save.error) === 'stale' ? t('leads.forms.stale') : faultText(save.error, t)}
        </EntryFault>
      )}
      {hook && <NewAddress why={t('leads.hooks.newAddressWhy')} renew={() => renewHook(hook.id)} onRenewed={onDone} />}
      <FormFoot why={undefined} busy={save.isPending} onCancel={onCancel}>
        {t(hook ? 'leads.forms.save' : 'leads.hooks.add')}
      </FormFoot>
    </form>
  )
}
