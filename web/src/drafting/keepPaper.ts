import type { WorkingDraft } from '@reglament/contract'
import { faultOf, ProblemError } from '../api/faults.ts'
import { workingDraftQuery } from '../api/queries.ts'
import { queryClient } from '../api/queryClient.ts'
import { server } from '../api/server.ts'

/** The paper as it stands now, where a writing was refused because a colleague has written since. */
export const paperInstead = (error: unknown): WorkingDraft | undefined =>
  error instanceof ProblemError && faultOf(error) === 'stale' ? (error.problem.current as WorkingDraft | undefined) : undefined

export const rereadPaper = () =>
  Promise.all(['working-draft', 'regulation-document'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })))

/** Keeps what stands on the paper of the heads; where nothing is left on it, it is taken away. @throws ProblemError where it is stale */
export async function keepPaper(over: WorkingDraft, content: Parameters<typeof server.writeWorkingDraft>[1] | null): Promise<void> {
  if (content) {
    queryClient.setQueryData(workingDraftQuery.queryKey, await server.writeWorkingDraft(over.version, content))
    return
  }
  await server.discardWorkingDraft(over.version)
  await rereadPaper()
}
