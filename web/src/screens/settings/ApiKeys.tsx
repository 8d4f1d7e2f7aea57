import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiKey, ApiKeyCreated } from '@reglament/contract'
import { faultText } from '../../api/faults.ts'
import { apiKeysQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { EntryFault } from '../../entry/EntryFrame.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { useNow } from '../../ui/now.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useFormat } from '../../words/format.tsx'
import { Secret } from './Secret.tsx'
import { Section } from './Section.tsx'
import styles from './Settings.module.css'

/** API keys: a key acts in the name of its owner, by the same rules. */
export function ApiKeys() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const keys = useQuery(apiKeysQuery)
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<ApiKeyCreated>()
  const [revoking, setRevoking] = useState<ApiKey>()
  const revoke = useMutation({
    mutationFn: (key: ApiKey) => server.revokeApiKey(key.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['api-keys'] })
      toast({ kind: 'done', title: t('settings.revoked') })
    },
    onError: (error) => toast({ kind: 'failed', title: t('settings.notSaved'), text: faultText(error, t) }),
  })
  return (
    <Section
      title={t('settings.keys')}
      lead={t('settings.keysLead')}
      action={
        <Button icon="key" onPress={() => setAdding(true)}>
          {t('settings.addKey')}
        </Button>
      }
    >
      {keys.isError ? (
        <ErrorState error={keys.error} what={t('settings.membersFailed')} retry={() => void keys.refetch()} />
      ) : keys.isPending ? (
        <SkeletonRows rows={2} />
      ) : keys.data.length === 0 ? (
        <EmptyState icon="key" title={t('settings.noKeys')}>
          {t('settings.noKeysText')}
        </EmptyState>
      ) : (
        <ul className={styles.rows}>
          {keys.data.map((key) => (
            <li key={key.id} className={`${styles.row} ${styles.keyRow}`} data-off={key.revokedAt !== null || undefined}>
              <Icon name="key" />
              <span className={styles.name}>
                <b className="cut">{key.name}</b>
                <span className="muted sm">{key.scopes.includes('write') ? t('settings.write') : t('settings.read')}</span>
              </span>
              <span className="muted sm">
                {key.revokedAt
                  ? t('settings.revokedAt', { date: format.date(key.revokedAt) })
                  : `${t('settings.lastUsed')}: ${key.lastUsedAt ? format.moment(key.lastUsedAt, now) : t('settings.never')}`}
              </span>
              {key.revokedAt ? (
                <span />
              ) : (
                <Button size="s" kind="quiet" onPress={() => setRevoking(key)}>
                  {t('settings.revoke')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Dialog opened={adding} onClose={() => setAdding(false)} title={t('settings.addKeyTitle')} width={400}>
        <KeyForm
          onMade={(key) => {
            setAdding(false)
            setMade(key)
          }}
        />
      </Dialog>
      <Dialog
        opened={made !== undefined}
        onClose={() => setMade(undefined)}
        title={t('settings.keyReady', { name: made?.name ?? '' })}
        sub={t('settings.keyText')}
        width={480}
      >
        <Secret text={made?.key ?? ''} />
      </Dialog>
      <Dialog
        opened={revoking !== undefined}
        onClose={() => setRevoking(undefined)}
        title={t('settings.revokeTitle', { name: revoking?.name ?? '' })}
        width={420}
        footer={
          <>
            <Button
              kind="go"
              onPress={() => {
                if (revoking) revoke.mutate(revoking)
                setRevoking(undefined)
              }}
            >
              {t('settings.revoke')}
            </Button>
            <Button kind="quiet" onPress={() => setRevoking(undefined)}>
              {t('ui.cancel')}
            </Button>
          </>
        }
      >
        <p className="t2">{t('settings.revokeText')}</p>
      </Dialog>
    </Section>
  )
}

function KeyForm({ onMade }: { onMade: (key: ApiKeyCreated) => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [scope, setScope] = useState<'read' | 'write'>('read')
  const [tried, setTried] = useState(false)
  const add = useMutation({
    mutationFn: () => server.addApiKey({ name: name.trim(), scopes: scope === 'write' ? ['read', 'write'] : ['read'] }),
    onSuccess: async (key) => {
      await queryClient.invalidateQueries({ queryKey: ['api-keys'] })
      onMade(key)
    },
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
        label={t('settings.keyName')}
        hint={t('settings.keyNameHint')}
        value={name}
        onChange={setName}
        maxLength={80}
        error={tried && name.trim() === '' ? t('settings.needKeyName') : undefined}
      />
      <SelectField
        label={t('settings.keyScopes')}
        value={scope}
        onChange={(key) => setScope(key === 'write' ? 'write' : 'read')}
        options={[
          { key: 'read', name: t('settings.read') },
          { key: 'write', name: t('settings.write') },
        ]}
      />
      {add.error && <EntryFault title={t('settings.notSaved')}>{faultText(add.error, t)}</EntryFault>}
      <Button kind="go" type="submit" busy={add.isPending}>
        {t('settings.addKey')}
      </Button>
    </form>
  )
}
