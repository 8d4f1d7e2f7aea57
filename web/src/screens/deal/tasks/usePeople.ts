import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { membersQuery } from '../../../api/queries.ts'
import { useMe } from '../../../shell/useMe.ts'

/** Members who can be chosen for a deal or a task, oneself first, the rest by name. */
export function usePeople(): { key: string; name: string }[] {
  const me = useMe().member
  const { data } = useQuery(membersQuery)
  return useMemo(() => {
    const others = (data ?? []).filter(({ id, deactivatedAt }) => id !== me.id && deactivatedAt === null)
    return [me, ...others.toSorted((one, other) => one.name.localeCompare(other.name))].map(({ id, name }) => ({ key: id, name }))
  }, [data, me])
}
