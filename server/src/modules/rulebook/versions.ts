import type { RegulationVersion } from '@reglament/contract'
import { formatInstant } from '@reglament/kernel'
import type { Tx } from '../../platform/database.ts'

/** All versions of the regulation, the latest first, with how far the re-check of the open deals has come (A5). */
export async function readVersions(tx: Tx, workspaceId: number): Promise<RegulationVersion[]> {
  const rows = await tx
    .selectFrom('regulation_version as v')
    .innerJoin('rulebook', 'rulebook.workspace_id', 'v.workspace_id')
    .leftJoin('member', (join) => join.onRef('member.workspace_id', '=', 'v.workspace_id').onRef('member.id', '=', 'v.author_id'))
    .leftJoin('recheck', (join) => join.onRef('recheck.workspace_id', '=', 'v.workspace_id').onRef('recheck.version', '=', 'v.number'))
    .select([
      'v.number',
      'v.in_force_from',
      'member.name as author',
      'rulebook.version as in_force',
      'rulebook.next_version',
      'v.withdrawn_at',
      'recheck.deals',
      'recheck.done',
      'recheck.finished_at',
    ])
    .where('v.workspace_id', '=', workspaceId)
    .orderBy('v.number', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ number, in_force_from, author, in_force, next_version, withdrawn_at, deals, done, finished_at }) => ({
    number,
    author,
    inForceFrom: formatInstant(in_force_from),
    inForce: number === in_force,
    state: number === in_force ? 'in-force' : number === next_version ? 'ahead' : withdrawn_at === null ? 'former' : 'withdrawn',
    recheck: deals === null ? null : { deals, done: done ?? 0, finished: finished_at !== null },
  }))
}
