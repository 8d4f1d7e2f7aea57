import { infiniteQueryOptions, queryOptions, useMutation } from '@tanstack/react-query'
import type {
  ActAnswer,
  LostCampaign,
  LostCampaignCreation,
  CardFile,
  ClosingReviewDetail,
  ClosingReviewPage,
  LostDealPage,
  LostSummary,
  QualitySamplePage,
  Receivers,
  ReviewState,
  ReviewVerdict,
  SampleState,
  SampleVerdict,
} from '@reglament/contract'
import { locale } from '../words/i18n.ts'
import { settle } from './acts.ts'
import { call } from './client.ts'
import { NoAnswerError, ProblemError } from './faults.ts'
import { queryClient } from './queryClient.ts'

type Signal = { signal?: AbortSignal }
const minute = 60_000

/** What narrows the base of lost deals; also what stands in the address bar. */
export type LostFilter = {
  reason?: string | undefined
  closedFrom?: string | undefined
  closedTo?: string | undefined
  sumFrom?: number | undefined
  currency?: string | undefined
  source?: string | undefined
  niche?: string | undefined
  product?: string | undefined
}

/** Closings by the state of their review; those to be checked the oldest first. */
export const reviewsQuery = (state: ReviewState) =>
  infiniteQueryOptions({
    queryKey: ['closing-reviews', state],
    queryFn: ({ pageParam, signal }) =>
      call<ClosingReviewPage>('GET', '/closing-reviews', { query: { state, limit: 50, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    refetchInterval: minute,
  })
/** Everything about one closing. */
export const reviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['closing-review', id],
    queryFn: ({ signal }: Signal) => call<ClosingReviewDetail>('GET', `/closing-reviews/${id}`, { ...(signal && { signal }) }),
  })
/** To whom a deal may be returned, with their load. */
export const receiversQuery = queryOptions({
  queryKey: ['deal-receivers'],
  queryFn: async ({ signal }: Signal) => (await call<Receivers>('GET', '/deal-receivers', { ...(signal && { signal }) })).items,
  staleTime: 10_000,
})
/** Losses drawn for a call. */
export const samplesQuery = (state: SampleState) =>
  infiniteQueryOptions({
    queryKey: ['quality-samples', state],
    queryFn: ({ pageParam, signal }) =>
      call<QualitySamplePage>('GET', '/quality-samples', { query: { state, limit: 50, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    refetchInterval: minute,
  })
/** The base of lost deals, page by page. */
export const lostDealsQuery = (filter: LostFilter) =>
  infiniteQueryOptions({
    queryKey: ['lost-deals', filter],
    queryFn: ({ pageParam, signal }) =>
      call<LostDealPage>('GET', '/lost-deals', { query: { ...filter, limit: 50, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  })
/** How many a segment holds, and by which reasons. */
export const lostSummaryQuery = (filter: LostFilter) =>
  queryOptions({
    queryKey: ['lost-summary', filter],
    queryFn: ({ signal }: Signal) => call<LostSummary>('GET', '/lost-deals/summary', { query: { ...filter }, ...(signal && { signal }) }),
  })
/** Campaigns with what has come of them. */
export const campaignsQuery = queryOptions({
  queryKey: ['campaigns'],
  queryFn: async ({ signal }: Signal) => (await call<{ items: LostCampaign[] }>('GET', '/campaigns', { ...(signal && { signal }) })).items,
  refetchInterval: minute,
})
/** Files of a card. */
export const filesQuery = (dealId: string) =>
  queryOptions({
    queryKey: ['files', dealId],
    queryFn: async ({ signal }: Signal) =>
      (await call<{ items: CardFile[] }>('GET', `/deals/${dealId}/files`, { ...(signal && { signal }) })).items,
  })

const forgetControl = () => {
  for (const key of ['closing-reviews', 'closing-review', 'quality-samples', 'lost-deals', 'lost-summary', 'deal-receivers', 'campaigns'])
    void queryClient.invalidateQueries({ queryKey: [key] })
}
const judged = (answer: ActAnswer) => {
  settle(answer)
  forgetControl()
}

/** Gives the verdict of a closing review. */
export const useReviewVerdict = (id: string) =>
  useMutation({
    mutationFn: (verdict: ReviewVerdict) => call<ActAnswer>('POST', `/closing-reviews/${id}/verdict`, { body: verdict }),
    onSuccess: judged,
  })
/** Writes down what a called client said. */
export const useSampleVerdict = (id: string) =>
  useMutation({
    mutationFn: (verdict: SampleVerdict) => call<ActAnswer>('POST', `/quality-samples/${id}/verdict`, { body: verdict }),
    onSuccess: judged,
  })
/** Begins a campaign. */
export const useBeginCampaign = () =>
  useMutation({
    mutationFn: (campaign: LostCampaignCreation) => call<LostCampaign>('POST', '/campaigns', { body: campaign }),
    onSuccess: forgetControl,
  })
/** Ends a campaign before its end. */
export const useEndCampaign = () =>
  useMutation({ mutationFn: (id: string) => call<LostCampaign>('POST', `/campaigns/${id}/ending`), onSuccess: forgetControl })

/** Puts a file into a card as proof. */
export const useAddFile = (dealId: string) =>
  useMutation({
    mutationFn: (file: File) => send(`/api/deals/${dealId}/files?name=${encodeURIComponent(file.name)}`, file),
    onSuccess: (answer) => {
      void queryClient.invalidateQueries({ queryKey: ['files', dealId] })
      settle(answer)
    },
  })

async function send(address: string, file: File): Promise<ActAnswer> {
  const headers = { accept: 'application/json', 'accept-language': locale(), 'content-type': 'application/octet-stream' }
  const answer = await fetch(address, { method: 'POST', headers, body: file, credentials: 'same-origin' }).catch((error: unknown) => {
    throw new NoAnswerError('offline', error)
  })
  const told = (await answer.json().catch(() => undefined)) as ActAnswer
  if (answer.ok) return told
  throw new ProblemError((told as never) ?? { type: 'about:blank', title: answer.statusText, status: answer.status })
}
