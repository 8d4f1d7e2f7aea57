import { useQuery } from '@tanstack/react-query'
import { MailWay, PhoneWay } from '../../ui/Ways.tsx'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, ContactEdit } from '@reglament/contract'
import { contactQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { ChangesDialog } from '../../clients/ChangesDialog.tsx'
import { ClientValue } from '../../clients/ClientValue.tsx'
import { LocalTime } from '../../clients/LocalTime.tsx'
import { useMe } from '../../shell/useMe.ts'
import { useFormat } from '../../words/format.tsx'
import { CompanyPicker } from './CompanyPicker.tsx'
import { ClientFrame } from './ClientFrame.tsx'
import styles from './ClientFrame.module.css'

/** A person: how to reach him, where he works, his deals and his whole path. */
export function ContactScreen() {
  const { contactId = '' } = useParams({ strict: false })
  const query = useQuery(contactQuery(contactId))
  const contact = query.data
  const { t } = useTranslation()
  return (
    <ClientFrame
      key={contactId}
      client={{ kind: 'contact', id: contactId }}
      query={query}
      name={contact?.name ?? ''}
      returning={contact?.returning ?? false}
      sub={[contact?.position, contact?.companyName].filter(Boolean).join(' · ') || t('clients.personOf')}
      mergedInto={contact?.mergedInto ?? null}
      details={contact && <Details contact={contact} />}
    />
  )
}

function Details({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { rights } = useMe()
  const [changes, setChanges] = useState(false)
  const locked = !rights.editClients
  const keep = (saved: Contact) => {
    queryClient.setQueryData(contactQuery(contact.id).queryKey, saved)
    void queryClient.invalidateQueries({ queryKey: ['contacts'] })
    void queryClient.invalidateQueries({ queryKey: ['deal'] })
  }
  const save = async (edit: ContactEdit) => keep(await server.editContact(contact.id, contact.version, edit))
  const common = (path: 'name' | 'phone' | 'email' | 'position' | 'timeZone') => ({
    path,
    locked,
    value: path === 'timeZone' ? (contact.timeZoneOwn ? contact.timeZone : null) : contact[path],
    save: (value: string | null) => save({ [path]: value }),
    theirsOf: (current: unknown) => (current as Contact)[path],
    onCurrent: (current: unknown) => keep(current as Contact),
  })
  return (
    <section className={styles.details}>
      <header className="row between">
        <h3>{t('clients.details')}</h3>
        <button type="button" className="link sm" onClick={() => setChanges(true)}>
          {t('deal.note.history')}
        </button>
      </header>
      <dl>
        <ClientValue name={t('clients.what.name')} {...common('name')} required />
        <ClientValue
          name={t('deal.client.phone')}
          {...common('phone')}
          type="tel"
          maxLength={60}
          shown={
            contact.phone ? (
              <span className="row">
                <PhoneWay className={styles.way} phone={contact.phone} barred={contact.doNotCall}>
                  {format.phone(contact.phone)}
                </PhoneWay>
                <LocalTime timeZone={contact.timeZone} />
              </span>
            ) : undefined
          }
        />
        <ClientValue
          name={t('deal.client.email')}
          {...common('email')}
          type="email"
          maxLength={254}
          shown={
            contact.email ? (
              <MailWay className={styles.way} email={contact.email} barred={contact.doNotMail}>
                {contact.email}
              </MailWay>
            ) : undefined
          }
        />
        <ClientValue name={t('clients.position')} {...common('position')} />
        <CompanyPicker contact={contact} locked={locked} save={save} />
        <ClientValue
          name={t('clients.what.timeZone')}
          {...common('timeZone')}
          maxLength={60}
          placeholder={contact.timeZone ?? 'Asia/Yekaterinburg'}
        />
      </dl>
      {contact.timeZone !== null && !contact.timeZoneOwn && (
        <p className="muted sm">{t('clients.zoneByPhone', { zone: contact.timeZone })}</p>
      )}
      <ChangesDialog client={{ kind: 'contact', id: contact.id }} opened={changes} onClose={() => setChanges(false)} />
    </section>
  )
}
