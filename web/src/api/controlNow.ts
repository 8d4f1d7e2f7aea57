import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { ControlQuery, ControlRowsQuery } from '@reglament/contract'
import { setClockBy } from '../ui/now.ts'
import { queryClient } from './queryClient.ts'
import { server } from './server.ts'

/** What is broken now, by clause and by member; of one team or pipeline, where the address says so. */
export const controlQuery = (query: ControlQuery) =>
  queryOptions({
    queryKey: ['control', 'now', query],
    queryFn: async (context) => {
      const control = await server.control(query, context)
      setClockBy(control.at)
      return control
    },
    staleTime: 10_000,
    // What was there stays until what is asked for has come.
    placeholderData: (before) => before,
  })

/** The deals behind a figure of Control. */
export const controlRowsQuery = (query: ControlRowsQuery) =>
  infiniteQueryOptions({
    queryKey: ['control', 'rows', query],
    queryFn: ({ pageParam, ...context }) => server.controlRows({ ...query, ...(pageParam && { after: pageParam }) }, context),
    initialPageParam: '',
    getNextPageParam: (last: { next?: string }) => last.next,
    staleTime: 10_000,
  })

/** After an act: the figures and the rows behind them are asked anew. */
export const forgetBreaches = () => queryClient.invalidateQueries({ queryKey: ['control'] })
