import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { DraftCreation } from '@reglament/contract'
import { regulationDocumentQuery } from '../../../api/queries.ts'
import { countChanges, rebase, type Clash, type Listed } from './listDraft.ts'

type Kept<T> = { version: number; base: T[]; items: T[] }

export type ListDraft<T extends Listed> = ReturnType<typeof useListDraft<T>>

/** Lists of the regulation that are changed by a draft, as the document has them. */
type ListName = 'lossReasons' | 'taskKinds' | 'criteria' | 'falseLosses'

const shelfOf = (name: ListName) => `reglament.list-draft.${name}`
function keptOf<T>(name: ListName): Kept<T> | null {
  try {
    return JSON.parse(sessionStorage.getItem(shelfOf(name)) ?? 'null') as Kept<T> | null
  } catch {
    return null
  }
}

/**
 * A list of the regulation as it is being changed: kept while the window lives, and brought to the newer version when somebody else has
 * enacted one meanwhile. Nothing is in force until it is enacted.
 */
export function useListDraft<T extends Listed>(name: ListName) {
  const text = useQuery(regulationDocumentQuery)
  const [kept, setKept] = useState<Kept<T> | null>(() => keptOf<T>(name))
  const [clashes, setClashes] = useState<Clash<T>[]>([])
  const inForce = text.data?.document[name] as unknown as T[] | undefined
  const version = text.data?.version

  // A newer version than the one that was changed: my changes go on from there.
  if (kept && inForce && version !== undefined && kept.version !== version) {
    const moved = rebase(kept.base, kept.items, inForce)
    setKept({ version, base: inForce, items: moved.items })
    if (moved.clashes.length > 0) setClashes(moved.clashes)
  }
  const items = useMemo(() => kept?.items ?? inForce ?? [], [kept, inForce])
  const count = kept ? countChanges(kept.base, kept.items) : 0
  useEffect(() => {
    if (!kept || count === 0) sessionStorage.removeItem(shelfOf(name))
    else sessionStorage.setItem(shelfOf(name), JSON.stringify(kept))
  }, [kept, count, name])
  const creation = useMemo<DraftCreation>(() => ({ basedOn: version, [name]: items }), [version, name, items])

  return {
    text,
    items,
    inForce: inForce ?? [],
    count,
    creation,
    clashes,
    change: (next: T[]) => version !== undefined && inForce && setKept({ version, base: kept?.base ?? inForce, items: next }),
    /** Puts the other's value in place of mine. */
    yieldTo: ({ key, theirs }: Clash<T>) => {
      setClashes(clashes.filter((clash) => clash.key !== key))
      if (!kept) return
      const rest = kept.items.filter((item) => item.key !== key)
      const place = kept.items.findIndex((item) => item.key === key)
      setKept({ ...kept, items: theirs === null ? rest : rest.toSpliced(place < 0 ? rest.length : place, 0, theirs) })
    },
    keepMine: ({ key }: Clash<T>) => setClashes(clashes.filter((clash) => clash.key !== key)),
    discard: () => {
      setClashes([])
      setKept(null)
    },
  }
}
