import type { Found } from '@reglament/contract'
import type { TFunction } from 'i18next'
import type { IconName } from '../ui/icons.tsx'

/** One line of the search: what it is called, what is said beside it, where it leads. */
export type Result = { id: string; icon: IconName; name: string; beside: string; to: string; hash?: string }
export type Group = { title: string; results: Result[] }

const joined = (...parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join(' · ')

/** What was found, by kind, in the order in which people mostly want it. */
export function groupsOf(found: Found, t: TFunction): Group[] {
  const returning = (is: boolean) => is && t('palette.returning')
  return [
    {
      title: t('palette.deals'),
      results: found.deals.map(({ id, number, title, client, stage, responsible }) => ({
        id: `deal ${id}`,
        icon: 'deals' as const,
        name: title,
        beside: joined(t('deal.number', { number }), client, stage, responsible?.name),
        to: `/deals/${id}`,
      })),
    },
    {
      title: t('palette.contacts'),
      results: found.contacts.map(({ id, name, phone, email, companyName, returning: is }) => ({
        id: `contact ${id}`,
        icon: 'client' as const,
        name,
        beside: joined(phone, email, companyName, returning(is)),
        to: `/contacts/${id}`,
      })),
    },
    {
      title: t('palette.companies'),
      results: found.companies.map(({ id, name, inn, returning: is }) => ({
        id: `company ${id}`,
        icon: 'client' as const,
        name,
        beside: joined(inn && t('palette.inn', { inn }), returning(is)),
        to: `/companies/${id}`,
      })),
    },
    {
      title: t('palette.clauses'),
      results: found.clauses.map(({ key, number, title }) => ({
        id: `clause ${key}`,
        icon: 'reg' as const,
        name: title,
        beside: t('ui.clause', { number }),
        to: '/regulation',
        hash: key,
      })),
    },
  ].filter(({ results }) => results.length > 0)
}
