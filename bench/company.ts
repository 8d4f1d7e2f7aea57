// The company under measurement: founded, hired and given its key by the code that real companies are founded by.
import { pino } from 'pino'
import { founders } from '../server/src/app.ts'
import { addForm, oneForm } from '../server/src/modules/intake/doors.ts'
import { addApiKey, addMember, foundWorkspace } from '../server/src/modules/members/index.ts'
import { systemClock } from '../server/src/platform/clock.ts'
import { readConfiguration } from '../server/src/platform/configuration.ts'
import { inWorkspace, openDatabase } from '../server/src/platform/database.ts'
import type { Services } from '../server/src/platform/services.ts'
import { sellers } from './dataset.ts'
import type { Taker } from './operations.ts'

export type Company = { services: Services; workspaceId: number; memberIds: string[]; takers: Taker[]; key: string; formKey: string }

/** Together with the sellers a company of two hundred. */
const takersMany = 180

export async function foundCompany(appUrl: string): Promise<Company> {
  const services: Services = {
    db: openDatabase(appUrl),
    clock: systemClock,
    config: readConfiguration({ LOG_LEVEL: 'silent' }),
    log: pino({ level: 'error' }), // what made a request fail stands nowhere else
  }
  const owner = { name: 'Ирина Соколова', email: 'owner@example.ru', password: 'a long sentence nobody guesses' }
  const { workspace, ownerId } = await foundWorkspace(services, { name: 'Мерная верста', owner }, { founders, locale: 'ru' })
  return inWorkspace(services, workspace.id, async (tx) => {
    const memberIds: string[] = []
    for (let i = 1; i <= sellers; i++) {
      const seller = { name: `Продавец ${i}`, email: `seller${i}@example.ru`, role: 'manager' as const }
      memberIds.push((await addMember(tx, services, workspace.id, seller, null)).id)
    }
    // Each of them carries thousands of deals, which no regulation would let him.
    await tx
      .updateTable('member')
      .set({ load_max_off: true })
      .where('workspace_id', '=', workspace.id)
      .where('id', 'in', memberIds)
      .execute()
    const takers: Taker[] = []
    for (let i = 1; i <= takersMany; i++) {
      const { id } = await addMember(
        tx,
        services,
        workspace.id,
        { name: `Берущий ${i}`, email: `taker${i}@example.ru`, role: 'manager' },
        null,
      )
      takers.push({ id, key: (await addApiKey(tx, services, id, { name: 'bench', scopes: ['read', 'write'] })).key })
    }
    const { key } = await addApiKey(tx, services, ownerId, { name: 'bench', scopes: ['read', 'write'] })
    const form = { name: 'Сайт', source: 'Сайт', perMinute: 100_000 }
    const formId = await addForm(tx, workspace.id, form, systemClock.real())
    const { key: formKey } = await oneForm(tx, workspace.id, { base: '', language: 'ru' }, formId)
    return { services, workspaceId: workspace.id, memberIds, takers, key, formKey }
  })
}
