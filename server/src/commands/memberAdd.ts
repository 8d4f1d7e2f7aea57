import { MemberCreation } from '@reglament/contract'
import { addMember, prepareMember } from '../modules/members/index.ts'
import { inWorkspace } from '../platform/database.ts'
import type { Command } from './command.ts'
import { checked, readPassword, workspaceNumber } from './input.ts'

export const command: Command = {
  name: 'member add',
  about: 'Adds a member to a company.',
  more: 'With --password it is read from REGLAMENT_PASSWORD, from standard input, or asked for; without, a link to set one is printed.',
  options: {
    workspace: { type: 'string', about: 'Number of the workspace', required: true },
    name: { type: 'string', about: 'Name of the member', required: true },
    email: { type: 'string', about: 'E-mail the member signs in with', required: true },
    role: { type: 'string', about: 'manager, trainee, head, quality-controller, account-manager, owner or admin', required: true },
    password: { type: 'boolean', about: 'Give the member a password now' },
  },
  run: async ({ services, print }, values) => {
    const workspaceId = workspaceNumber(values.workspace)
    const password = values.password ? await readPassword('Password of the member: ') : undefined
    const creation = checked(MemberCreation, { name: values.name, email: values.email, role: values.role, password })
    const passwordHash = await prepareMember('operator', creation)
    const all = await services()
    const created = await inWorkspace(all, workspaceId, (tx) => addMember(tx, all, workspaceId, creation, passwordHash))
    print(`Member ${created.id} is added.`)
    if (created.invitation) print(`To come in, open once within seven days: ${created.invitation}`)
    return 0
  },
}
