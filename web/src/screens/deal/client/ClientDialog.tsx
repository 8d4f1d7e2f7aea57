import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal, DealEdit } from '@reglament/contract'
import { faultAt, faultOf, faultText, refusalsOf } from '../../../api/faults.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { server } from '../../../api/server.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { FormFoot } from '../../../ui/FormFoot.tsx'
import { SmallRefusal } from '../SmallRefusal.tsx'
import { StaleEdit, useSaveDeal } from '../useSaveDeal.ts'
import { newContact, noCompany, noContact } from './clientDraft.ts'
import { CompanyField } from './CompanyField.tsx'
import { ContactFields } from './ContactFields.tsx'
import styles from '../tasks/Tasks.module.css'

/** What of the client is being chosen. */
export type ClientPart = 'contact' | 'company'

/** Attaches a person or a company to the deal: known already, or new. */
export function ClientDialog({ deal, part, opened, onClose }: { deal: Deal; part: ClientPart; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t(part === 'contact' ? 'deal.client.contactTitle' : 'deal.client.companyTitle')}
      sub={deal.title}
      width={440}
    >
      {opened && <Choose key={part} deal={deal} part={part} onClose={onClose} />}
    </Dialog>
  )
}

function Choose({ deal, part, onClose }: { deal: Deal; part: ClientPart; onClose: () => void }) {
  const { t } = useTranslation()
  const save = useSaveDeal(deal.id)
  const [contact, setContact] = useState(noContact)
  const [company, setCompany] = useState(noCompany)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const held = part === 'contact' ? deal.contact : deal.company
  const empty =
    part === 'contact'
      ? contact.chosen === undefined && contact.name.trim() === ''
      : company.chosen === undefined && company.name.trim() === ''
  const refusals = refusalsOf(error)
  const from: DealEdit = part === 'contact' ? { contactId: deal.contact?.id ?? null } : { companyId: deal.company?.id ?? null }

  const chosenEdit = async (): Promise<DealEdit> => {
    if (part === 'contact') return { contactId: (contact.chosen ?? (await server.addContact(newContact(contact)))).id }
    return { companyId: (company.chosen ?? (await server.addCompany({ name: company.name.trim() }))).id }
  }
  const run = async (edit: () => Promise<DealEdit>) => {
    setBusy(true)
    setError(undefined)
    try {
      await save(await edit(), from)
      void queryClient.invalidateQueries({ queryKey: [part === 'contact' ? 'contacts' : 'companies'] })
      onClose()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!empty) void run(chosenEdit)
  }
  const fault = error !== undefined && refusals.length === 0 && !(error instanceof StaleEdit) ? faultOf(error) : undefined
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {part === 'contact' ? (
        <ContactFields
          draft={contact}
          onChange={setContact}
          label={t('deal.client.person')}
          errors={{ name: faultAt(error, '/name'), phone: faultAt(error, '/phone'), email: faultAt(error, '/email') }}
          autoFocus
        />
      ) : (
        <CompanyField draft={company} onChange={setCompany} error={faultAt(error, '/name')} autoFocus />
      )}
      {refusals.length > 0 && <SmallRefusal findings={refusals} />}
      {error instanceof StaleEdit && (
        <p className={styles.error} role="alert">
          {t('deal.client.stale')}
        </p>
      )}
      {fault !== undefined && fault !== 'input' && (
        <p className={styles.error} role="alert">
          {faultText(error, t)}
        </p>
      )}
      <FormFoot
        busy={busy}
        why={empty ? t(part === 'contact' ? 'deal.client.needName' : 'deal.client.needCompany') : undefined}
        more={
          <>
            {held && (
              <>
                <span className="grow" />
                <Button kind="quiet" onPress={() => void run(async () => (part === 'contact' ? { contactId: null } : { companyId: null }))}>
                  {t('deal.client.detach')}
                </Button>
              </>
            )}
          </>
        }
        onCancel={onClose}
      >
        {t('ui.save')}
      </FormFoot>
    </form>
  )
}
