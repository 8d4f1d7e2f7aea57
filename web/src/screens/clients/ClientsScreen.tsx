import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Company, Contact } from '@reglament/contract'
import { companyListQuery, contactListQuery } from '../../api/queries.ts'
import { LocalTime } from '../../clients/LocalTime.tsx'
import { Screen } from '../../shell/Screen.tsx'
import { useMe } from '../../shell/useMe.ts'
import { Button } from '../../ui/Button.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { MailWay, PhoneWay } from '../../ui/Ways.tsx'
import { useFormat } from '../../words/format.tsx'
import { AddClient } from './AddClient.tsx'
import { cx } from '../../ui/cx.ts'
import { Segments } from '../../ui/Segments.tsx'
import styles from './ClientsScreen.module.css'

/** Persons and companies, found by the beginning of a name, a phone in any spelling, an e-mail. */
export function ClientsScreen() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { rights } = useMe()
  const { kind = 'contacts', q = '' } = useSearch({ from: '/inside/clients' })
  const [adding, setAdding] = useState(false)
  const search = (typed: string) =>
    void navigate({ to: '/clients', search: { ...(kind === 'companies' && { kind }), ...(typed && { q: typed }) }, replace: true })
  const choose = (next: 'contacts' | 'companies') =>
    void navigate({ to: '/clients', search: { ...(next === 'companies' && { kind: next }), ...(q && { q }) } })
  const add = kind === 'contacts' ? 'clients.addPerson' : 'clients.addCompany'
  return (
    <Screen
      title={t('clients.title')}
      searchAbove
      actions={
        rights.editClients && (
          <Button size="s" icon="plus" label={t(add)} onPress={() => setAdding(true)}>
            <span className="hide-s">{t(add)}</span>
          </Button>
        )
      }
      bar={
        <>
          <Segments
            label={t('clients.kind')}
            value={kind}
            options={[
              { key: 'contacts', name: t('clients.people') },
              { key: 'companies', name: t('clients.companies') },
            ]}
            onChange={choose}
          />
          <SearchBox
            label={t('clients.search')}
            hint={t(kind === 'contacts' ? 'clients.searchPeople' : 'clients.searchCompanies')}
            value={q}
            onChange={search}
          />
        </>
      }
    >
      <div className={styles.page}>{kind === 'contacts' ? <People q={q} /> : <Companies q={q} />}</div>
      <AddClient kind={kind} opened={adding} onClose={() => setAdding(false)} />
    </Screen>
  )
}

type Pages<Item> = {
  data: { pages: { items: Item[] }[] } | undefined
  error: unknown
  refetch: () => unknown
  isFetching: boolean
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

function useRows<Item>(query: Pages<Item>, q: string): { rows: Item[] | undefined; state: ReactNode; more: ReactNode } {
  const { t } = useTranslation()
  const { data, error, refetch, isFetching, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const rows = data?.pages.flatMap((page) => page.items)
  const state = !rows ? (
    error ? (
      <ErrorState padded error={error} what={t('clients.failed')} retry={() => void refetch()} busy={isFetching} />
    ) : (
      <SkeletonRows padded rows={8} />
    )
  ) : rows.length === 0 ? (
    <EmptyState padded icon="client" title={t(q === '' ? 'clients.none' : 'clients.notFound')}>
      {t(q === '' ? 'clients.noneText' : 'clients.notFoundText')}
    </EmptyState>
  ) : undefined
  const more = hasNextPage && (
    <p className={styles.more}>
      <Button size="s" busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
        {t('deal.timeline.more')}
      </Button>
    </p>
  )
  return { rows, state, more }
}

const Mark = ({ returning }: { returning: boolean }) => {
  const { t } = useTranslation()
  return returning ? <Tag icon="loop">{t('clients.returning')}</Tag> : <span className="muted sm">{t('clients.new')}</span>
}

function People({ q }: { q: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { rows, state, more } = useRows<Contact>(useInfiniteQuery(contactListQuery(q)), q)
  if (state || !rows) return state
  return (
    <>
      <table className={cx('list-table', styles.table)}>
        <thead>
          <tr>
            <th scope="col">{t('clients.person')}</th>
            <th scope="col">{t('clients.company')}</th>
            <th scope="col">{t('deal.client.phone')}</th>
            <th scope="col">{t('deal.client.email')}</th>
            <th scope="col">{t('clients.whether')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((contact) => (
            <tr key={contact.id}>
              <td>
                <Link to="/contacts/$contactId" params={{ contactId: contact.id }} className={styles.name}>
                  {contact.name}
                </Link>
                {contact.position && <span className="muted sm"> {contact.position}</span>}
              </td>
              <td data-name={t('clients.company')}>
                {contact.companyId && (
                  <Link to="/companies/$companyId" params={{ companyId: contact.companyId }}>
                    {contact.companyName}
                  </Link>
                )}
              </td>
              <td data-name={t('deal.client.phone')}>
                {contact.phone && (
                  <span className={styles.phone}>
                    <PhoneWay phone={contact.phone} barred={contact.doNotCall}>
                      {format.phone(contact.phone)}
                    </PhoneWay>
                    <LocalTime timeZone={contact.timeZone} />
                  </span>
                )}
              </td>
              <td data-name={t('deal.client.email')}>
                {contact.email && (
                  <MailWay email={contact.email} barred={contact.doNotMail}>
                    {contact.email}
                  </MailWay>
                )}
              </td>
              <td>
                <Mark returning={contact.returning} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  )
}

function Companies({ q }: { q: string }) {
  const { t } = useTranslation()
  const { rows, state, more } = useRows<Company>(useInfiniteQuery(companyListQuery(q)), q)
  if (state || !rows) return state
  return (
    <>
      <table className={cx('list-table', styles.table)}>
        <thead>
          <tr>
            <th scope="col">{t('clients.company')}</th>
            <th scope="col">{t('clients.inn')}</th>
            <th scope="col">{t('clients.site')}</th>
            <th scope="col">{t('clients.whether')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, inn, site, returning }) => (
            <tr key={id}>
              <td>
                <Link to="/companies/$companyId" params={{ companyId: id }} className={styles.name}>
                  {name}
                </Link>
              </td>
              <td data-name={t('clients.inn')}>{inn}</td>
              <td data-name={t('clients.site')}>
                {site && (
                  <a href={site} target="_blank" rel="noopener noreferrer">
                    {site.replace(/^https?:\/\//, '')}
                  </a>
                )}
              </td>
              <td>
                <Mark returning={returning} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  )
}
