// Two roles: the owner makes the tables, the application works in them behind row-level security and cannot step over it.
import { createHmac } from 'node:crypto'
import { escapeIdentifier, escapeLiteral } from 'pg'
import type { Client } from 'pg'
import { withClient } from './withClient.ts'

export const ownerRole = 'reglament_owner'
export const appRole = 'reglament_app'

/** A role's password, derived from that of the role above it: every process computes the same, none has to be stored. */
export const derivedPassword = (secret: string, role: string) => createHmac('sha256', secret).update(role).digest('hex')

/** The same server and database, seen by another role. */
export function connectionOf(url: string, role: { user: string; password: string; database?: string }): string {
  const changed = new URL(url)
  changed.username = encodeURIComponent(role.user)
  changed.password = encodeURIComponent(role.password)
  if (role.database !== undefined) changed.pathname = `/${role.database}`
  return changed.href
}

/**
 * Sees to it that an ordinary login role with this password exists; answers without writing when all is well already.
 * Roles belong to the whole server, so several databases and processes may do this at the same moment.
 */
export async function ensureLoginRole(admin: Client, url: string, user: string, password: string): Promise<void> {
  if ((await isOrdinary(admin, user)) && (await canLogIn(connectionOf(url, { user, password })))) return
  for (let attempt = 1; ; attempt++) {
    const verb = (await exists(admin, user)) ? 'alter' : 'create'
    try {
      await admin.query(
        `${verb} role ${escapeIdentifier(user)} login nosuperuser nobypassrls nocreatedb nocreaterole password ${escapeLiteral(password)}`,
      )
      return
    } catch (error) {
      if (attempt === 20 || !passingCodes.includes(codeOf(error))) throw error
    }
  }
}

/** Another process created or altered the role at the same moment: duplicate, unique violation, "tuple concurrently updated". */
const passingCodes = ['42710', '23505', 'XX000']

/** PostgreSQL's code of an error; empty when it is another sort of error. */
export const codeOf = (error: unknown) => (error as { code?: string }).code ?? ''

async function exists(client: Client, role: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  return rowCount === 1
}

async function isOrdinary(client: Client, role: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'select from pg_roles where rolname = $1 and rolcanlogin and not (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole)',
    [role],
  )
  return rowCount === 1
}

const canLogIn = (url: string) => withClient(url, () => Promise.resolve(true)).catch(() => false)

/** What keeps this connection from being the application's: it must be bound by row-level security, and hold the rights of the app role. */
export function faultsOfAppConnection(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string; powerful: boolean; belongs: boolean }>(
      `select rolname as name, rolsuper or rolbypassrls as powerful, pg_has_role(rolname, '${appRole}', 'usage') as belongs
         from pg_roles where rolname = current_user`,
    )
    const role = rows[0]
    return [
      ...(role?.powerful ? [`the role ${role.name} can step over row-level security (it is a superuser or has BYPASSRLS)`] : []),
      ...(role && !role.belongs ? [`the role ${role.name} is neither ${appRole} nor a member of it`] : []),
    ]
  })
}
