import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { setClockBy } from '../ui/now.ts'
import { queryClient } from './queryClient.ts'
import { server } from './server.ts'

/** What is broken now, by clause and by member. */
export const controlQuery = queryOptions({
  queryKey: ['control'],
  queryFn: async (context) => {
    const control = await server.control(context)
    setClockBy(control.at)
    return control
  },
  staleTime: 10_000,
})

/** The deals behind a figure of Control. */
export const controlRowsQuery = ({ clause, member }: { clause: string | undefined; member: string | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['control', 'rows', clause, member],
    queryFn: ({ pageParam, ...context }) =>
      server.controlRows({ ...(clause && { clause }), ...(member && { member }), ...(pageParam && { after: pageParam }) }, context),
    initialPageParam: '',
    getNextPageParam: (last: { next?: string }) => last.next,
    staleTime: 10_000,
  })

/** After an act: the figures and the rows behind them are asked anew. */
export const forgetBreaches = () => queryClient.invalidateQueries({ queryKey: ['control'] })
