import type { Locale, Workspace, WorkspaceCreation } from '@reglament/contract'
import { newId } from '@reglament/kernel'
import type { Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import { inWorkspace } from '../../platform/database.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { forbidden, invalid, isLoopback, unauthenticated } from '../../platform/http/index.ts'
import type { Fault } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { countTry, forgiveTry } from './attempts.ts'
import { hashPassword, isCommonPassword, isPassword } from './passwords.ts'
import { addIdentity, findIdentity, foldEmail, workspaceFrom } from './queries.ts'
import { words } from './words.ts'

/** What another module gives a new workspace, in the same transaction. */
export type Founder = (tx: Tx, workspaceId: number, now: Instant) => Promise<void>

/**
 * Whether strangers may found a company here: while there is none, while the program is reached from this machine only, or where the
 * operator says so.
 */
export async function signUpState({ db, config }: Services): Promise<{ open: boolean; empty: boolean }> {
  const empty = await isEmpty(db)
  return { empty, open: empty || isOpenAnyway(config) }
}

const isOpenAnyway = ({ signUp, host, publicUrl }: Services['config']) => signUp === 'open' || (isLoopback(host) && publicUrl === undefined)

async function isEmpty(db: Db): Promise<boolean> {
  return (await sql<{ empty: boolean }>`select installation_is_empty() as empty`.execute(db)).rows[0]!.empty
}

/** A company founded by a stranger in a browser; `address` is where he comes from. */
export async function signUp(
  services: Services,
  creation: WorkspaceCreation,
  options: { founders: readonly Founder[]; locale: Locale; address: string },
): Promise<Founded> {
  const { open } = await signUpState(services)
  if (!open) throw forbidden(words.signUpClosed)
  const onThisMachine = isLoopback(options.address) && isOpenAnyway(services.config)
  if (!onThisMachine) await countTry(services, [{ kind: 'sign-up', of: options.address }])
  return foundWorkspace(services, creation, { ...options, onlyTheFirst: !isOpenAnyway(services.config) })
}

export type Founded = { workspace: Workspace; ownerId: string; identityId: string }

/** Founds a workspace with its owner and all that the other modules put into it: all of it or nothing. */
export async function foundWorkspace(
  services: Services,
  creation: WorkspaceCreation,
  { founders, locale, onlyTheFirst = false }: { founders: readonly Founder[]; locale: Locale; onlyTheFirst?: boolean },
): Promise<Founded> {
  const { db, clock } = services
  const { owner, timeZone = 'Europe/Moscow', currency = 'RUB', kind = 'real' } = creation
  refuseFaults(creation, timeZone, currency)
  const identity = await identityFor(services, foldEmail(owner.email), owner.password)
  const { rows } = await sql<{ id: number }>`select nextval('workspace_id_seq') as id`.execute(db)
  const id = rows[0]!.id
  const now = clock.real()

  return inWorkspace({ db }, id, async (tx) => {
    if (onlyTheFirst) await refuseSecond(tx)
    if (identity.isNew && !(await addIdentity(tx, identity, now))) throw unauthenticated(words.otherPassword)
    const ownerId = newId()
    const workspace = await tx
      .insertInto('workspace')
      .values({
        id,
        name: creation.name.trim(),
        time_zone: timeZone,
        locale: creation.locale ?? locale,
        currency,
        kind,
        default_head_id: ownerId,
        created_at: at(now),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('member')
      .values({
        workspace_id: id,
        id: ownerId,
        identity_id: identity.id,
        name: owner.name.trim(),
        email: identity.email,
        role: 'owner',
        created_at: at(now),
      })
      .execute()
    for (const found of founders) await found(tx, id, now)
    return { workspace: workspaceFrom(workspace), ownerId, identityId: identity.id }
  })
}

function refuseFaults({ owner }: WorkspaceCreation, timeZone: string, currency: string): void {
  const faults: Fault[] = []
  if (!isTimeZone(timeZone)) faults.push({ path: '/timeZone', message: words.badTimeZone })
  if (!currencies.has(currency)) faults.push({ path: '/currency', message: words.badCurrency })
  if (isCommonPassword(owner.password, owner.email, owner.name)) faults.push({ path: '/owner/password', message: words.commonPassword })
  if (faults.length > 0) throw invalid(faults)
}

const currencies = new Set(Intl.supportedValuesOf('currency'))

/** A zone by its name; a bare offset knows nothing of summer time and is none. */
function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** Who has an e-mail here already proves that it is his; to guess at that password is limited like any sign-in. */
async function identityFor(services: Services, email: string, password: string) {
  const known = await findIdentity(services.db, email)
  if (!known) return { isNew: true, id: newId(), email, password_hash: await hashPassword(password) }
  await countTry(services, [{ kind: 'account', of: email }])
  if (!(await isPassword(known.password_hash, password))) throw unauthenticated(words.otherPassword)
  await forgiveTry(services, [{ kind: 'account', of: email }])
  return { isNew: false, email, ...known }
}

/** Two strangers at the same moment: the second waits here and then finds the door closed. */
async function refuseSecond(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('reglament: the first workspace'))`.execute(tx)
  if (!(await isEmpty(tx))) throw forbidden(words.signUpClosed)
}
