import { type NamedPerson, type People, peopleNamed, type RegulationDocument } from '@reglament/regulation'
import type { Tx } from '../../platform/database.ts'

/** Who they are whom regulations name by their ids; one statement, and none where they name nobody. */
export async function peopleOf(tx: Tx, workspaceId: number, ...documents: RegulationDocument[]): Promise<Map<string, NamedPerson>> {
  const ids = peopleNamed(...documents)
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('member')
    .select(['id', 'name', 'role', 'deactivated_at'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, name, role, deactivated_at }) => [id, { name, role, active: deactivated_at === null }]))
}

/** Their names, for sentences. */
export const namesOf = (people: ReadonlyMap<string, NamedPerson>): People => new Map([...people].map(([id, { name }]) => [id, name]))
