import type { SessionCreation } from '@reglament/contract'
import { unauthenticated } from '../../platform/http/index.ts'
import type { Services } from '../../platform/services.ts'
import { countTry, forgiveTry } from './attempts.ts'
import type { Subject } from './attempts.ts'
import { isPassword } from './passwords.ts'
import { findIdentity, foldEmail, membershipsOf } from './queries.ts'
import { words } from './words.ts'

/**
 * Finds the person and the workspace to enter: the one asked for, or the first joined. An unknown e-mail, a wrong password, a person shut
 * out everywhere and a workspace that is not his all get the same answer after the same work.
 */
export async function signIn(
  services: Services,
  { email, password, workspaceId }: SessionCreation,
  address: string,
): Promise<{ identityId: string; workspaceId: number }> {
  const folded = foldEmail(email)
  const subjects: Subject[] = [
    { kind: 'account', of: folded },
    { kind: 'address', of: address },
  ]
  await countTry(services, subjects)
  const identity = await findIdentity(services.db, folded)
  const right = await isPassword(identity?.password_hash, password)
  const memberships = identity && right ? await membershipsOf(services.db, identity.id) : []
  const chosen = workspaceId === undefined ? memberships[0] : memberships.find((it) => it.workspace_id === workspaceId)
  if (!identity || !chosen) {
    services.log.info({ event: 'sign-in refused' })
    throw wrongPassword()
  }
  await forgiveTry(services, subjects)
  services.log.info({ event: 'signed in', workspaceId: chosen.workspace_id, memberId: chosen.member_id })
  return { identityId: identity.id, workspaceId: chosen.workspace_id }
}

export const wrongPassword = () => unauthenticated(words.wrongPassword, { 'www-authenticate': 'Password' })
