import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegulationInForce, WorkingDraft } from '@reglament/contract'
import { regulationQuery, workingDraftQuery } from '../../../api/queries.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { server } from '../../../api/server.ts'
import { paperInstead } from '../../../drafting/keepPaper.ts'
import { toast } from '../../../ui/toast.tsx'
import {
  changesMore,
  changesOf,
  contentWith,
  insistingOn,
  putOn,
  same,
  undoing,
  withEdits,
  type Change,
  type Clash,
  type Edit,
  type InForceOf,
} from './draft.ts'

/** Letters of a number that is being typed are one writing. */
const pauseMs = 400
const none: readonly Edit[] = []
const noClash: readonly Clash[] = []

const keysOf = ({ clauses }: RegulationInForce): InForceOf => {
  const byKey = new Map(clauses.map((clause) => [clause.key, clause]))
  return (key) => byKey.get(key)
}

/** The clauses of the version on which a paper stands: a colleague may have put another one in force since they were read. */
async function inForceAt(version: number): Promise<InForceOf> {
  const known = queryClient.getQueryData(regulationQuery.queryKey)
  return keysOf(known?.version === version ? known : await queryClient.fetchQuery({ ...regulationQuery, staleTime: 0 }))
}

/** Writes the steps on the paper as it is; what a colleague wrote in between stays. Answers what both have changed otherwise, unwritten. */
async function write(edits: readonly Edit[]): Promise<Clash[]> {
  const put = async (over: WorkingDraft): Promise<Clash[]> => {
    const before = changesOf(over.content)
    const { changes, clashes } = putOn(before, edits, await inForceAt(over.inForce))
    // A paper with stages of an older version stays one of that version until they are brought over where they are changed.
    const basedOn = (changesMore(over.content) && over.content?.basedOn) || over.inForce
    const content = contentWith(over.content, changes, basedOn)
    try {
      if (same(before, changes)) queryClient.setQueryData(workingDraftQuery.queryKey, over)
      else if (content) queryClient.setQueryData(workingDraftQuery.queryKey, await server.writeWorkingDraft(over.version, content))
      else if (over.content) {
        await server.discardWorkingDraft(over.version)
        await queryClient.refetchQueries({ queryKey: workingDraftQuery.queryKey })
      }
      return clashes
    } catch (error) {
      const current = paperInstead(error)
      if (!current) throw error
      return put(current)
    }
  }
  return put(queryClient.getQueryData(workingDraftQuery.queryKey) ?? (await queryClient.fetchQuery(workingDraftQuery)))
}

/** What was not written because a colleague had changed it too. It outlives the screen: whoever has left it is led back. */
const clashesKey = ['draft-clashes'] as const
const setClashes = (clashes: readonly Clash[]) => queryClient.setQueryData(clashesKey, clashes)

/**
 * The regulation as the heads are changing it together, of which this screen changes clauses: each step is seen at once, written on the
 * shared paper after a pause, and read aloud by the server.
 */
export function useDraft(regulation: RegulationInForce, mayChange: boolean) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data: paper } = useQuery({ ...workingDraftQuery, enabled: mayChange })
  const { data: clashes } = useQuery({
    queryKey: clashesKey,
    queryFn: () => noClash,
    initialData: noClash,
    staleTime: Infinity,
    gcTime: Infinity,
  })
  const [pending, setPending] = useState(none)
  const content = paper?.content ?? null
  const inForceOf = useMemo(() => keysOf(regulation), [regulation])
  const changes = useMemo(() => withEdits(changesOf(content), pending, inForceOf), [content, pending, inForceOf])
  // Changed stages are brought to a newer version where stages are changed; changes of clauses fit any.
  const isOld = paper !== undefined && paper.base !== null && changesMore(content)
  const creation = useMemo(() => contentWith(content, changes, paper?.inForce ?? 1), [content, changes, paper?.inForce])

  const { mutateAsync, isPending, isError, error, reset } = useMutation({
    scope: { id: 'working-draft' },
    mutationFn: write,
    onSuccess: (crossed, written) => {
      setPending((all) => all.filter((edit) => !written.includes(edit)))
      if (crossed.length === 0) return
      const isNew = ({ clause, param }: Clash) => !crossed.some((one) => one.clause === clause && one.param === param)
      setClashes([...(queryClient.getQueryData<readonly Clash[]>(clashesKey) ?? noClash).filter(isNew), ...crossed])
      if (location.pathname === '/regulation') return
      const name = regulation.clauses.find(({ key }) => key === crossed[0]!.clause)?.title ?? ''
      toast({
        kind: 'failed',
        title: t('drafts.crossed', { name }),
        text: t('drafts.crossedText'),
        action: { label: t('drafts.crossedLook'), onPress: () => void navigate({ to: '/regulation', hash: crossed[0]!.clause }) },
      })
    },
  })
  const latest = useRef(pending)
  useEffect(() => {
    latest.current = pending
  }, [pending])
  /** Everything that is seen is written: before it comes in force, and before the screen is left. False: a colleague has changed the same. */
  const settle = useCallback(async () => latest.current.length === 0 || (await mutateAsync(latest.current)).length === 0, [mutateAsync])
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
  const undo = (clause: string) => undoing(clause, changes[clause] ?? {}, inForceOf(clause))
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
    change: useCallback((clause: string, change: Change, seen: Change) => step([{ clause, change, seen }]), [step]),
    undo: (clause: string) => step([undo(clause)]),
    discard: () => step(Object.keys(changes).map(undo)),
    forget: () => setPending(none),
    clashes,
    /** The colleague's values stand, but for these of mine. */
    choose: (mine: readonly Clash[]) => {
      setClashes(noClash)
      if (mine.length > 0) step(mine.map(insistingOn))
    },
  }
}
export type DraftInHand = ReturnType<typeof useDraft>
