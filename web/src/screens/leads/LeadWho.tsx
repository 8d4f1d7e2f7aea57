import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { LeadCard } from '@reglament/contract'
import { clientDealsQuery } from '../../api/queries.ts'
import { useMe } from '../../shell/useMe.ts'
import { serverNow } from '../../ui/now.ts'
import { Clause } from '../../verdict/Clause.tsx'
import { useFormat } from '../../words/format.tsx'
import { Attach } from './Attach.tsx'
import { isOpen } from './isOpen.ts'
import { Part } from './Part.tsx'
import list from './Leads.module.css'
import styles from './LeadPanel.module.css'

/** Who asks: the client that he was known as, and deals of his to which it may belong. */
export function Client({ lead }: { lead: LeadCard }) {
  const { t } = useTranslation()
  return (
    <Part title={t('leads.client')}>
      {lead.contact ? (
        <>
          <p>
            <Link to="/contacts/$contactId" params={{ contactId: lead.contact.id }} className={list.deal}>
              {lead.contact.name}
            </Link>
            {lead.client && lead.client.id !== lead.contact.id && <span className="muted"> · {lead.client.name}</span>}
          </p>
          {lead.knownBy.length > 0 && (
            <p className="muted sm">
              {t('leads.clientKnown', { by: lead.knownBy.map((kind) => t(`leads.knownBy.${kind as 'phone'}`)).join(', ') })}
            </p>
          )}
          {isOpen(lead) && lead.mayAct && <OpenDeals lead={lead} contactId={lead.contact.id} />}
        </>
      ) : (
        <p className="muted">{t('leads.clientUnknown')}</p>
      )}
    </Part>
  )
}

function OpenDeals({ lead, contactId }: { lead: LeadCard; contactId: string }) {
  const { t } = useTranslation()
  const { data } = useInfiniteQuery(clientDealsQuery({ kind: 'contact', id: contactId }))
  const deals = data?.pages.flatMap(({ items }) => items).filter(({ status }) => status === 'open') ?? []
  if (deals.length === 0) return null
  return (
    <>
      <h4>{t('leads.dealsOf')}</h4>
      <ul className={styles.deals}>
        {deals.map(({ id, number, title }) => (
          <li key={id}>
            <span>{title}</span>
            <Attach lead={lead} deal={{ id, number }} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** Whose the lead is, and by which rule. */
export function Route({ lead: { route, responsible } }: { lead: LeadCard }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { member } = useMe()
  return (
    <Part title={t(responsible?.id === member.id ? 'leads.whyMe' : 'leads.whyWho')}>
      <p>
        {responsible && responsible.id !== member.id && <b>{responsible.name}. </b>}
        {route.text} <Clause clause={route.clause} number={route.clauseNumber} />
      </p>
      {route.reservedUntil && (
        <p className="muted sm">
          {[route.reservedFor?.name, t('leads.keptUntil', { moment: format.momentExactly(route.reservedUntil, serverNow()) })]
            .filter(Boolean)
            .join(', ')}
        </p>
      )}
    </Part>
  )
}
