import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Board, Pipeline, TimelineKind } from '@reglament/contract'
import { narrowingOf, tableQuery, type DealSearch, type Narrowing } from '../lists/search.ts'
import { setClockBy } from '../ui/now.ts'
import { queryClient } from './queryClient.ts'
import { server, type TimelineOf } from './server.ts'

const minute = 60_000

/** Who is signed in, in which company, with what load. */
export const meQuery = queryOptions({ queryKey: ['me'], queryFn: (context) => server.me(context), staleTime: minute })
/** May a company be founded here. */
export const signUpQuery = queryOptions({ queryKey: ['sign-up'], queryFn: (context) => server.signUpState(context), staleTime: minute })
/** Pipelines with their stages, in order. */
export const pipelinesQuery = queryOptions({
  queryKey: ['pipelines'],
  queryFn: async (context) => (await server.pipelines(context)).items,
  staleTime: 10 * minute,
})
/** Fields of a card with their lists. */
export const fieldsQuery = queryOptions({
  queryKey: ['fields'],
  queryFn: async (context) => (await server.fields(context)).items,
  staleTime: 10 * minute,
})
/** Kinds of tasks, and which of them a person may set. */
export const taskKindsQuery = queryOptions({
  queryKey: ['task-kinds'],
  queryFn: async (context) => (await server.taskKinds(context)).items,
  staleTime: 10 * minute,
})
/** Members of the company that this person may see. */
export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: async (context) => (await server.members(context)).items,
  staleTime: 5 * minute,
})
/** Teams with their heads. */
export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: async (context) => (await server.teams(context)).items,
  staleTime: minute,
})
/** The company as its settings have it. */
export const workspaceQuery = queryOptions({ queryKey: ['workspace'], queryFn: (context) => server.workspace(context) })
/** Where this person is signed in. */
export const sessionsQuery = queryOptions({ queryKey: ['sessions'], queryFn: async (context) => (await server.sessions(context)).items })
/** How many open deals a member has; asked anew each time, for it is about to matter. */
export const openDealsOfQuery = (memberId: string) =>
  queryOptions({
    queryKey: ['deals', 'open-of', memberId],
    queryFn: (context) => server.openDealsCountOf(memberId, context),
    staleTime: 0,
  })
/** API keys. */
export const apiKeysQuery = queryOptions({ queryKey: ['api-keys'], queryFn: async (context) => (await server.apiKeys(context)).items })
/** The regulation in force: every clause in sentences. */
export const regulationQuery = queryOptions({
  queryKey: ['regulation'],
  queryFn: (context) => server.regulation(context),
  staleTime: 10 * minute,
})

/** What each clause found in the last 30 days. */
export const regulationFiguresQuery = queryOptions({
  queryKey: ['regulation-figures'],
  queryFn: (context) => server.regulationFigures(context),
  staleTime: minute,
})
/** The document of the regulation: stages, fields and lists as they are written. */
export const regulationDocumentQuery = queryOptions({
  queryKey: ['regulation-document'],
  queryFn: (context) => server.regulationDocument(context),
})
/** The regulation as heads are changing it together; looked at again when somebody comes back to the window. */
export const workingDraftQuery = queryOptions({
  queryKey: ['working-draft'],
  queryFn: (context) => server.workingDraft(context),
  staleTime: 0,
  refetchOnWindowFocus: 'always',
})
/** What one version differs in from another, in sentences. */
export const versionDifferencesQuery = (number: number, against: number) =>
  queryOptions({
    queryKey: ['version-differences', number, against],
    queryFn: (context) => server.versionDifferences(number, against, context),
    staleTime: Infinity,
  })

/** Imports of before. */
export const importsQuery = queryOptions({ queryKey: ['imports'], queryFn: async (context) => (await server.imports(context)).items })
/** One import; asked for again while it runs. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: (context) => server.oneImport(id, context),
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' || state.data?.state === 'running' ? 700 : false),
  })
/** Mappings that were saved to be used again. */
export const savedMappingsQuery = queryOptions({
  queryKey: ['import-mappings'],
  queryFn: async (context) => (await server.savedMappings(context)).items,
})

