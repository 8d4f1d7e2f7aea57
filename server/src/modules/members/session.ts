// Sessions of people in a browser.
import { DAY_MS } from '@reglament/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { newToken, tokenHash } from './tokens.ts'

const lifeMs = 30 * DAY_MS
/** A session nobody used for so long is over. */
export const idleDays = 7

/** Over https the browser itself guarantees that nobody else has set the cookie: that is what the name is for. */
const isSecure = (request: FastifyRequest) =>
  request.protocol === 'https' || request.server.services.config.publicUrl?.startsWith('https:') === true
const cookieName = (request: FastifyRequest) => (isSecure(request) ? '__Host-reglament' : 'reglament')

/** The token in the cookie of this request. */
export const sessionToken = (request: FastifyRequest): string | undefined => request.cookies[cookieName(request)]

/**
 * Opens a session under a token that did not exist before, and ends the one that came with the request. Null when the person is no
 * active member there (any more).
 */
export async function openSession(
  { db, clock }: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  { identityId, workspaceId }: { identityId: string; workspaceId: number },
): Promise<string | null> {
  const now = clock.real()
  const token = newToken()
  const { rows } = await sql<{ opened: boolean }>`
    select open_session(${tokenHash(token)}, ${identityId}::uuid, ${workspaceId}::int, ${at(now)}, ${at(now + lifeMs)}) as opened`.execute(
    db,
  )
  if (!rows[0]?.opened) return null
  await closeSession({ db }, request)
  void reply.setCookie(cookieName(request), token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: isSecure(request),
    maxAge: lifeMs / 1000,
  })
  return token
}

/** Ends the session of this request, if it has one. */
export async function closeSession({ db }: Pick<Services, 'db'>, request: FastifyRequest): Promise<void> {
  const token = sessionToken(request)
  if (token !== undefined) await sql`select close_session(${tokenHash(token)})`.execute(db)
}

/** Takes the cookie out of the browser. */
export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(cookieName(request), { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(request) })
}
