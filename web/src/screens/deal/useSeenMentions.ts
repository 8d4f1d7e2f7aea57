import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { mentionsQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'

/** Who has the card open has seen where he is called on it. */
export function useSeenMentions(dealId: string): void {
  const { data } = useQuery(mentionsQuery)
  const calls = data?.items.some(({ deal, seen }) => deal.id === dealId && !seen) ?? false
  useEffect(() => {
    if (!calls) return
    void server
      .seeMentions(dealId)
      .then(() => queryClient.invalidateQueries({ queryKey: mentionsQuery.queryKey }))
      .catch(() => undefined)
  }, [calls, dealId])
}