/** Why deals are lost: the company's list. */
export const lossReasonsQuery = queryOptions({
  queryKey: ['loss-reasons'],
  queryFn: (context) => server.lossReasons(context),
  staleTime: 10 * minute,
})
/** Every version of the regulation, the latest first, and how far its re-check has come. */
export const versionsQuery = queryOptions({
  queryKey: ['regulation-versions'],
  queryFn: async (context) => (await server.regulationVersions(context)).items,
  refetchInterval: ({ state }) => (state.data?.[0]?.recheck?.finished === false ? 2000 : false),
})

/** What narrows a board; also what stands in the address bar. */
export type BoardFilter = { pipeline: string; narrowing: Narrowing }
export const boardKey = ({ pipeline, narrowing }: BoardFilter) => ['board', pipeline, narrowing] as const

/** How many cards of a column are asked for first: more than a screen shows; the rest comes as it is scrolled to. */
const firstCards = 24

/** The board: the first cards of every column, and those that were scrolled to before, so that nothing jumps under the eye. */
export const boardQuery = (filter: BoardFilter) =>
  queryOptions({
    queryKey: boardKey(filter),
    queryFn: async ({ signal, queryKey }) => {
      const fresh = await server.board(filter.pipeline, { ...filter.narrowing, limit: firstCards }, { signal })
      setClockBy(fresh.at)
      return keepScrolled(fresh, queryClient.getQueryData<Board>(queryKey))
    },
    staleTime: 15_000,
    refetchInterval: minute,
  })

/** The pipeline that an address names; else one that sells; for who works in others alone, the first of his. */
export function pipelineOf(pipelines: readonly Pipeline[] | undefined, key: string | undefined, role?: string): Pipeline | undefined {
  const named = pipelines?.find((one) => one.key === key)
  if (named) return named
  const sells = ({ kind }: Pipeline) => kind === 'sales'
  const his = pipelines?.filter(({ archived, workedBy }) => !archived && role !== undefined && workedBy.includes(role)) ?? []
  return (his.some(sells) ? undefined : his[0]) ?? pipelines?.find(sells) ?? pipelines?.[0]
}

/** Asks for the board of an address before its screen is there to ask. */
export async function fetchBoardEarly(search: DealSearch): Promise<void> {
  const [pipelines, me] = await Promise.all([queryClient.ensureQueryData(pipelinesQuery), queryClient.ensureQueryData(meQuery)])
  const pipeline = pipelineOf(pipelines, search.pipeline, me.member.role)
  if (pipeline) await queryClient.prefetchQuery(boardQuery({ pipeline: pipeline.key, narrowing: narrowingOf(search) }))
}

/** How long deals lately stayed in each stage, and which share went on. */
export const paceQuery = (pipeline: string) =>
  queryOptions({
    queryKey: ['pace', pipeline],
    queryFn: async (context) => (await server.pace(pipeline, context)).items,
    staleTime: 10 * minute,
  })

/** A page of the table after another. */
export const tableDealsQuery = (search: DealSearch) =>
  infiniteQueryOptions({
    queryKey: ['deals', 'table', tableQuery(search)],
    queryFn: ({ pageParam, signal }) => server.deals({ ...tableQuery(search), details: true, limit: 100, after: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 15_000,
  })
/** What the filter of the table leaves: count, sums, and how it falls into groups. */
export const dealGroupsQuery = (search: DealSearch) => {
  const { sort: _, ...query } = tableQuery(search)
  return queryOptions({
    queryKey: ['deals', 'groups', query, search.group ?? ''],
    queryFn: (context) => server.dealGroups({ ...query, by: search.group }, context),
    staleTime: 15_000,
  })
}
/** Views that were saved: one's own and those shared with everybody. */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: async (context) => (await server.views(context)).items,
  staleTime: minute,
})

