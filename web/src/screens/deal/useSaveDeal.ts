import { useCallback } from 'react'
import type { ActAnswer, Deal, DealEdit } from '@reglament/contract'
import { useEditDeal } from '../../api/acts.ts'
import { ProblemError } from '../../api/faults.ts'
import { dealQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { changedElsewhere } from './changedElsewhere.ts'

/** A colleague has changed the same thing meanwhile; both versions must be shown. */
export class StaleEdit extends Error {
  readonly current: Deal
  constructor(current: Deal) {
    super('stale')
    this.name = 'StaleEdit'
    this.current = current
  }
}

/** Edits of one deal go out one after another, so that our own note and our own field never collide. */
const queues = new Map<string, Promise<unknown>>()
const triesMax = 4

const isDeal = (told: unknown): told is Deal =>
  typeof told === 'object' && told !== null && 'version' in told && 'id' in told && 'note' in told

/**
 * Saves an edit of a deal. `from` holds the values on which the edit was made: where a colleague meanwhile changed other things,
 * the edit goes through on the fresh version; where he changed the same, it is not sent and a `StaleEdit` carries his version.
 */
export function useSaveDeal(dealId: string): (edit: DealEdit, from: DealEdit) => Promise<ActAnswer> {
  const { mutateAsync } = useEditDeal(dealId)
  return useCallback(
    (edit, from) => {
      const attempt = async () => {
        let current = queryClient.getQueryData(dealQuery(dealId).queryKey) ?? (await queryClient.fetchQuery(dealQuery(dealId)))
        for (let tried = 1; ; tried += 1) {
          if (changedElsewhere(from, current)) throw new StaleEdit(current)
          try {
            return await mutateAsync({ version: current.version, ...edit })
          } catch (error) {
            if (!(error instanceof ProblemError) || error.status !== 412 || tried === triesMax) throw error
            const told = error.problem.current
            current = isDeal(told) ? told : await server.deal(dealId, {})
            queryClient.setQueryData(dealQuery(dealId).queryKey, current)
          }
        }
      }
      const turn = (queues.get(dealId) ?? Promise.resolve()).then(attempt, attempt)
      queues.set(
        dealId,
        turn.catch(() => undefined),
      )
      return turn
    },
    [dealId, mutateAsync],
  )
}
