import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form } from '@reglament/contract'
import { nameOfPart, type SiteFormPart } from '@reglament/kernel/siteForm'
import { detailOf, faultText } from '../../../api/faults.ts'
import { tryForm } from '../../../api/leads.ts'
import { EntryFault } from '../../../entry/EntryFrame.tsx'
import { FormFoot } from '../../../ui/FormFoot.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TextArea, TextField } from '../../../ui/inputs.tsx'
import { toast } from '../../../ui/toast.tsx'
import styles from './Forms.module.css'

/** A request as a visitor of the site would send it, to see that it arrives. */
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

function Inside({ form, onClose }: { form: Form; onClose: () => void }) {
  const { t } = useTranslation()
  const router = useRouter()
  const [given, setGiven] = useState({ name: '', phone: '', message: '' })
  /** By which names the parts go: those of the mapping, or those that are known by themselves. */
  const of = (part: SiteFormPart) => nameOfPart(form.mapping, part)
  const names = { name: of('name'), phone: of('phone'), message: of('text') }
  const send = useMutation({
    mutationFn: () =>
      tryForm(form.key, {
        ...Object.fromEntries(Object.entries(given).map(([part, value]) => [names[part as keyof typeof names], value])),
        _seconds: seconds,
      }),
    onSuccess: () => {
      onClose()
      toast({
        kind: 'done',
        title: t('leads.forms.tried'),
        text: t('leads.forms.triedText'),
        action: { label: t('leads.forms.see'), onPress: () => void router.navigate({ to: '/leads' }) },
      })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!send.isPending) send.mutate()
  }
  const set = (part: keyof typeof given) => (value: string) => setGiven((before) => ({ ...before, [part]: value }))
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField autoFocus label={t('leads.part.name')} side={<code>{names.name}</code>} value={given.name} onChange={set('name')} />
      <TextField label={t('leads.part.phone')} side={<code>{names.phone}</code>} type="tel" value={given.phone} onChange={set('phone')} />
      <TextArea label={t('leads.part.text')} side={<code>{names.message}</code>} value={given.message} onChange={set('message')} />
      {send.error && <EntryFault title={`${t('leads.forms.notDone')}.`}>{detailOf(send.error) ?? faultText(send.error, t)}</EntryFault>}
      <FormFoot busy={send.isPending} onCancel={onClose}>
        {t('leads.forms.trySend')}
      </FormFoot>
    </form>
  )
}