/** Puts the cards beyond the first page, as they were known, behind the fresh ones. */
export function keepScrolled(fresh: Board, known: Board | undefined): Board {
  if (!known) return fresh
  const here = new Set(fresh.columns.flatMap((column) => column.cards.map((card) => card.id)))
  return {
    ...fresh,
    columns: fresh.columns.map((column) => {
      const before = known.columns.find(({ stage }) => stage === column.stage)
      if (!column.next || !before || before.cards.length <= column.cards.length) return column
      const rest = before.cards.slice(column.cards.length).filter((card) => !here.has(card.id))
      return { ...column, cards: [...column.cards, ...rest].slice(0, column.count), next: before.next }
    }),
  }
}

/** One deal, whole. */
export const dealQuery = (id: string) =>
  queryOptions({ queryKey: ['deal', id], queryFn: (context) => server.deal(id, context), staleTime: 10_000 })
/** What may be done with a deal now, what it would ask for, what refuses. */
export const actsQuery = (id: string) =>
  queryOptions({
    queryKey: ['acts', id],
    queryFn: async (context) => {
      const acts = await server.acts(id, context)
      setClockBy(acts.at)
      return acts
    },
    staleTime: 10_000,
  })
/** Former texts of the note, page by page. */
export const noteHistoryQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['note-history', id],
    queryFn: ({ pageParam, signal }) => server.noteHistory(id, { after: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })
/** What happened on a deal or on all deals of a client, the newest first, page by page; `kind` keeps entries of one kind. */
export const timelineQuery = (whose: TimelineOf, kind: TimelineKind | undefined) =>
  infiniteQueryOptions({
    // News names deals: what is said of a client is read anew with any of them.
    queryKey: ['timeline', whose.kind === 'deal' ? whose.id : { of: whose.id }, kind ?? 'all'],
    queryFn: ({ pageParam, signal }) => server.timeline(whose, { after: pageParam, kind }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  })
/** The qualification tab of a deal. */
export const qualificationQuery = (id: string) =>
  queryOptions({ queryKey: ['qualification', id], queryFn: (context) => server.qualification(id, context), staleTime: 30_000 })
/** The company's questions, script and engines. */
export const qualificationBookQuery = queryOptions({
  queryKey: ['qualification-book'],
  queryFn: (context) => server.qualificationBook(context),
})
/** What one deal was let past. */
export const exemptionsQuery = (id: string) =>
  queryOptions({ queryKey: ['exemptions', id], queryFn: async (context) => (await server.exemptions(id, context)).items })
/** Where I was called by my name. */
export const mentionsQuery = queryOptions({
  queryKey: ['mentions'],
  queryFn: (context) => server.mentions(context),
  staleTime: minute,
  refetchInterval: minute,
})
/** What the regulation tells me of my people. */
export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: (context) => server.notices(context),
  staleTime: minute,
  refetchInterval: minute,
})
/** A person, a company; their lists by the beginning of a name. */
export const contactQuery = (id: string) =>
  queryOptions({ queryKey: ['contact', id], queryFn: (context) => server.contact(id, context), staleTime: 10_000 })
export const companyQuery = (id: string) =>
  queryOptions({ queryKey: ['company', id], queryFn: (context) => server.company(id, context), staleTime: 10_000 })
const pages = { initialPageParam: undefined as string | undefined, getNextPageParam: (page: { next?: string }) => page.next }
export const contactListQuery = (q: string, companyId?: string) =>
  infiniteQueryOptions({
    queryKey: ['contacts', 'list', q, companyId],
    queryFn: ({ pageParam, signal }) => server.contactList({ q, companyId, after: pageParam }, { signal }),
    ...pages,
    placeholderData: keepPreviousData,
  })
