import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Clause, RegulationInForce } from '@reglament/contract'
import { server } from '../../../api/server.ts'
import { draftOf, withChange, withoutChange, type Change, type Changes } from './draft.ts'

const shelf = 'reglament.regulation-draft'

/** A draft that was put aside in this window, if it was made of the version in force. */
function kept(version: number): Changes {
  try {
    const read = JSON.parse(sessionStorage.getItem(shelf) ?? 'null') as { version: number; changes: Changes } | null
    return read?.version === version ? read.changes : {}
  } catch {
    return {}
  }
}

/** What is being changed in the regulation: kept while the window lives, and read aloud by the server after every change. */
export function useDraft(regulation: RegulationInForce) {
  const { version } = regulation
  const [changes, setChanges] = useState<Changes>(() => kept(version))
  useEffect(() => {
    if (Object.keys(changes).length === 0) sessionStorage.removeItem(shelf)
    else sessionStorage.setItem(shelf, JSON.stringify({ version, changes }))
  }, [changes, version])
  const creation = useMemo(() => draftOf(changes, version), [changes, version])
  const count = Object.keys(changes).length
  const preview = useQuery({
    queryKey: ['regulation-preview', creation],
    queryFn: ({ signal }) => server.previewRegulation(creation, { signal }),
    enabled: count > 0,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  })
  const change = useCallback((clause: Clause, more: Change) => setChanges((known) => withChange(known, clause, more)), [])
  const undo = useCallback((key: string) => setChanges((known) => withoutChange(known, key)), [])
  const discard = useCallback(() => setChanges({}), [])
  return { changes, count, creation, preview, change, undo, discard }
}
export type DraftInHand = ReturnType<typeof useDraft>
