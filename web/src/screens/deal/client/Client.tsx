import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { LocalTime } from '../../../clients/LocalTime.tsx'
import { WayLink } from '../../../clients/WayLink.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useWhenRevealed } from '../reveal.tsx'
import { Section } from '../Section.tsx'
import type { ClientPart } from './ClientDialog.tsx'
import styles from './Client.module.css'
import { later } from '../../../ui/later.tsx'

const ClientDialog = later(async () => (await import('./ClientDialog.tsx')).ClientDialog)

/** Who the client is: the person, the ways to reach him, the company, whether he has bought before. */
export function Client({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<ClientPart>('contact')
  const [opened, setOpened] = useState(false)
  const ask = (part: ClientPart) => () => {
    setAsked(part)
    setOpened(true)
  }
  useWhenRevealed('client', ask('contact'))
  useWhenRevealed('company', ask('company'))
  const { contact, company } = deal
  const returning = (company?.returning ?? false) || (contact?.returning ?? false)
  return (
    <Section
      title={t('deal.client.title')}
      side={
        contact &&
        deal.mayAct && (
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
            <Link to="/contacts/$contactId" params={{ contactId: contact.id }} className={styles.name}>
              {contact.name}
            </Link>
            <p className={styles.mark}>
              {returning && <Icon name="loop" size={14} />}
              {t(returning ? 'deal.client.returning' : 'deal.client.new')}
            </p>
          </div>
        </div>
      ) : deal.mayAct ? (
        <button type="button" className={styles.add} onClick={ask('contact')}>
          <Icon name="plus" size={14} />
          {t('deal.client.addContact')}
        </button>
      ) : (
        <p className="muted">{t('card.client.none')}</p>
      )}
      <div className={styles.ways}>
        {contact?.ways.map((way) => (
          <WayLink key={`${way.kind}:${way.value}`} way={way} barred={contact}>
            {way.main && way.kind === 'phone' && <LocalTime timeZone={contact.timeZone} />}
          </WayLink>
        ))}
        {company ? (
          <span className={styles.company}>
            <Icon name="deals" size={14} />
            <Link to="/companies/$companyId" params={{ companyId: company.id }} className="cut" data-hint={company.name}>
              {company.name}
            </Link>
            {deal.mayAct && (
              <button type="button" className="link sm" onClick={ask('company')} aria-label={t('deal.client.changeCompany')}>
                {t('deal.client.change')}
              </button>
            )}
          </span>
        ) : !deal.mayAct ? null : (
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
