import type { ApiKey, ApiKeyCreated, ApiKeyCreation } from '@reglament/contract'
import { newId } from '@reglament/kernel'
import type { Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { at, iso } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { newToken, tokenHash } from './tokens.ts'

type ApiKeyRow = {
  id: string
  name: string
  member_id: string
  scopes: string[]
  created_at: Instant
  last_used_at: Instant | null
  revoked_at: Instant | null
}

const apiKeyFrom = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  memberId: row.member_id,
  scopes: row.scopes,
  createdAt: iso(row.created_at),
  lastUsedAt: iso(row.last_used_at),
  revokedAt: iso(row.revoked_at),
})

/** All keys of the workspace, revoked ones too. */
export async function listApiKeys(tx: Tx): Promise<ApiKey[]> {
  return (await sql<ApiKeyRow>`select * from api_keys() limit 1000`.execute(tx)).rows.map(apiKeyFrom)
}

/** A key acts as its member, within its scopes. The beginning of its text tells a scanner of leaked secrets what it is. */
export async function addApiKey(
  tx: Tx,
  { clock }: Pick<Services, 'clock'>,
  memberId: string,
  { name, scopes }: ApiKeyCreation,
): Promise<ApiKeyCreated> {
  const key = `rgl_${newToken()}`
  const now = clock.real()
  const row: ApiKeyRow = {
    id: newId(),
    name: name.trim(),
    member_id: memberId,
    scopes: [...new Set(scopes)],
    created_at: now,
    last_used_at: null,
    revoked_at: null,
  }
  await sql`
    select add_api_key(${tokenHash(key)}, ${row.id}::uuid, ${memberId}::uuid, ${row.name}, ${row.scopes}::text[], ${at(now)})`.execute(tx)
  return { ...apiKeyFrom(row), key }
}

/** From the next request on the key opens nothing. False when this workspace has no such key. */
export async function revokeApiKey(tx: Tx, { clock }: Pick<Services, 'clock'>, id: string): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`select revoke_api_key(${id}::uuid, ${at(clock.real())}) as known`.execute(tx)
  return rows[0]?.known === true
}
