import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ActAnswer } from '@reglament/contract'
import type { Instant } from '@reglament/kernel'
import type { Language } from '@reglament/regulation'
import { sql } from 'kysely'
import { lookInto, type Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http/actor.ts'
import { etag, performAct, Problem } from '../../platform/http/index.ts'

/** Who asks, when, and in which language the answer goes back. */
export type Asking = { tx: Tx; actor: Actor; now: Instant; language: Language }

/** An allowed act with the deal as it stands now, or the refusal. Either is committed: refusals are recorded too. */
export type Outcome = ActAnswer | Problem

const askingOf = (tx: Tx, { actor, locale, server }: FastifyRequest): Asking => ({
  tx,
  actor,
  now: server.services.clock.now(actor),
  language: locale,
})

/**
 * Who asks for an act. The clock of a sandbox may be on its way: it is read in the transaction of the act and waits there until the act
 * is over, so that nothing is done before an instant that has been swept already (K5).
 */
export async function actingOf(tx: Tx, request: FastifyRequest): Promise<Asking> {
  const asking = askingOf(tx, request)
  const { kind, workspaceId } = asking.actor
  if (kind === 'real') return asking
  const { rows } = await sql<{ clock_at: Instant | null }>`select clock_at from workspace where id = ${workspaceId} for share`.execute(tx)
  return { ...asking, now: request.server.services.clock.now({ kind, clockAt: rows[0]!.clock_at }) }
}

/**
 * How routes of deals ask: an act in a transaction that keeps a refusal, a look in one that only reads. What concerns one deal finds its
 * rows by their keys and is planned once; a list may depend on how rare a value is.
 */
export const asker = (app: Pick<FastifyInstance, 'services'>) => ({
  act: (request: FastifyRequest, reply: FastifyReply, status: number, work: (asking: Asking) => Promise<Outcome>) =>
    performAct(
      request,
      reply,
      async (tx) => {
        const outcome = await work(await actingOf(tx, request))
        if (outcome instanceof Problem) return outcome
        return { status, body: outcome, headers: { etag: etag(outcome.deal.version) } }
      },
      'once',
    ),
  look: <Result>(request: FastifyRequest, work: (asking: Asking) => Promise<Result>) =>
    lookInto(app.services, request.actor.workspaceId, (tx) => work(askingOf(tx, request))),
  lookAtOne: <Result>(request: FastifyRequest, work: (asking: Asking) => Promise<Result>) =>
    lookInto(app.services, request.actor.workspaceId, (tx) => work(askingOf(tx, request)), 'once'),
})
