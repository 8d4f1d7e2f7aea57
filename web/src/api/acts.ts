import { useMutation } from '@tanstack/react-query'
import type {
  ActAnswer,
  Closure,
  CommentCreation,
  DealCreation,
  DealEdit,
  ExemptionCreation,
  InteractionCreation,
  Prolongation,
  Reopening,
  TaskCompletion,
  TaskCreation,
  TaskEdit,
} from '@reglament/contract'
import { serverNow } from '../ui/now.ts'
import { closedAhead, completedAhead, type TakeBack } from './ahead.ts'
import { queryClient } from './queryClient.ts'
import { server } from './server.ts'

/** After an act: what it changed is put in place at once, what it may have changed is asked anew. */
export function settle(answer: ActAnswer): void {
  const { deal } = answer
  queryClient.setQueryData(['deal', deal.id], deal)
  forget(deal.id)
}

/** Marks everything about a deal as old: its acts, its timeline, what was said, what is broken, the boards, the day and the load. */
export function forget(dealId: string): void {
  const ofDeal = ['acts', 'timeline', 'note-history', 'interactions', 'breaches', 'exemptions', 'qualification'].map((kind) => [
    kind,
    dealId,
  ])
  for (const queryKey of [...ofDeal, ['board'], ['deals'], ['me'], ['my-day'], ['incoming'], ['day-closings']]) {
    void queryClient.invalidateQueries({ queryKey })
  }
}

const nothing = (): TakeBack => () => undefined

/** An act; `ahead` shows what it does before the server has answered, and a refusal takes that back. */
const act = <Input>(mutationFn: (input: Input) => Promise<ActAnswer>, ahead: (input: Input) => TakeBack = nothing) => ({
  mutationFn,
  onMutate: ahead,
  onError: (_: Error, __: Input, takeBack: TakeBack | undefined) => takeBack?.(),
  onSuccess: settle,
})

const instant = () => new Date(serverNow()).toISOString()

/** Makes a deal. Refusals come as a `ProblemError` with `refusals`, here and below. */
export const useCreateDeal = () => useMutation(act((deal: DealCreation) => server.createDeal(deal)))
/** Edits a deal on the version that was shown; a 412 carries `yours` and `current`. */
export const useEditDeal = (id: string) =>
  useMutation(act(({ version, ...edit }: DealEdit & { version: number }) => server.editDeal(id, version, edit)))
/** Plans a task. */
export const useCreateTask = () => useMutation(act((task: TaskCreation) => server.createTask(task)))
/** Changes what, when or who of a task. */
export const useEditTask = (id: string) => useMutation(act((edit: TaskEdit) => server.editTask(id, edit)))
/** Completes a task: the result, the next step, a move, in one act. */
export const useCompleteTask = (dealId: string, id: string) =>
  useMutation(
    act(
      (completion: TaskCompletion) => server.completeTask(id, completion),
      ({ result }) => completedAhead(dealId, id, result ?? null, instant()),
    ),
  )
/** Cancels a task. */
export const useCancelTask = (id: string) =>
  useMutation(act((cancellation: { reason?: string; confirmed?: boolean }) => server.cancelTask(id, cancellation)))
/** Closes a deal as lost, with all that its reason asks for. */
export const useCloseDeal = (id: string) =>
  useMutation(
    act(
      (closure: Closure) => server.closeDeal(id, closure),
      () => closedAhead(id),
    ),
  )
/** Opens a closed deal again. */
export const useReopenDeal = (id: string) => useMutation(act((reopening: Reopening) => server.reopenDeal(id, reopening)))
/** Lets one deal past one clause for a time. */
export const useExemptDeal = (id: string) => useMutation(act((exemption: ExemptionCreation) => server.exemptDeal(id, exemption)))
/** Writes down what was said with the client. */
export const useAddInteraction = (id: string, ahead: (interaction: InteractionCreation) => TakeBack) =>
  useMutation(act((interaction: InteractionCreation) => server.addInteraction(id, interaction), ahead))
/** A word to colleagues beside a deal. */
export const useComment = (id: string, ahead: (comment: CommentCreation) => TakeBack) =>
  useMutation(act((comment: CommentCreation) => server.comment(id, comment), ahead))
/** Prolongs the life of a deal. */
export const useProlongDeal = (id: string) => useMutation(act((prolongation: Prolongation) => server.prolong(id, prolongation)))
