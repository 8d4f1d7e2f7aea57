import { queryOptions, useMutation } from '@tanstack/react-query'
import type {
  Absence,
  AbsenceCreation,
  ActAnswer,
  Exchange,
  ExchangeCount,
  Page,
  Release,
  ReleaseCreation,
  ReleaseDeal,
  ReleaseList,
} from '@reglament/contract'
import { setClockBy } from '../ui/now.ts'
import { settle } from './acts.ts'
import { call } from './client.ts'
import { queryClient } from './queryClient.ts'

const of = encodeURIComponent
const halfMinute = 30_000

/** What narrows the exchange; also what stands in the address bar. */
export type ExchangeFilter = { takeable?: boolean | undefined; source?: string | undefined }

/** Deals that wait, the longest waiting first, as far as they have been read. */
export const exchangeQuery = (filter: ExchangeFilter, pages: number) =>
  queryOptions({
    queryKey: ['exchange', 'list', filter, pages],
    queryFn: async ({ signal }): Promise<Exchange> => {
      const query = { ...(filter.takeable && { takeable: true }), ...(filter.source && { source: filter.source }) }
      const first = await call<Exchange>('GET', '/exchange', { query, signal })
      setClockBy(first.at)
      let last = first
      const items = [...first.items]
      for (let page = 1; page < pages && last.next; page++) {
        last = await call<Exchange>('GET', '/exchange', { query: { ...query, after: last.next }, signal })
        items.push(...last.items)
      }
      return { ...first, items, ...(last.next ? { next: last.next } : { next: undefined as never }) }
    },
    placeholderData: (known) => known,
    refetchInterval: halfMinute,
  })

/** How many wait, for the rail; live news bring it up to date sooner. */
export const exchangeCountQuery = queryOptions({
  queryKey: ['exchange', 'count'],
  queryFn: async ({ signal }) => (await call<ExchangeCount>('GET', '/exchange/count', { signal })).waiting,
  refetchInterval: 2 * halfMinute,
})

/** Releases in sight, the latest first. */
export const releasesQuery = queryOptions({
  queryKey: ['releases'],
  queryFn: async ({ signal }) => (await call<ReleaseList>('GET', '/exchange/releases', { signal })).items,
  refetchInterval: ({ state }) => (state.data?.some((it) => it.state === 'running' || it.state === 'undoing') ? 2000 : halfMinute),
})
/** The deals of one manager in a release, and what becomes of each. */
export const releaseDealsQuery = (id: string, memberId: string) =>
  queryOptions({
    queryKey: ['releases', id, memberId],
    queryFn: async ({ signal }) =>
      (await call<Page<ReleaseDeal>>('GET', `/exchange/releases/${of(id)}/deals`, { query: { memberId }, signal })).items,
  })

const readAnew = () => {
  void queryClient.invalidateQueries({ queryKey: ['exchange'] })
  void queryClient.invalidateQueries({ queryKey: ['me'] })
}
const releaseIs = (release: Release) => {
  queryClient.setQueryData(releasesQuery.queryKey, (known) => known?.map((it) => (it.id === release.id ? release : it)))
  void queryClient.invalidateQueries({ queryKey: ['releases'] })
}

/** Takes a deal from the exchange; a refusal comes as a `ProblemError`, and what is shown is read anew either way. */
export const useTake = () =>
  useMutation({
    mutationFn: ({ id, confirmed }: { id: string; confirmed?: boolean }) =>
      call<ActAnswer>('POST', `/deals/${of(id)}/taking`, { body: confirmed ? { confirmed } : {} }),
    onSuccess: settle,
    onSettled: readAnew,
  })
/** Gives a deal back to the exchange, with a reason. */
export const useGiveBack = (id: string) =>
  useMutation({
    mutationFn: (body: { reason: string; confirmed?: boolean }) => call<ActAnswer>('POST', `/deals/${of(id)}/giving-back`, { body }),
    onSuccess: settle,
    onSettled: readAnew,
  })

/** Opens a release. */
export const useOpenRelease = () =>
  useMutation({
    mutationFn: (body: ReleaseCreation) => call<Release>('POST', '/exchange/releases', { body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['releases'] }),
  })
/** Calls a release off, or undoes it. */
export const useEndRelease = () =>
  useMutation({
    mutationFn: ({ id, how }: { id: string; how: 'cancellation' | 'undoing' }) =>
      call<Release>('POST', `/exchange/releases/${of(id)}/${how}`, { body: {} }),
    onSuccess: (release) => {
      releaseIs(release)
      readAnew()
    },
  })
/** Marks a deal to be kept in a release, or takes the mark back. */
export const useMark = () =>
  useMutation({
    mutationFn: ({ releaseId, dealId, keep }: { releaseId: string; dealId: string; keep: boolean }) =>
      call<Release>(keep ? 'PUT' : 'DELETE', `/exchange/releases/${of(releaseId)}/marks/${of(dealId)}`, keep ? { body: {} } : {}),
    onSuccess: releaseIs,
  })

/** Absences in sight. */
export const absencesQuery = queryOptions({
  queryKey: ['absences'],
  queryFn: async ({ signal }) => (await call<{ items: Absence[] }>('GET', '/absences', { signal })).items,
})
const absencesAnew = () => queryClient.invalidateQueries({ queryKey: ['absences'] })
export const useAddAbsence = () =>
  useMutation({ mutationFn: (body: AbsenceCreation) => call<Absence>('POST', '/absences', { body }), onSuccess: absencesAnew })
/** Ends an absence that has begun now, or calls off one that has not. */
export const useEndAbsence = () =>
  useMutation({
    mutationFn: (id: string) => call<Absence | null>('POST', `/absences/${of(id)}/ending`, { body: {} }),
    onSuccess: absencesAnew,
  })
