import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  DealInquiry,
  FirstAnswerReport,
  Form,
  FormCreation,
  FormEdit,
  Lead,
  LeadActAnswer,
  LeadArrived,
  LeadBulk,
  LeadBulkAnswer,
  LeadCard,
  LeadComment,
  LeadConversion,
  LeadCreation,
  LeadEdit,
  LeadReason,
  LeadRejection,
  Page,
  QuarantineItem,
  Replay,
  ReplayAnswer,
  WebhookIn,
  WebhookInCreated,
  WebhookInCreation,
  WebhookInEdit,
  DoorSample,
  WebhookTried,
} from '@reglament/contract'
import { forget } from './acts.ts'
import { call } from './client.ts'
import { queryClient } from './queryClient.ts'

const of = encodeURIComponent
const minute = 60_000
const pages = { initialPageParam: undefined as string | undefined, getNextPageParam: (page: { next?: string }) => page.next }

/** What narrows the list of leads; also what stands in the address bar. */
export type LeadFilter = {
  status?: string | undefined
  source?: string | undefined
  channel?: string | undefined
  campaign?: string | undefined
  responsible?: string | undefined
  order?: 'oldest' | undefined
  q?: string | undefined
}

/** Leads in sight by age, page by page; live news bring them up to date, the clock of each goes on by itself. */
export const leadsQuery = (filter: LeadFilter) =>
  infiniteQueryOptions({
    queryKey: ['leads', filter],
    queryFn: ({ pageParam, signal }) => call<Page<Lead>>('GET', '/leads', { query: { ...filter, after: pageParam }, signal }),
    ...pages,
    placeholderData: keepPreviousData,
    refetchInterval: minute,
  })
/** The inquiries that a deal was made of, the first of them first. */
export const dealInquiriesQuery = (dealId: string) =>
  queryOptions({
    queryKey: ['deal-inquiries', dealId],
    queryFn: async ({ signal }) => (await call<{ items: DealInquiry[] }>('GET', `/deals/${of(dealId)}/inquiries`, { signal })).items,
    staleTime: minute,
  })
/** How fast the inquiries of a span of days were answered. */
export const firstAnswersQuery = (span: string) =>
  queryOptions({
    queryKey: ['first-answers', span],
    queryFn: ({ signal }) => call<FirstAnswerReport>('GET', '/reports/first-answer', { query: { span }, signal }),
    refetchInterval: minute,
  })
/** One lead with its traces and its history. */
export const leadQuery = (id: string) =>
  queryOptions({
    queryKey: ['lead', id],
    queryFn: ({ signal }) => call<LeadCard>('GET', `/leads/${of(id)}`, { signal }),
    staleTime: 10_000,
  })
/** Reasons of bad leads, a list of the company. */
export const leadReasonsQuery = queryOptions({
  queryKey: ['lead-reasons'],
  queryFn: async ({ signal }) => (await call<{ items: LeadReason[] }>('GET', '/lead-reasons', { signal })).items,
  staleTime: 5 * minute,
})
/** What arrived and was not understood, or looks like a robot's. */
export const quarantineQuery = (state: QuarantineItem['state']) =>
  infiniteQueryOptions({
    queryKey: ['quarantine', state],
    queryFn: ({ pageParam, signal }) => call<Page<QuarantineItem>>('GET', '/quarantine', { query: { state, after: pageParam }, signal }),
    ...pages,
    refetchInterval: minute / 2,
  })

/** One of them with all that came; the list has the beginning of what is long. */
export const quarantinedQuery = (id: string) =>
  queryOptions({
    queryKey: ['quarantine', 'one', id],
    queryFn: ({ signal }) => call<QuarantineItem>('GET', `/quarantine/${of(id)}`, { signal }),
  })

const countedMost = 9
/** How many wait in the quarantine for a person, as it is said beside its name; nothing where none does. */
export const waitingCountQuery = queryOptions({
  queryKey: ['quarantine', 'count'],
  queryFn: async ({ signal }) => {
    const query = { state: 'waiting', limit: countedMost + 1 }
    const { items } = await call<Page<QuarantineItem>>('GET', '/quarantine', { query, signal })
    return items.length > countedMost ? `${countedMost}+` : items.length === 0 ? '' : String(items.length)
  },
  refetchInterval: minute / 2,
})

const readAnew = () =>
  Promise.all([['leads'], ['lead'], ['quarantine']].map((queryKey) => queryClient.invalidateQueries({ queryKey }))).then(() => undefined)

/** Everything that shows a lead or the deal made of it is read anew. */
const after = <Answer extends Pick<LeadArrived, 'dealId'>>(answer: Answer): Answer => {
  void readAnew()
  if (answer.dealId) forget(answer.dealId)
  return answer
}

/** Writes an inquiry down by hand. */
export const addLead = (body: LeadCreation) => call<LeadArrived>('POST', '/leads', { body }).then(after)
export const editLead = ({ id, version }: Pick<Lead, 'id' | 'version'>, body: LeadEdit) =>
  call<LeadActAnswer>('PATCH', `/leads/${of(id)}`, { body, version }).then(after)
