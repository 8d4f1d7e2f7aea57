import { ApiKeyCreation } from '@reglament/contract'
import { addApiKey, findMemberByEmail } from '../modules/members/index.ts'
import { inWorkspace } from '../platform/database.ts'
import { CommandError } from './command.ts'
import type { Command } from './command.ts'
import { checked, workspaceNumber } from './input.ts'

export const command: Command = {
  name: 'api-key create',
  about: 'Makes a key for a program and prints it, once.',
  options: {
    workspace: { type: 'string', about: 'Number of the workspace', required: true },
    member: { type: 'string', about: 'E-mail of the member as whom the program acts', required: true },
    name: { type: 'string', about: 'What the key is for', required: true },
    scopes: { type: 'string', about: 'read, write, or read,write (by default)' },
  },
  run: async ({ services, print }, values) => {
    const workspaceId = workspaceNumber(values.workspace)
    const creation = checked(ApiKeyCreation, { name: values.name, scopes: String(values.scopes ?? 'read,write').split(',') })
    const all = await services()
    const { key } = await inWorkspace(all, workspaceId, async (tx) => {
      const member = await findMemberByEmail(tx, workspaceId, String(values.member))
      if (!member || member.deactivated_at !== null)
        throw new CommandError(`Workspace ${workspaceId} has no active member ${values.member}.`)
      return addApiKey(tx, all, member.id, creation)
    })
    print(key)
    return 0
  },
}
