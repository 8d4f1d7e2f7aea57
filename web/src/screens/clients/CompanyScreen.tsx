import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Company } from '@reglament/contract'
import { companyQuery, contactListQuery } from '../../api/queries.ts'
import { server } from '../../api/server.ts'
import { ClientValue } from '../../clients/ClientValue.tsx'
import { LocalTime } from '../../clients/LocalTime.tsx'
import { useMe } from '../../shell/useMe.ts'
import { Button } from '../../ui/Button.tsx'
import { PhoneWay } from '../../ui/Ways.tsx'
import { useFormat } from '../../words/format.tsx'
import { ClientDetails, ClientFrame, keepClient } from './ClientFrame.tsx'
import styles from './ClientFrame.module.css'

/** A company: what is known of it, its people, its deals and its whole path. */
export function CompanyScreen() {
  const { t } = useTranslation()
  const { companyId = '' } = useParams({ strict: false })
  const query = useQuery(companyQuery(companyId))
  const company = query.data
  return (
    <ClientFrame
      key={companyId}
      client={{ kind: 'company', id: companyId }}
      query={query}
      name={company?.name ?? ''}
      returning={company?.returning ?? false}
      sub={company?.inn ? t('deal.client.inn', { inn: company.inn }) : t('clients.company')}
      mergedInto={company?.mergedInto ?? null}
      details={
        company && (
          <>
            <Details company={company} />
            <People companyId={company.id} />
          </>
        )
      }
    />
  )
}

function Details({ company }: { company: Company }) {
  const { t } = useTranslation()
  const { rights } = useMe()
  const keep = (saved: Company) => keepClient('company', saved)
  const common = (path: 'name' | 'inn' | 'site') => ({
    path,
    locked: !rights.editClients,
    value: company[path],
    save: async (value: string | null) => keep(await server.editCompany(company.id, company.version, { [path]: value })),
    theirsOf: (current: unknown) => (current as Company)[path],
    onCurrent: (current: unknown) => keep(current as Company),
  })
  return (
    <ClientDetails client={{ kind: 'company', id: company.id }}>
      <ClientValue name={t('clients.companyName')} {...common('name')} required />
      <ClientValue name={t('clients.inn')} {...common('inn')} maxLength={12} />
      <ClientValue
        name={t('clients.site')}
        {...common('site')}
        type="url"
        maxLength={300}
        placeholder="https://"
        shown={
          company.site ? (
            <a className={styles.way} href={company.site} target="_blank" rel="noopener noreferrer">
              {company.site.replace(/^https?:\/\//, '')}
            </a>
          ) : undefined
        }
      />
    </ClientDetails>
  )
}

function People({ companyId }: { companyId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(contactListQuery('', companyId))
  const people = data?.pages.flatMap(({ items }) => items) ?? []
  if (people.length === 0) return null
  return (
    <section className={styles.details}>
      <h3>{t('clients.people')}</h3>
      <ul className={styles.people}>
        {people.map(({ id, name, position, phone, timeZone, doNotCall }) => (
          <li key={id}>
            <p>
              <Link to="/contacts/$contactId" params={{ contactId: id }} className={styles.way}>
                {name}
              </Link>
              {position && <span className="muted sm"> {position}</span>}
            </p>
            {phone && (
              <p className="row sm">
                <PhoneWay phone={phone} barred={doNotCall}>
                  {format.phone(phone)}
                </PhoneWay>
                <LocalTime timeZone={timeZone} />
              </p>
            )}
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button size="s" busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('deal.timeline.more')}
        </Button>
      )}
    </section>
  )
}
