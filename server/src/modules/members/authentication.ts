// Who is asking: found in the database at every request, in one statement.
import type { Locale, Role } from '@reglament/contract'
import type { Instant } from '@reglament/kernel'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Actor, Scope } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { idleDays, sessionToken } from './session.ts'
import { tokenHash } from './tokens.ts'

type ActorRow = {
  workspace_id: number
  member_id: string
  name: string
  role: Role
  team_id: string | null
  member_locale: Locale | null
  workspace_locale: Locale
  time_zone: string
  currency: string
  kind: 'real' | 'sandbox'
  clock_at: Instant | null
  scopes: Scope[]
}

/** The actor behind a key or a session cookie. A key that is given counts alone: a wrong one does not fall back to the cookie. */
export function findActor(services: Services, request: FastifyRequest): Promise<Actor | null> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const key = /^Bearer ([\w-]{20,200})$/i.exec(authorization)?.[1]
    return key === undefined ? Promise.resolve(null) : actorOfKey(services, key)
  }
  const token = sessionToken(request)
  return token === undefined ? Promise.resolve(null) : actorOfSession(services, token)
}

async function actorOfKey({ db, clock }: Services, key: string): Promise<Actor | null> {
  const { rows } = await sql<ActorRow>`select * from actor_of_key(${tokenHash(key)}, ${at(clock.real())})`.execute(db)
  return rows[0] ? actorFrom(rows[0]) : null
}

export async function actorOfSession({ db, clock }: Services, token: string): Promise<Actor | null> {
  const { rows } = await sql<ActorRow>`
    select * from actor_of_session(${tokenHash(token)}, ${at(clock.real())}, make_interval(days => ${idleDays}))`.execute(db)
  return rows[0] ? actorFrom(rows[0]) : null
}

const actorFrom = (row: ActorRow): Actor => ({
  workspaceId: row.workspace_id,
  memberId: row.member_id,
  name: row.name,
  role: row.role,
  teamId: row.team_id,
  scopes: row.scopes,
  locale: row.member_locale ?? row.workspace_locale,
  timeZone: row.time_zone,
  currency: row.currency,
  kind: row.kind,
  clockAt: row.clock_at,
})
