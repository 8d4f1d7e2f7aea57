import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WebhookIn, WebhookTried } from '@reglament/contract'
import { detailOf, faultText } from '../../../api/faults.ts'
import { tryHook } from '../../../api/leads.ts'
import { EntryFault } from '../../../entry/EntryFrame.tsx'
import { Button } from '../../../ui/Button.tsx'
import { TextArea } from '../../../ui/inputs.tsx'
import { Became } from './Became.tsx'
import { trialOf } from './mapping.ts'
import styles from './Forms.module.css'

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
      {sent && <Became door="webhooks-in" id={hook.id} arrivalId={sent.id} />}
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
