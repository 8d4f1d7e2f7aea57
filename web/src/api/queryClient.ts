import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { NoAnswerError, ProblemError } from './faults.ts'

let whenSignedOut: () => void = () => undefined

/** What happens when the server no longer knows us: set once, by the router. */
export const onSignedOut = (act: () => void) => {
  whenSignedOut = act
}

const watch = (error: unknown) => {
  if (error instanceof ProblemError && error.status === 401) whenSignedOut()
}

/** The one cache of answers. Reads are tried again only where a second try can help. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error, query) => query.queryKey[0] !== 'me' && watch(error) }),
  // Who comes in has no session that could end.
  mutationCache: new MutationCache({ onError: (error, _given, _context, mutation) => mutation.meta?.['comesIn'] !== true && watch(error) }),
  defaultOptions: {
    queries: {
      // The client itself has said a read again when there was no network.
      retry: (count, error) => count < 2 && !(error instanceof NoAnswerError) && !(error instanceof ProblemError && error.status < 500),
      retryDelay: (count) => 600 * 2 ** count,
      refetchOnWindowFocus: true,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})
