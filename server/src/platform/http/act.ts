// The way an act is carried out: one transaction of one workspace, once for one Idempotency-Key.
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { inWorkspace } from '../database.ts'
import type { Planning, Tx } from '../database.ts'
import { at, json } from '../instantColumn.ts'
import type { Services } from '../services.ts'
import { conflict, invalid, Problem } from './problem.ts'
import { words } from './words.ts'

export type Answer = {
  status: number
  body?: unknown
  headers?: Record<string, string>
  /** The body holds a secret that is shown once: it is not kept, and a repetition is told that it comes too late. */
  secret?: boolean
}

/**
 * Runs the work in a transaction of the actor's workspace and sends what it answers. An answer that is a problem (a refusal by the
 * regulation) is sent too and the transaction stays; a thrown one undoes it. With an `Idempotency-Key` a repetition of the same request
 * gets the same answer and nothing is done twice. `planning`: how the statements of the work are planned.
 */
export async function performAct(
  request: FastifyRequest,
  reply: FastifyReply,
  work: (tx: Tx) => Promise<Answer | Problem>,
  planning: Planning = 'by value',
): Promise<never> {
  const { services } = request.server
  const key = keyOf(request)
  const workOnce = async (tx: Tx) => {
    if (key === undefined) return work(tx)
    const hash = hashOf(request)
    const earlier = await earlierAnswer(tx, request, key, hash)
    if (earlier) return earlier
    const answer = await work(tx)
    if (answer instanceof Problem || answer.status >= 300) return answer
    await keep(tx, services, request, key, hash, answer)
    return answer
  }
  const answer = await inWorkspace(services, request.actor.workspaceId, workOnce, planning)
  if (answer instanceof Problem) throw answer
  reply.code(answer.status).headers(answer.headers ?? {})
  return reply.send(answer.body) as never // which tells Fastify that the answer is sent; to a route it is nothing to look at
}

function keyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key']
  if (header === undefined || request.method === 'GET') return undefined
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(header)) {
    throw invalid([{ path: 'Idempotency-Key', message: words.badKey }])
  }
  return header
}

/** What makes two requests the same: method, address and the content of the body, in whatever order its fields stand. */
const hashOf = ({ method, url, body }: FastifyRequest): Buffer =>
  createHash('sha256')
    .update(`${method} ${url}\n${JSON.stringify(ordered(body))}`)
    .digest()

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, ordered(inner)] as const)
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Stands in the stored headers where the answer itself was too secret to keep; never sent. */
const secretHeader = ':secret'

/** Holds the key until the transaction ends; answers what was answered before. */
async function earlierAnswer(tx: Tx, { actor }: FastifyRequest, key: string, hash: Buffer): Promise<Answer | undefined> {
  const lock = `${actor.workspaceId} ${actor.memberId} ${key}`
  const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${lock}, 1)) as free`.execute(tx)
  if (!rows[0]?.free) throw conflict(words.keyBusy)
  // A statement of its own: only now does it see what the holder before us wrote.
  const earlier = await tx
    .selectFrom('idempotency')
    .select(['request_hash', 'status', 'headers', 'body'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('member_id', '=', actor.memberId)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!earlier) return undefined
  if (!earlier.request_hash.equals(hash)) throw new Problem(422, 'key-reused', words.keyReused)
  const headers = earlier.headers as Record<string, string>
  if (headers[secretHeader]) throw conflict(words.keySecret)
  return { status: earlier.status, headers: { ...headers, 'idempotent-replay': 'true' }, body: earlier.body ?? undefined }
}

async function keep(tx: Tx, { clock }: Services, { actor }: FastifyRequest, key: string, hash: Buffer, answer: Answer): Promise<void> {
  const kept: Pick<Answer, 'headers' | 'body'> = answer.secret ? { headers: { [secretHeader]: '1' } } : answer
  await tx
    .insertInto('idempotency')
    .values({
      workspace_id: actor.workspaceId,
      member_id: actor.memberId,
      key,
      request_hash: hash,
      status: answer.status,
      headers: json(kept.headers ?? {}),
      body: kept.body === undefined ? null : json(kept.body),
      created_at: at(clock.real()),
    })
    .execute()
}
