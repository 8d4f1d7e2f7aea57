import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeadCard } from '@reglament/contract'
import { faultText } from '../../api/faults.ts'
import { commentOnLead } from '../../api/leads.ts'
import { EntryFault } from '../../entry/EntryFrame.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { serverNow } from '../../ui/now.ts'
import { useFormat } from '../../words/format.tsx'
import { Part } from './Part.tsx'
import styles from './LeadPanel.module.css'

/** What was learned before there is a deal: beside what the client wrote, never over it. It goes along into the note of the deal. */
export function Comments({ lead }: { lead: LeadCard }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [text, setText] = useState('')
  const write = useMutation({ mutationFn: () => commentOnLead(lead.id, text.trim()), onSuccess: () => setText('') })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '' && !write.isPending) write.mutate()
  }
  if (lead.mergedInto !== null && lead.comments.length === 0) return null
  return (
    <Part title={t('leads.comments')}>
      {lead.comments.length > 0 && (
        <ol className={styles.comments}>
          {lead.comments.map(({ id, at, by, text: said }) => (
            <li key={id}>
              <p className="row between">
                <b>{by.name}</b>
                <span className="muted sm nw">{format.momentExactly(at, serverNow())}</span>
              </p>
              <p className={styles.text}>{said}</p>
            </li>
          ))}
        </ol>
      )}
      {lead.mergedInto === null && (
        <form className={styles.write} onSubmit={submit} noValidate>
          <TextArea label={t('leads.newComment')} hint={t('leads.commentHint')} value={text} onChange={setText} maxLength={4000} rows={2} />
          {write.error && <EntryFault title={`${t('leads.notDone')}.`}>{faultText(write.error, t)}</EntryFault>}
          {text.trim() !== '' && (
            <Button size="s" type="submit" busy={write.isPending}>
              {t('leads.addSave')}
            </Button>
          )}
        </form>
      )}
    </Part>
  )
}
