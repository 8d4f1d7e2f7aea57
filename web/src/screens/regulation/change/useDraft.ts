import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Clause, RegulationInForce, WorkingDraft } from '@reglament/contract'
import { faultOf, ProblemError } from '../../../api/faults.ts'
import { workingDraftQuery } from '../../../api/queries.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { server } from '../../../api/server.ts'
import { toast } from '../../../ui/toast.tsx'
import { changesMore, changesOf, clashing, contentWith, withEdits, type Change, type Edit } from './draft.ts'

/** Letters of a number that is being typed are one writing. */
const pauseMs = 400
const none: readonly Edit[] = []

const currentOf = (error: unknown): WorkingDraft | undefined =>
  error instanceof ProblemError && faultOf(error) === 'stale' ? (error.problem.current as WorkingDraft | undefined) : undefined

/** Writes the steps on the paper as it is; what a colleague wrote in between stays. Answers the steps that he has crossed, unwritten. */
async function write(edits: readonly Edit[]): Promise<Edit[]> {
  const known = queryClient.getQueryData(workingDraftQuery.queryKey) ?? (await queryClient.fetchQuery(workingDraftQuery))
  const was = changesOf(known.content)
  const put = async (over: WorkingDraft, steps: readonly Edit[], crossed: Edit[]): Promise<Edit[]> => {
    if (steps.length === 0) {
      queryClient.setQueryData(workingDraftQuery.queryKey, over)
      return crossed
    }
    // A paper with stages of an older version stays one of that version until they are brought over where they are changed.
    const basedOn = (changesMore(over.content) && over.content?.basedOn) || over.inForce
    const content = contentWith(over.content, withEdits(changesOf(over.content), steps), basedOn)
    try {
      if (content) queryClient.setQueryData(workingDraftQuery.queryKey, await server.writeWorkingDraft(over.version, content))
      else if (over.content) {
        await server.discardWorkingDraft(over.version)
        await queryClient.refetchQueries({ queryKey: workingDraftQuery.queryKey })
      }
      return crossed
    } catch (error) {
      const current = currentOf(error)
      if (!current) throw error
      const clashes = clashing(steps, was, changesOf(current.content))
      return put(
        current,
        steps.filter((step) => !clashes.includes(step)),
        [...crossed, ...clashes],
      )
    }
  }
  return put(known, edits, [])
}

/**
 * The regulation as the heads are changing it together, of which this screen changes clauses: each step is seen at once, written on the
 * shared paper after a pause, and read aloud by the server.
 */
export function useDraft({ clauses }: RegulationInForce, mayChange: boolean) {
  const { t } = useTranslation()
  const { data: paper } = useQuery({ ...workingDraftQuery, enabled: mayChange })
  const [pending, setPending] = useState(none)
  const content = paper?.content ?? null
  const changes = useMemo(() => withEdits(changesOf(content), pending), [content, pending])
  // Changed stages are brought to a newer version where stages are changed; changes of clauses fit any.
  const isOld = paper !== undefined && paper.base !== null && changesMore(content)
  const creation = useMemo(() => contentWith(content, changes, paper?.inForce ?? 1), [content, changes, paper?.inForce])

  const { mutateAsync, isPending, isError, error, reset } = useMutation({
    scope: { id: 'working-draft' },
    mutationFn: write,
    onSuccess: (crossed, written) => {
      setPending((all) => all.filter((edit) => !written.includes(edit)))
      if (crossed.length === 0) return
      const name = clauses.find(({ key }) => key === crossed[0]?.clause)?.title ?? ''
      toast({
        kind: 'failed',
        title: t('drafts.crossed', { name }),
        text: t('drafts.crossedText', { who: queryClient.getQueryData(workingDraftQuery.queryKey)?.editedBy ?? '' }),
        action: { label: t('drafts.writeMine'), onPress: () => setPending((all) => [...all, ...crossed]) },
      })
    },
  })
  const latest = useRef(pending)
  useEffect(() => {
    latest.current = pending
  }, [pending])
  /** Everything that is seen is written: before it comes in force, and before the screen is left. */
  const settle = useCallback(async () => {
    if (latest.current.length > 0) await mutateAsync(latest.current)
  }, [mutateAsync])
  useEffect(() => {
    if (pending.length === 0 || isPending || isError) return undefined
    const timer = setTimeout(() => void mutateAsync(pending).catch(() => undefined), pauseMs)
    return () => clearTimeout(timer)
  }, [pending, isPending, isError, mutateAsync])
  useEffect(() => () => void settle().catch(() => undefined), [settle])

  const step = useCallback(
    (edits: readonly Edit[]) => {
      reset()
      setPending((all) => [...all, ...edits])
    },
    [reset],
  )
  const preview = useQuery({
    queryKey: ['regulation-preview', creation],
    queryFn: ({ signal }) => server.previewRegulation(creation!, { signal }),
    enabled: creation !== null && !isOld,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  })
  return {
    changes,
    creation,
    preview,
    isOld,
    error,
    settle,
    /** How many clauses are changed; stages and lists of the same draft are told apart. */
    count: Object.keys(changes).length,
    written: paper?.editedAt && content ? { by: paper.editedBy ?? '', at: paper.editedAt } : undefined,
    change: useCallback((clause: Clause, change: Change) => step([{ clause: clause.key, inForce: clause, change }]), [step]),
    undo: useCallback((clause: string) => step([{ clause, inForce: undefined, change: null }]), [step]),
    discard: () => step(Object.keys(changes).map((clause) => ({ clause, inForce: undefined, change: null }))),
    forget: () => setPending(none),
  }
}
export type DraftInHand = ReturnType<typeof useDraft>
