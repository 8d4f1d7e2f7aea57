import { WorkspaceCreation } from '@reglament/contract'
import { founders } from '../app.ts'
import { foundWorkspace } from '../modules/members/index.ts'
import type { Command } from './command.ts'
import { checked, readPassword } from './input.ts'

export const command: Command = {
  name: 'workspace create',
  about: 'Founds a company with its owner.',
  more: 'The password of the owner is read from REGLAMENT_PASSWORD, from standard input, or asked for.',
  options: {
    name: { type: 'string', about: 'Name of the company', required: true },
    'owner-name': { type: 'string', about: 'Name of its owner', required: true },
    'owner-email': { type: 'string', about: 'E-mail the owner signs in with', required: true },
    'time-zone': { type: 'string', about: 'Time zone, Europe/Moscow by default' },
    locale: { type: 'string', about: 'ru (by default) or en' },
    currency: { type: 'string', about: 'ISO 4217, RUB by default' },
    kind: { type: 'string', about: 'real (by default) or sandbox, whose clock may be put forward' },
  },
  run: async ({ services, print }, values) => {
    const password = await readPassword('Password of the owner: ')
    const creation = checked(WorkspaceCreation, {
      name: values.name,
      timeZone: values['time-zone'],
      locale: values.locale,
      currency: values.currency,
      kind: values.kind,
      owner: { name: values['owner-name'], email: values['owner-email'], password },
    })
    const { workspace } = await foundWorkspace(await services(), creation, { founders, locale: 'ru' })
    print(`Workspace ${workspace.id} "${workspace.name}" is founded; ${values['owner-email']} may sign in.`)
    return 0
  },
}
