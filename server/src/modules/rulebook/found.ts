import { newId, type Instant } from '@reglament/kernel'
import { type RegulationDocument, shippedRegulation } from '@reglament/regulation'
import { sql } from 'kysely'
import { at, json } from '../../platform/instantColumn.ts'
import type { Tx } from '../../platform/database.ts'
import { layOutPipelines } from './pipelineRows.ts'

/** Gives a new workspace its regulation: version 1 as shipped, with its pipelines, stages and fields (A2). */
export async function foundRulebook(
  tx: Tx,
  workspaceId: number,
  now: Instant,
  document: RegulationDocument = shippedRegulation,
): Promise<void> {
  await tx
    .insertInto('regulation_version')
    .values({ workspace_id: workspaceId, number: 1, document: json(document), in_force_from: at(now), created_at: at(now) })
    .execute()
  await tx.insertInto('rulebook').values({ workspace_id: workspaceId, version: 1, stamp: 1 }).execute()
  await layOutPipelines(tx, workspaceId, document, now)
  await tx
    .insertInto('field')
    .values(
      document.fields.map(({ key, name, type, options, system }, position) => ({
        workspace_id: workspaceId,
        id: newId(),
        key,
        name: json(name),
        type,
        options: json(options),
        system,
        position,
      })),
    )
    .execute()
  await sql`select prepare_deal_numbers()`.execute(tx)
}

/** The stream of what concerns a whole company. */
const wholeCompany = '00000000-0000-0000-0000-000000000000'

/**
 * Said after anything that judgements read from settings has changed, so that every process reads its book anew, and so that every open
 * screen does (L4).
 */
export const turnThePage = (tx: Tx, workspaceId: number) =>
  sql`
    with turned as (
      update rulebook set stamp = stamp + 1 where workspace_id = ${workspaceId} returning version
    )
    insert into journal (workspace_id, stream_kind, stream_id, type, at, recorded_at, regulation_version, data)
    select ${workspaceId}::integer, 'workspace', ${wholeCompany}::uuid, 'book-changed', now(), now(), version, '{}' from turned`.execute(tx)
