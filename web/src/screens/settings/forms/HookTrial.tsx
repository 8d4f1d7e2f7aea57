import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WebhookIn, WebhookSample, WebhookTried } from '@reglament/contract'
import { detailOf, faultText } from '../../../api/faults.ts'
import { hookSampleQuery, tryHook } from '../../../api/leads.ts'
import { EntryFault } from '../../../entry/EntryFrame.tsx'
import { Button } from '../../../ui/Button.tsx'
import { TextArea } from '../../../ui/inputs.tsx'
import { trialOf } from './mapping.ts'
import styles from './Forms.module.css'

const askAgainMs = 700

/** An event through the door of a webhook, signed where it is signed, as the other program would send it; and what became of it. */
export function HookTrial({ hook }: { hook: WebhookIn }) {
  const { t } = useTranslation()
  const [body, setBody] = useState(() =>
    JSON.stringify(trialOf(hook.mapping, hook.idPath ?? null, crypto.randomUUID().slice(0, 8)), null, 2),
  )
  const [sent, setSent] = useState<WebhookTried>()
  const send = useMutation({ mutationFn: () => tryHook(hook.id, body), onSuccess: setSent })
  const isJson = readable(body)
  return (
    <section className={styles.code} aria-label={t('leads.hooks.trial')}>
      <TextArea
        label={t('leads.hooks.trial')}
        hint={t(hook.signature ? 'leads.hooks.trialSigned' : 'leads.hooks.trialHint')}
        rows={6}
        value={body}
        onChange={setBody}
        error={isJson ? undefined : t('leads.hooks.notJson')}
      />
      <div>
        <Button busy={send.isPending} onPress={() => isJson && send.mutate()}>
          {t('leads.hooks.trialSend')}
        </Button>
      </div>
      {send.error && <EntryFault title={`${t('leads.forms.notDone')}.`}>{detailOf(send.error) ?? faultText(send.error, t)}</EntryFault>}
      {sent?.signed && (
        <p className="muted sm">
          {t(sent.signed.value === null ? 'leads.hooks.signedByToken' : 'leads.hooks.signedBy')}{' '}
          <code>{[sent.signed.header, sent.signed.value].filter(Boolean).join(': ')}</code>
        </p>
      )}
      {sent && <Became hookId={hook.id} arrivalId={sent.id} />}
    </section>
  )
}

const readable = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const isKnown = (data: WebhookSample | undefined, arrivalId: string) =>
  data?.became?.id === arrivalId && data.became.state !== 'received' ? data.became : undefined

function Became({ hookId, arrivalId }: { hookId: string; arrivalId: string }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    ...hookSampleQuery(hookId),
    refetchInterval: ({ state }) => (isKnown(state.data, arrivalId) ? false : askAgainMs),
  })
  const became = isKnown(data, arrivalId)
  return (
    <p role="status">
      {!became ? (
        <span className="muted">{t('leads.hooks.became.received')}</span>
      ) : became.state === 'processed' ? (
        <>
          {t('leads.hooks.became.processed')}{' '}
          {became.leadId !== null && (
            <Link to="/leads" search={{ lead: became.leadId }} className="link">
              {t('leads.hooks.became.see')}
            </Link>
          )}
        </>
      ) : (
        <>
          {t('leads.hooks.became.waiting')} {became.fault}{' '}
          <Link to="/leads" search={{ show: 'quarantine' }} className="link">
            {t('leads.quarantine')}
          </Link>
        </>
      )}
    </p>
  )
}
