import { queryOptions } from '@tanstack/react-query'
import type { Merge, Suggestion } from '@reglament/contract'
import { call } from './client.ts'
import { queryClient } from './queryClient.ts'

const of = encodeURIComponent
export type MergeKind = Merge['kind']
const segment = { contact: 'contacts', company: 'companies', lead: 'leads' } as const

/** Who a lead may be: people, companies and other leads, sure and likely, each with what is the same and what differs (C2). */
export const suggestionsQuery = (leadId: string) =>
  queryOptions({
    queryKey: ['lead', leadId, 'suggestions'],
    queryFn: async ({ signal }) => (await call<{ items: Suggestion[] }>('GET', `/leads/${of(leadId)}/suggestions`, { signal })).items,
    staleTime: 10_000,
  })

/** What went into a person, a company or a lead. */
export const mergesQuery = (kind: MergeKind, id: string) =>
  queryOptions({
    queryKey: ['merges', kind, id],
    queryFn: async ({ signal }) => (await call<{ items: Merge[] }>('GET', `/${segment[kind]}/${of(id)}/merges`, { signal })).items,
    staleTime: 10_000,
  })

/** A merge changes whose deals, leads and people are: everything on the screen is read anew. */
const anew = (merge: Merge): Merge => {
  void queryClient.invalidateQueries()
  return merge
}
export const mergeInto = (kind: MergeKind, survivorId: string, mergedId: string) =>
  call<Merge>('POST', `/${segment[kind]}/${of(survivorId)}/merges`, { body: { id: mergedId } }).then(anew)
export const undoMerge = ({ kind, survivorId, id }: Pick<Merge, 'kind' | 'survivorId' | 'id'>) =>
  call<Merge>('DELETE', `/${segment[kind]}/${of(survivorId)}/merges/${of(id)}`).then(anew)
