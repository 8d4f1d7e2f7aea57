import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Contact, ContactEdit } from '@reglament/contract'
import { contactQuery } from '../../api/queries.ts'
import { server } from '../../api/server.ts'
import { ClientValue } from '../../clients/ClientValue.tsx'
import { Wishes } from '../../clients/Wishes.tsx'
import { Ways } from '../../clients/Ways.tsx'
import { useMe } from '../../shell/useMe.ts'
import { CompanyPicker } from './CompanyPicker.tsx'
import { ClientDetails, ClientFrame, keepClient } from './ClientFrame.tsx'
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
  const { rights } = useMe()
  const locked = !rights.editClients
  const keep = (saved: Contact) => keepClient('contact', saved)
  const save = async (edit: ContactEdit) => keep(await server.editContact(contact.id, contact.version, edit))
  const common = (path: 'name' | 'position' | 'timeZone') => ({
    path,
    locked,
    value: path === 'timeZone' ? (contact.timeZoneOwn ? contact.timeZone : null) : contact[path],
    save: (value: string | null) => save({ [path]: value }),
    theirsOf: (current: unknown) => (current as Contact)[path],
    onCurrent: (current: unknown) => keep(current as Contact),
  })
  return (
    <>
      <section className={styles.details}>
        <h3>{t('clients.ways.title')}</h3>
        <Ways contact={contact} locked={locked} keep={keep} />
        <Wishes contact={contact} locked={locked} save={save} keep={keep} />
      </section>
      <ClientDetails
        client={{ kind: 'contact', id: contact.id }}
        below={
          contact.timeZone !== null &&
          !contact.timeZoneOwn && <p className="muted sm">{t('clients.zoneByPhone', { zone: contact.timeZone })}</p>
        }
      >
        <ClientValue name={t('clients.what.name')} {...common('name')} required />
        <ClientValue name={t('clients.position')} {...common('position')} />
        <CompanyPicker contact={contact} locked={locked} save={save} />
        <ClientValue
          name={t('clients.what.timeZone')}
          {...common('timeZone')}
          maxLength={60}
          placeholder={contact.timeZone ?? 'Asia/Yekaterinburg'}
        />
      </ClientDetails>
    </>
  )
}
