import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { faultAt, faultText, ProblemError } from '../../api/faults.ts'
import { addLead } from '../../api/leads.ts'
import { EntryFault } from '../../entry/EntryFrame.tsx'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea, TextField } from '../../ui/inputs.tsx'
import { toast } from '../../ui/toast.tsx'
import { whoOf } from './who.ts'
import styles from './Leads.module.css'

type Props = { opened: boolean; onClose: () => void; onMade: (id: string) => void }

/** A lead by hand in two fields: who, and what is needed (C1). */
export function NewLead({ opened, onClose, onMade }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('leads.addTitle')} width={404}>
      {opened && <Form onClose={onClose} onMade={onMade} />}
    </Dialog>
  )
}

function Form({ onClose, onMade }: Omit<Props, 'opened'>) {
  const { t } = useTranslation()
  const [who, setWho] = useState('')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const given = whoOf(who)
  const isEmpty = Object.keys(given).length === 0
  const add = useMutation({
    mutationFn: () => addLead({ ...given, channel: 'hand', ...(text.trim() && { text: text.trim() }) }),
    onSuccess: (answer) => {
      if (answer.passedTo) {
        toast({ kind: 'done', title: t('leads.passedOn', { name: answer.passedTo.name }), text: t('leads.passedOnText') })
        return onClose()
      }
      const number = answer.lead?.deal?.number
      const title =
        answer.becomes === 'deal' && number !== undefined
          ? t('leads.addedDeal', { number })
          : t(answer.becomes === 'lead' ? 'leads.added' : 'leads.addedTo')
      toast({ kind: 'done', title })
      onClose()
      onMade(answer.id)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isEmpty && !add.isPending) add.mutate()
  }
  const wrong = ['/name', '/phone', '/email'].map((path) => faultAt(add.error, path)).find(Boolean)
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={t('leads.addWho')}
        hint={t('leads.addWhoHint')}
        value={who}
        onChange={setWho}
        error={wrong ?? (tried && isEmpty ? t('leads.needWho') : undefined)}
        maxLength={400}
        autoFocus
      />
      <TextArea
        label={t('leads.addWhat')}
        value={text}
        onChange={setText}
        maxLength={20_000}
        rows={3}
        error={faultAt(add.error, '/text')}
      />
      {add.error && !wrong && (
        <EntryFault title={`${t('leads.notDone')}.`}>
          {(add.error instanceof ProblemError ? add.error.problem.detail : undefined) ?? faultText(add.error, t)}
        </EntryFault>
      )}
      <FormFoot busy={add.isPending} onCancel={onClose}>
        {t('leads.addSave')}
      </FormFoot>
    </form>
  )
}
