import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { CompanyEdit, ContactEdit, Deal, FieldValues } from '@reglament/contract'
import { faultAt, faultOf, faultText, refusalsOf } from '../../../api/faults.ts'
import { companyQuery, contactQuery, qualificationQuery } from '../../../api/queries.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { server } from '../../../api/server.ts'
import { forget } from '../../../api/acts.ts'
import { FieldInput } from '../../../fields/FieldInput.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { FormFoot } from '../../../ui/FormFoot.tsx'
import { TextField } from '../../../ui/inputs.tsx'
import { SkeletonRows } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { SmallRefusal } from '../SmallRefusal.tsx'
import { useCurrency } from '../useCurrency.ts'
import { useFields } from '../usePipeline.ts'
import { StaleEdit, useSaveDeal } from '../useSaveDeal.ts'
import styles from '../tasks/Tasks.module.css'

/** What was found goes into its fields: of the person, of the company, of the deal; everything already known stands there. */
export function FoundDialog({ deal, opened, onClose }: { deal: Deal; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('card.search.write')} sub={t('card.search.writeSub')} width={440}>
      {opened && <Found deal={deal} onClose={onClose} />}
    </Dialog>
  )
}

function Found({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const contact = useQuery({ ...contactQuery(deal.contact?.id ?? ''), enabled: deal.contact !== null, staleTime: 0 })
  const company = useQuery({ ...companyQuery(deal.company?.id ?? ''), enabled: deal.company !== null, staleTime: 0 })
  const waits = (deal.contact !== null && !contact.data) || (deal.company !== null && !company.data)
  if (waits) return <SkeletonRows rows={4} />
  return <Fields deal={deal} contact={contact.data} company={company.data} onClose={onClose} />
}

type Known = {
  deal: Deal
  contact: Awaited<ReturnType<typeof server.contact>> | undefined
  company: Awaited<ReturnType<typeof server.company>> | undefined
}

/** Fields of the deal that people look up before a call. */
const lookedUp = ['niche', 'platform', 'source']

const changedOnly = <Edit extends Record<string, unknown>>(edit: Edit, before: Edit): Partial<Edit> =>
  Object.fromEntries(Object.entries(edit).filter(([key, value]) => value !== before[key])) as Partial<Edit>

function Fields({ deal, contact, company, onClose }: Known & { onClose: () => void }) {
  const { t } = useTranslation()
  const currency = useCurrency(deal)
  const fields = useFields()
  const save = useSaveDeal(deal.id)
  const ofContact = { position: contact?.position ?? '', phone: contact?.phone ?? '', email: contact?.email ?? '' }
  const ofCompany = { inn: company?.inn ?? '', site: company?.site ?? '' }
  const ofDeal = Object.fromEntries(lookedUp.map((key) => [key, deal.fields[key] ?? null])) as FieldValues
  const [person, setPerson] = useState(ofContact)
  const [firm, setFirm] = useState(ofCompany)
  const [values, setValues] = useState(ofDeal)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const emptied = <T extends Record<string, string>>(texts: Partial<T>) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text?.trim() || null]))

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    try {
      const contactEdit = emptied(changedOnly(person, ofContact)) as ContactEdit
      const companyEdit = emptied(changedOnly(firm, ofCompany)) as CompanyEdit
      const dealEdit = changedOnly(values, ofDeal) as FieldValues
      if (contact && Object.keys(contactEdit).length > 0) {
        const saved = await server.editContact(contact.id, contact.version, contactEdit)
        queryClient.setQueryData(contactQuery(contact.id).queryKey, saved)
      }
      if (company && Object.keys(companyEdit).length > 0) {
        const saved = await server.editCompany(company.id, company.version, companyEdit)
        queryClient.setQueryData(companyQuery(company.id).queryKey, saved)
      }
      if (Object.keys(dealEdit).length > 0)
        await save({ fields: dealEdit }, { fields: Object.fromEntries(Object.keys(dealEdit).map((key) => [key, ofDeal[key] ?? null])) })
      forget(deal.id)
      void queryClient.invalidateQueries({ queryKey: ['deal', deal.id] })
      void queryClient.invalidateQueries({ queryKey: qualificationQuery(deal.id).queryKey })
      toast({ kind: 'done', title: t('card.search.written') })
      onClose()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const refusals = refusalsOf(error)
  const isStale = error instanceof StaleEdit || (error !== undefined && faultOf(error) === 'stale')
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {contact && (
        <>
          <TextField
            label={t('clients.position')}
            value={person.position}
            onChange={(position) => setPerson({ ...person, position })}
            maxLength={200}
            autoFocus
          />
          <TextField
            label={t('deal.client.phone')}
            type="tel"
            value={person.phone}
            onChange={(phone) => setPerson({ ...person, phone })}
            error={faultAt(error, '/phone')}
            maxLength={60}
          />
          <TextField
            label={t('deal.client.email')}
            type="email"
            value={person.email}
            onChange={(email) => setPerson({ ...person, email })}
            error={faultAt(error, '/email')}
            maxLength={254}
          />
        </>
      )}
      {company && (
        <>
          <TextField
            label={t('clients.inn')}
            inputMode="numeric"
            value={firm.inn}
            onChange={(inn) => setFirm({ ...firm, inn })}
            error={faultAt(error, '/inn')}
            maxLength={12}
          />
          <TextField
            label={t('clients.site')}
            type="url"
            placeholder="https://"
            value={firm.site}
            onChange={(site) => setFirm({ ...firm, site })}
            error={faultAt(error, '/site')}
            maxLength={300}
          />
        </>
      )}
      {lookedUp.map((key) => {
        const field = fields.get(key)
        return (
          field && (
            <FieldInput
              key={key}
              field={field}
              value={values[key] ?? null}
              onChange={(value) => setValues({ ...values, [key]: value })}
              currency={currency}
            />
          )
        )
      })}
      {refusals.length > 0 && <SmallRefusal findings={refusals} />}
      {isStale && (
        <p className={styles.error} role="alert">
          {t('card.search.stale')}
        </p>
      )}
      {error !== undefined && refusals.length === 0 && !isStale && faultOf(error) !== 'input' && (
        <p className={styles.error} role="alert">
          {faultText(error, t)}
        </p>
      )}
      <FormFoot busy={busy} why={undefined} onCancel={onClose}>
        {t('ui.save')}
      </FormFoot>
    </form>
  )
}
