import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useFormat } from '../../../words/format.tsx'
import { Section } from '../Section.tsx'
import { ClientDialog, type ClientPart } from './ClientDialog.tsx'
import styles from './Client.module.css'

/** Who the client is: the person, the ways to reach him, the company, whether he has bought before. */
export function Client({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [asked, setAsked] = useState<ClientPart>('contact')
  const [opened, setOpened] = useState(false)
  const ask = (part: ClientPart) => () => {
    setAsked(part)
    setOpened(true)
  }
  const { contact, company } = deal
  const returning = (company?.returning ?? false) || (contact?.returning ?? false)
  return (
    <Section
      title={t('deal.client.title')}
      side={
        contact && (
          <button type="button" className="link" onClick={ask('contact')}>
            {t('deal.client.change')}
          </button>
        )
      }
    >
      {contact ? (
        <div className={styles.person}>
          <Avatar name={contact.name} size="l" silent />
          <div className="grow">
            <b>{contact.name}</b>
            <p className={styles.mark}>
              {returning && <Icon name="loop" size={14} />}
              {t(returning ? 'deal.client.returning' : 'deal.client.new')}
            </p>
          </div>
        </div>
      ) : (
        <button type="button" className={styles.add} onClick={ask('contact')}>
          <Icon name="plus" size={14} />
          {t('deal.client.addContact')}
        </button>
      )}
      <div className={styles.ways}>
        {contact?.phone && (
          <a href={`tel:${contact.phone}`}>
            <Icon name="call" size={14} />
            {format.phone(contact.phone)}
          </a>
        )}
        {contact?.email && (
          <a href={`mailto:${contact.email}`}>
            <Icon name="mail" size={14} />
            <span className="cut" data-hint={contact.email}>
              {contact.email}
            </span>
          </a>
        )}
        {company ? (
          <span className={styles.company}>
            <Icon name="deals" size={14} />
            <span className="cut" data-hint={company.name}>
              {company.name}
            </span>
            <button type="button" className="link sm" onClick={ask('company')} aria-label={t('deal.client.changeCompany')}>
              {t('deal.client.change')}
            </button>
          </span>
        ) : (
          <button type="button" className={styles.add} onClick={ask('company')}>
            <Icon name="plus" size={14} />
            {t('deal.client.addCompany')}
          </button>
        )}
      </div>
      <ClientDialog deal={deal} part={asked} opened={opened} onClose={() => setOpened(false)} />
    </Section>
  )
}
