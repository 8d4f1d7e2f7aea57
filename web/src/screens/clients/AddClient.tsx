import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { faultAt, faultOf, faultText } from '../../api/faults.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { TextField } from '../../ui/inputs.tsx'
import styles from '../deal/tasks/Tasks.module.css'

/** A new person or company by hand. */
export function AddClient({ kind, opened, onClose }: { kind: 'contacts' | 'companies'; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t(kind === 'contacts' ? 'clients.newPerson' : 'clients.newCompany')} width={404}>
      {opened && <Form key={kind} kind={kind} onClose={onClose} />}
    </Dialog>
  )
}

function Form({ kind, onClose }: { kind: 'contacts' | 'companies'; onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [draft, setDraft] = useState({ name: '', phone: '', email: '', inn: '' })
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const set = (key: keyof typeof draft) => (text: string) => setDraft({ ...draft, [key]: text })
  const { name, phone, email, inn } = draft
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    setBusy(true)
    setError(undefined)
    try {
      if (kind === 'contacts') {
        const { id } = await server.addContact({
          name: name.trim(),
          ...(phone.trim() && { phone: phone.trim() }),
          ...(email.trim() && { email: email.trim() }),
        })
        void queryClient.invalidateQueries({ queryKey: ['contacts'] })
        void navigate({ to: '/contacts/$contactId', params: { contactId: id } })
      } else {
        const { id } = await server.addCompany({ name: name.trim(), ...(inn.trim() && { inn: inn.trim() }) })
        void queryClient.invalidateQueries({ queryKey: ['companies'] })
        void navigate({ to: '/companies/$companyId', params: { companyId: id } })
      }
      onClose()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={t(kind === 'contacts' ? 'clients.what.name' : 'clients.companyName')}
        value={name}
        onChange={set('name')}
        error={faultAt(error, '/name')}
        maxLength={200}
        autoFocus
      />
      {kind === 'contacts' ? (
        <>
          <TextField
            label={t('deal.client.phone')}
            type="tel"
            value={phone}
            onChange={set('phone')}
            error={faultAt(error, '/phone')}
            maxLength={60}
          />
          <TextField
            label={t('deal.client.email')}
            type="email"
            value={email}
            onChange={set('email')}
            error={faultAt(error, '/email')}
            maxLength={254}
          />
        </>
      ) : (
        <TextField
          label={t('clients.inn')}
          inputMode="numeric"
          value={inn}
          onChange={set('inn')}
          error={faultAt(error, '/inn')}
          maxLength={12}
        />
      )}
      {error !== undefined && faultOf(error) !== 'input' && (
        <p className={styles.error} role="alert">
          {faultText(error, t)}
        </p>
      )}
      <FormFoot
        busy={busy}
        why={name.trim() === '' ? t(kind === 'contacts' ? 'deal.client.needName' : 'deal.client.needCompany') : undefined}
        onCancel={onClose}
      >
        {t('ui.save')}
      </FormFoot>
    </form>
  )
}
