import { Link } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, ContactEdit } from '@reglament/contract'
import { faultOf, faultText } from '../../api/faults.ts'
import { server } from '../../api/server.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { noCompany } from '../deal/client/clientDraft.ts'
import { CompanyField } from '../deal/client/CompanyField.tsx'
import form from '../deal/tasks/Tasks.module.css'
import styles from '../../clients/Clients.module.css'

/** Where a person works: a company that is known, or a new one. */
export function CompanyPicker({
  contact,
  locked,
  save,
}: {
  contact: Contact
  locked: boolean
  save: (edit: ContactEdit) => Promise<unknown>
}) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const [draft, setDraft] = useState(noCompany)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const name = t('clients.company')
  const run = async (companyId: () => Promise<string | null>) => {
    setBusy(true)
    setError(undefined)
    try {
      await save({ companyId: await companyId() })
      setOpened(false)
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const empty = draft.chosen === undefined && draft.name.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!empty) void run(async () => (draft.chosen ?? (await server.addCompany({ name: draft.name.trim() }))).id)
  }
  return (
    <div className={styles.pair}>
      <dt>{name}</dt>
      <dd>
        {contact.companyId ? (
          <span className={styles.value}>
            <Link className={styles.way} to="/companies/$companyId" params={{ companyId: contact.companyId }}>
              {contact.companyName}
            </Link>
          </span>
        ) : locked ? (
          <span className={styles.value}>—</span>
        ) : null}
        {!locked && (
          <button
            type="button"
            className={contact.companyId ? styles.pen : styles.value}
            onClick={() => {
              setDraft(noCompany)
              setError(undefined)
              setOpened(true)
            }}
            aria-label={t(contact.companyId ? 'deal.fields.edit' : 'deal.fields.add', { name })}
          >
            {contact.companyId ? <Icon name="pen" size={12} /> : <span className={styles.empty}>{t('deal.fields.addWord')}</span>}
          </button>
        )}
      </dd>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('clients.worksAt')} sub={contact.name} width={404}>
        <form className={form.form} onSubmit={submit} noValidate>
          <CompanyField draft={draft} onChange={setDraft} autoFocus />
          {error !== undefined && (
            <p className={form.error} role="alert">
              {faultOf(error) === 'stale' ? t('card.search.stale') : faultText(error, t)}
            </p>
          )}
          <FormFoot
            why={empty ? t('deal.client.needCompany') : undefined}
            busy={busy}
            onCancel={() => setOpened(false)}
            more={
              contact.companyId && (
                <Button kind="quiet" onPress={() => void run(() => Promise.resolve(null))}>
                  {t('clients.worksNowhere')}
                </Button>
              )
            }
          >
            {t('ui.save')}
          </FormFoot>
        </form>
      </Dialog>
    </div>
  )
}
