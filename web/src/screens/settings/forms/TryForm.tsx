import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form } from '@reglament/contract'
import { nameOfPart, onceName, secondsName, type SiteFormPart } from '@reglament/kernel/siteForm'
import { detailOf, faultText } from '../../../api/faults.ts'
import { tryForm } from '../../../api/leads.ts'
import { EntryFault } from '../../../entry/EntryFrame.tsx'
import { Button } from '../../../ui/Button.tsx'
import { FormFoot } from '../../../ui/FormFoot.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TextArea, TextField } from '../../../ui/inputs.tsx'
import { Became } from './Became.tsx'
import styles from './Forms.module.css'

/** A request as a visitor of the site would send it, to see that it arrives, and what becomes of it. */
export function TryForm({ form, onClose }: { form: Form | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={form !== undefined} onClose={onClose} title={t('leads.forms.tryTitle')} sub={t('leads.forms.tryText')} width={440}>
      {form && <Inside form={form} onClose={onClose} />}
    </Dialog>
  )
}

/** Longer than any form asks of a person who fills it in. */
const seconds = '600'
const newNumber = () => crypto.getRandomValues(new Uint32Array(4)).join('-')

function Inside({ form, onClose }: { form: Form; onClose: () => void }) {
  const { t } = useTranslation()
  const [given, setGiven] = useState<Partial<Record<SiteFormPart, string>>>({})
  /** Once more after a lost answer it is the same trial; another one has a number of its own. */
  const [number, setNumber] = useState(newNumber)
  /** By which name a part goes: that of the mapping, or the one that is known by itself. */
  const nameOf = (part: SiteFormPart) => nameOfPart(form.mapping, part)
  const send = useMutation({
    mutationFn: () => {
      const sent = form.fields.map(({ part }) => [nameOf(part), given[part] ?? ''])
      return tryForm(form.key, { ...(Object.fromEntries(sent) as Record<string, string>), [secondsName]: seconds, [onceName]: number })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!send.isPending) send.mutate()
  }
  const again = () => {
    setGiven({})
    setNumber(newNumber())
    send.reset()
  }
  if (send.data)
    return (
      <div className={styles.form}>
        <Became door="forms" id={form.id} arrivalId={send.data.id} />
        <footer className="row">
          <Button onPress={again}>{t('leads.forms.tryAgain')}</Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.done')}
          </Button>
        </footer>
      </div>
    )
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {form.fields.map(({ part, label }, i) => {
        const Field = part === 'text' ? TextArea : TextField
        const set = (value: string) => setGiven((before) => ({ ...before, [part]: value }))
        return (
          <Field
            key={part}
            autoFocus={i === 0}
            label={label}
            side={<code>{nameOf(part)}</code>}
            {...(part === 'phone' && { type: 'tel' })}
            value={given[part] ?? ''}
            onChange={set}
          />
        )
      })}
      {send.error && <EntryFault title={`${t('leads.forms.notDone')}.`}>{detailOf(send.error) ?? faultText(send.error, t)}</EntryFault>}
      <FormFoot busy={send.isPending} onCancel={onClose}>
        {t('leads.forms.trySend')}
      </FormFoot>
    </form>
  )
}
