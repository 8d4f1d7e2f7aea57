import type { Exemption } from '@reglament/contract'
import { formatInstant } from '@reglament/kernel'
import type { Language } from '@reglament/regulation'
import type { Db } from '../../platform/database.ts'
import type { Book } from '../rulebook/index.ts'

/** What one deal was let past, by whom, why, until when, and how often it was used; the latest first (A7). */
export async function readExemptions(
  db: Db,
  workspaceId: number,
  dealId: string,
  { regulation }: Book,
  language: Language,
): Promise<Exemption[]> {
  const rows = await db
    .selectFrom('exemption')
    .innerJoin('member', (join) => join.onRef('member.workspace_id', '=', 'exemption.workspace_id').onRef('member.id', '=', 'by_id'))
    .select(['exemption.id', 'clause', 'reason', 'until_at', 'by_id', 'member.name', 'exemption.created_at', 'uses'])
    .where('exemption.workspace_id', '=', workspaceId)
    .where('deal_id', '=', dealId)
    .orderBy('exemption.created_at', 'desc')
    .orderBy('exemption.id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => {
    const known = regulation.clause(row.clause)
    return {
      id: row.id,
      clause: row.clause,
      number: known?.number ?? null,
      title: known?.kind.words[language].title ?? row.clause,
      reason: row.reason,
      until: formatInstant(row.until_at),
      by: { id: row.by_id, name: row.name },
      createdAt: formatInstant(row.created_at),
      uses: row.uses,
    }
  })
}
