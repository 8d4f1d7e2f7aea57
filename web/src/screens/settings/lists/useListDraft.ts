import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { WorkingDraft } from '@reglament/contract'
import { regulationDocumentQuery, workingDraftQuery } from '../../../api/queries.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { keepPaper, paperInstead, rereadPaper } from '../../../drafting/keepPaper.ts'
import { broughtOver, contentWithList, countChanges, rebase, type Clash, type Listed, type ListName } from './listDraft.ts'

export type ListDraft<T extends Listed> = ReturnType<typeof useListDraft<T>>

type Edited<T> = { items: T[]; clashes: Clash<T>[] }

/**
 * A list of the regulation as the heads are changing it together, on the paper on which stages and clauses are changed too. Each change is
 * kept at once; what a colleague wrote in between is put together with it, and where both changed the same thing both values are told.
 */
export function useListDraft<T extends Listed>(name: ListName) {
  const text = useQuery(regulationDocumentQuery)
  const paper = useQuery(workingDraftQuery)
  const [clashes, setClashes] = useState<Clash<T>[]>([])
  const document = text.data?.document
  const inForce = document?.[name] as unknown as T[] | undefined
  // The paper may have been begun on an older version: what it changes is shown on what is in force now.
  const content = paper.data && document ? broughtOver(paper.data, document) : null
  const written = content?.[name] as unknown as T[] | undefined

  async function put(over: WorkingDraft, was: readonly T[], mine: readonly T[]): Promise<void> {
    if (!document || !inForce) return
    const next = contentWithList(broughtOver(over, document), name, mine, inForce, over.inForce)
    try {
      await keepPaper(over, next)
    } catch (error) {
      const current = paperInstead(error)
      if (!current) throw error
      const theirs = (broughtOver(current, document)?.[name] ?? inForce) as unknown as T[]
      const moved = rebase(was, mine, theirs)
      if (moved.clashes.length > 0) setClashes(moved.clashes)
      await put(current, theirs, moved.items)
    }
  }
  const save = useMutation({
    scope: { id: 'working-draft' },
    mutationFn: async (edit: (now: readonly T[]) => Edited<T>) => {
      const known = queryClient.getQueryData(workingDraftQuery.queryKey) ?? (await queryClient.fetchQuery(workingDraftQuery))
      if (!document || !inForce) return
      const was = (broughtOver(known, document)?.[name] ?? inForce) as unknown as T[]
      const edited = edit(was)
      if (edited.clashes.length > 0) setClashes(edited.clashes)
      await put(known, was, edited.items)
    },
  })
  // What is being kept stands on the screen already.
  const kept = written ?? inForce ?? []
  const items = save.isPending && save.variables ? save.variables(kept).items : [...kept]
  const { editedAt = null, editedBy = null } = paper.data ?? {}

  return {
    text: {
      data: text.data,
      isPending: text.isPending || paper.isPending,
      isError: text.isError || paper.isError,
      error: text.error ?? paper.error,
      refetch: () => Promise.all([text.refetch(), paper.refetch()]),
    },
    items,
    inForce: inForce ?? [],
    count: inForce ? countChanges(inForce, items) : 0,
    /** All that is written on the paper comes in force together; undefined while its last change is on its way. */
    creation: save.isPending ? undefined : (content ?? undefined),
    written: editedAt === null ? undefined : { by: editedBy ?? '', at: editedAt },
    error: save.error,
    clashes,
    /** `seen`: the list as it was when one began to change it; a colleague may have written since. */
    change: (next: readonly T[], seen: readonly T[] = items) => save.mutate((now) => rebase(seen, next, now)),
    /** Puts the other's value in place of mine. */
    yieldTo: ({ key, theirs }: Clash<T>) => {
      setClashes(clashes.filter((clash) => clash.key !== key))
      save.mutate((now) => {
        const rest = now.filter((item) => item.key !== key)
        const place = now.findIndex((item) => item.key === key)
        return { items: theirs === null ? rest : rest.toSpliced(place < 0 ? rest.length : place, 0, theirs), clashes: [] }
      })
    },
    keepMine: ({ key }: Clash<T>) => setClashes(clashes.filter((clash) => clash.key !== key)),
    /** Crosses out what is written about this list; the rest of the paper stays. */
    discard: () => {
      setClashes([])
      if (inForce) save.mutate(() => ({ items: [...inForce], clashes: [] }))
    },
    reread: rereadPaper,
  }
}