/** Makes the deal of a lead, or adds the lead to an open one; a refusal comes as a `ProblemError`. */
export const convertLead = (id: string, body: LeadConversion) =>
  call<LeadActAnswer>('POST', `/leads/${of(id)}/conversion`, { body }).then(after)
export const rejectLead = (id: string, body: LeadRejection) =>
  call<LeadActAnswer>('POST', `/leads/${of(id)}/rejection`, { body }).then(after)
/** One act on many leads; each row says what became of it. */
export const actOnLeads = async (body: LeadBulk) => {
  const answer = await call<LeadBulkAnswer>('POST', '/leads/bulk', { body })
  void readAnew()
  return answer
}
/** Writes down what was learned of a lead. */
export const commentOnLead = async (id: string, text: string) => {
  const written = await call<LeadComment>('POST', `/leads/${of(id)}/comments`, { body: { text } })
  await queryClient.invalidateQueries({ queryKey: ['lead', id] })
  return written
}
/** A lead that was rejected by mistake is open again. */
export const reopenLead = (id: string) => call<LeadActAnswer>('POST', `/leads/${of(id)}/reopening`, { body: {} }).then(after)

/** Plays something of the quarantine again, with what a person has read in it. */
export const replayArrival = async (id: string, body: Replay) => {
  const answer = await call<ReplayAnswer>('POST', `/quarantine/${of(id)}/replay`, { body })
  void readAnew()
  return answer
}
export const dismissArrival = async (id: string) => {
  await call<ReplayAnswer>('POST', `/quarantine/${of(id)}/dismissal`, { body: {} })
  void readAnew()
}

/** Forms of sites and webhooks of other programs. */
export const formsQuery = queryOptions({
  queryKey: ['forms'],
  queryFn: async ({ signal }) => (await call<{ items: Form[] }>('GET', '/forms', { signal })).items,
})
export const hooksQuery = queryOptions({
  queryKey: ['webhooks-in'],
  queryFn: async ({ signal }) => (await call<{ items: WebhookIn[] }>('GET', '/webhooks-in', { signal })).items,
})
const doorsAnew = <Answer>(answer: Answer): Answer => {
  void queryClient.invalidateQueries({ queryKey: ['forms'] })
  void queryClient.invalidateQueries({ queryKey: ['webhooks-in'] })
  return answer
}
export const addForm = (body: FormCreation) => call<Form>('POST', '/forms', { body }).then(doorsAnew)
export const editForm = ({ id, version }: Pick<Form, 'id' | 'version'>, body: FormEdit) =>
  call<Form>('PATCH', `/forms/${of(id)}`, { body, version }).then(doorsAnew)
/** Whatever a colleague changed meanwhile: on or off is no edit of what he wrote. */
export const turnForm = (id: string, enabled: boolean) => call<Form>('PATCH', `/forms/${of(id)}`, { body: { enabled } }).then(doorsAnew)
/** Another address; the old one takes nothing more. */
export const renewForm = (id: string) => call<Form>('POST', `/forms/${of(id)}/address`, { body: {} }).then(doorsAnew)
export const renewHook = (id: string) => call<WebhookInCreated>('POST', `/webhooks-in/${of(id)}/address`, { body: {} }).then(doorsAnew)
export const removeForm = (id: string) => call<void>('DELETE', `/forms/${of(id)}`).then(doorsAnew)
export const addHook = (body: WebhookInCreation) => call<WebhookInCreated>('POST', '/webhooks-in', { body }).then(doorsAnew)
export const editHook = ({ id, version }: Pick<WebhookIn, 'id' | 'version'>, body: WebhookInEdit) =>
  call<WebhookIn>('PATCH', `/webhooks-in/${of(id)}`, { body, version }).then(doorsAnew)
/** What came last through a form or a webhook, and what became of it; of a webhook a mapping is made by it. */
export const doorSampleQuery = (door: 'forms' | 'webhooks-in', id: string) =>
  queryOptions({
    queryKey: [door, id, 'sample'],
    queryFn: ({ signal }) => call<DoorSample>('GET', `/${door}/${of(id)}/sample`, { signal }),
  })
export const turnHook = (id: string, enabled: boolean) =>
  call<WebhookIn>('PATCH', `/webhooks-in/${of(id)}`, { body: { enabled } }).then(doorsAnew)
export const removeHook = (id: string) => call<void>('DELETE', `/webhooks-in/${of(id)}`).then(doorsAnew)
/** Sends a webhook an event as another program would; a signed one is signed on the server, which has the secret. */
export const tryHook = (id: string, body: string) =>
  call<WebhookTried>('POST', `/webhooks-in/${of(id)}/trials`, { body: { body } }).then(doorsAnew)
/** Sends to a form what a visitor of the site would send. */
export const tryForm = (key: string, body: Record<string, string>) =>
  call<{ id: string }>('POST', `/forms/${of(key)}/submissions`, { body }).then(doorsAnew)
