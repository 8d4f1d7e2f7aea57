import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RegulationText, WorkingDraft } from '@reglament/contract'
import { workingDraftQuery } from '../../../api/queries.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { server } from '../../../api/server.ts'
import { keepPaper, paperInstead, rereadPaper } from '../../../drafting/keepPaper.ts'
import { broughtOver } from '../lists/listDraft.ts'
import { merged, type Choices, type Clash } from './merge.ts'
import { contentOf, paperOf, type Paper } from './paper.ts'

/** What somebody else wrote meanwhile, where it can't be put together with mine by itself. */
type Stale = { base: Paper; mine: Paper; theirs: Paper; over: WorkingDraft; clashes: readonly Clash[] }
/** Changes an edit makes on the paper as it is when its turn comes. */
export type Edit = (paper: Paper) => Paper
/** An edit of what stood on the screen when it was begun: a colleague may have written, and been heard of, since. */
type Begun = { seen: WorkingDraft; edit: Edit }

/**
 * The paper that the heads write on together. Each edit is kept at once; what somebody else wrote in between is put together with it, and
 * where both changed the same thing they are asked which of the two values stands.
 */
export function useWorkingDraft({ version: inForce, document }: RegulationText, draft: WorkingDraft) {
  const [stale, setStale] = useState<Stale>()
  const base = draft.base ?? document

  async function put(over: WorkingDraft, was: Paper, mine: Paper): Promise<void> {
    const content = contentOf(mine, document, inForce, broughtOver(over, document))
    try {
      await keepPaper(over, content)
    } catch (error) {
      const current = paperInstead(error)
      if (!current) throw error
      const theirs = paperOf(document, current.content)
      const { paper, clashes } = merged(was, mine, theirs)
      if (clashes.length === 0) return put(current, theirs, paper)
      setStale({ base: was, mine, theirs, over: current, clashes })
    }
  }

  const scope = { id: 'working-draft' }
  const save = useMutation({
    scope,
    mutationFn: async (writing: Edit | Begun) => {
      const { seen, edit } = typeof writing === 'function' ? { edit: writing } : writing
      const known = seen ?? queryClient.getQueryData(workingDraftQuery.queryKey) ?? draft
      const was = paperOf(known.base ?? document, known.content)
      await put(known, was, edit(was))
    },
  })
  const settle = useMutation({
    scope,
    mutationFn: async (choices: Choices) => {
      if (!stale) return
      const { base: was, mine, theirs, over } = stale
      setStale(undefined)
      await put(over, theirs, merged(was, mine, theirs, choices).paper)
    },
  })
  /** The regulation has changed since: what the paper changes is put on what is in force now. */
  const rebase = useMutation({
    scope,
    mutationFn: async () => {
      if (!draft.base) return
      const was = paperOf(draft.base, null)
      const mine = paperOf(draft.base, draft.content)
      const theirs = paperOf(document, null)
      const { paper, clashes } = merged(was, mine, theirs)
      if (clashes.length > 0) setStale({ base: was, mine, theirs, over: draft, clashes })
      else await put(draft, theirs, paper)
    },
  })
  const discard = useMutation({
    scope,
    mutationFn: () => keepPaper(draft, null),
    onError: () => void rereadPaper(),
  })

  const { content } = draft
  const preview = useQuery({
    queryKey: ['regulation-preview', content],
    queryFn: ({ signal }) => server.previewRegulation(content!, { signal }),
    enabled: content !== null && draft.base === null,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  })
  return {
    draft,
    paper: paperOf(base, content),
    save,
    settle,
    rebase,
    discard,
    stale,
    leave: () => setStale(undefined),
    preview,
    reread: rereadPaper,
  }
}
export type DraftInHand = ReturnType<typeof useWorkingDraft>