export const companyListQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['companies', 'list', q],
    queryFn: ({ pageParam, signal }) => server.companyList({ q, after: pageParam }, { signal }),
    ...pages,
    placeholderData: keepPreviousData,
  })
/** Deals of a client in sight, with what they come to. */
export const clientDealsQuery = (client: TimelineOf) =>
  infiniteQueryOptions({
    queryKey: ['deals', 'of-client', client.kind, client.id],
    queryFn: ({ pageParam, signal }) => server.clientDeals(client, { after: pageParam }, { signal }),
    ...pages,
  })
/** What people changed about a client. */
export const clientChangesQuery = (client: TimelineOf) =>
  infiniteQueryOptions({
    queryKey: ['client-changes', client.id],
    queryFn: ({ pageParam, signal }) => server.clientChanges(client, { after: pageParam }, { signal }),
    ...pages,
  })
/** The working day of who is signed in; it goes on by itself. */
export const myDayQuery = queryOptions({
  queryKey: ['my-day'],
  queryFn: async (context) => {
    const day = await server.myDay(context)
    setClockBy(day.at)
    return day
  },
  staleTime: 10_000,
  refetchInterval: minute,
})
/** What nobody has answered yet: mine, of my team, of all. */
export const incomingQuery = (of: 'mine' | 'team' | 'all') =>
  queryOptions({
    queryKey: ['incoming', of],
    queryFn: async (context) => {
      const queue = await server.incoming({ of }, context)
      setClockBy(queue.at)
      return queue
    },
    staleTime: 10_000,
    refetchInterval: minute,
  })
/** How much waits for me, for the rail. */
export const waitingQuery = queryOptions({
  queryKey: ['incoming', 'count'],
  queryFn: async (context) => {
    const { at, counts } = await server.incoming({ limit: 1 }, context)
    setClockBy(at) // The rail asks on every screen: so also those keep time whose own answers carry no instant.
    return counts.mine
  },
  staleTime: 10_000,
  refetchInterval: minute,
})
/** How the days of those in sight stand. */
export const dayClosingsQuery = queryOptions({
  queryKey: ['day-closings'],
  queryFn: (context) => server.dayClosings(context),
  staleTime: 30_000,
  refetchInterval: minute,
})
/** Contacts that match what is typed. */
export const contactsQuery = (q: string) =>
  queryOptions({ queryKey: ['contacts', q], queryFn: async (context) => (await server.contacts(q, context)).items })
/** Everything that matches what is typed; what was found for the words before stands until the next answer. */
export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: (context) => server.search(q, context),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
/** Companies that match what is typed. */
export const companiesQuery = (q: string) =>
  queryOptions({ queryKey: ['companies', q], queryFn: async (context) => (await server.companies(q, context)).items })
/** What was said with the client on this deal, the latest first. */
export const interactionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['interactions', id],
    queryFn: async (context) => (await server.interactions(id, context)).items,
    staleTime: 10_000,
  })
/** Clauses that do not hold for a deal now. */
export const breachesQuery = (dealId: string) =>
  queryOptions({
    queryKey: ['breaches', dealId],
    queryFn: async (context) => (await server.breaches({ dealId, open: true }, context)).items,
    staleTime: 10_000,
  })
/** Open deals, to name one of them. */
export const openDealsQuery = queryOptions({
  queryKey: ['deals', 'open'],
  queryFn: async (context) => (await server.deals({ status: 'open', limit: 200 }, context)).items,
})

/** The sources that inquiries have, as they were sent. */
export const leadSourcesQuery = queryOptions({
  queryKey: ['lead-sources'],
  queryFn: async (context) => (await server.leadSources(context)).items,
  staleTime: minute,
})
/** The campaigns that inquiries have come by. */
export const leadCampaignsQuery = queryOptions({
  queryKey: ['lead-campaigns'],
  queryFn: async (context) => (await server.leadCampaigns(context)).items,
  staleTime: minute,
})
