import { useSearch } from '@tanstack/react-router'
import type { ControlSearch } from '../../router.tsx'

/** What narrows the panel, as it stands in the address; links inside of the panel carry it on. */
export function useNarrowed(): Pick<ControlSearch, 'team' | 'pipeline' | 'days'> {
  const { team, pipeline, days } = useSearch({ from: '/inside/control' })
  return { ...(team && { team }), ...(pipeline && { pipeline }), ...(days && { days }) }
}
