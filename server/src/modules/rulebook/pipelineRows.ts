import { newId, type Instant } from '@reglament/kernel'
import type { PipelineDocument, RegulationDocument } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { at, json } from '../../platform/instantColumn.ts'

type Place = { pipeline: string; stage: string }
/** Deals that stand in a stage which a document does not have any more. */
export type Used = Place & { name: { ru: string; en: string }; open: number; closed: number; ways: ('move' | 'archive')[] }

const placesOf = ({ pipelines }: RegulationDocument) =>
  new Set(pipelines.flatMap(({ key, stages }) => stages.map((stage) => `${key} ${stage.key}`)))

/**
 * Stages of the document in force that another leaves out, or turns into a stage of another kind, while deals stand in them for which
 * it does not say where to go (B1).
 */
export async function stagesInUse(tx: Tx, workspaceId: number, before: RegulationDocument, after: RegulationDocument): Promise<Used[]> {
  const kept = new Map(after.pipelines.flatMap(({ key, stages }) => stages.map((stage) => [`${key} ${stage.key}`, stage.kind] as const)))
  const sent = new Set((after.former ?? []).map(({ pipeline, stage }) => `${pipeline} ${stage.key}`))
  const stays = new Set(after.pipelines.map(({ key }) => key))
  const gone = before.pipelines.flatMap(({ key: pipeline, stages }) =>
    stages
      .filter((stage) => kept.get(`${pipeline} ${stage.key}`) !== stage.kind && !sent.has(`${pipeline} ${stage.key}`))
      .map(({ key: stage, name, kind }) => ({ pipeline, stage, name, kind })),
  )
  const used: Used[] = []
  for (const { kind, ...place } of gone) {
    // Counted up to a limit: for the answer it is enough to know that there are many.
    const { rows } = await sql<{ open: number; closed: number }>`
      select count(*) filter (where status = 'open')::integer as open, count(*) filter (where status <> 'open')::integer as closed
      from (select status from deal where workspace_id = ${workspaceId} and pipeline = ${place.pipeline} and stage = ${place.stage}
        limit 10000) as standing`.execute(tx)
    const { open, closed } = rows[0]!
    const ways: Used['ways'] = !stays.has(place.pipeline) ? ['archive'] : kind === 'open' ? ['move'] : []
    if (open + closed > 0) used.push({ ...place, open, closed, ways })
  }
  return used
}

/** The rows that deals refer to follow the document: what is new is added, what is gone keeps its row and its name. */
export async function layOutPipelines(tx: Tx, workspaceId: number, document: RegulationDocument, now: Instant): Promise<void> {
  const pipelines = document.pipelines.map(({ key, name, kind }, position) => ({
    workspace_id: workspaceId,
    id: newId(),
    key,
    name: json(name),
    kind,
    position,
  }))
  await tx
    .insertInto('pipeline')
    .values(pipelines)
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'key']).doUpdateSet(({ ref }) => ({
        name: ref('excluded.name'),
        kind: ref('excluded.kind'),
        position: ref('excluded.position'),
        removed_at: null,
      })),
    )
    .execute()
  const stages = document.pipelines.flatMap((pipeline) => stageRows(workspaceId, pipeline))
  await tx
    .insertInto('stage')
    .values(stages)
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'pipeline', 'key']).doUpdateSet(({ ref }) => ({
        name: ref('excluded.name'),
        kind: ref('excluded.kind'),
        optional: ref('excluded.optional'),
        position: ref('excluded.position'),
        removed_at: null,
      })),
    )
    .execute()
  const kept = placesOf(document)
  const rows = await tx.selectFrom('stage').select(['id', 'pipeline', 'key']).where('workspace_id', '=', workspaceId).execute()
  const gone = rows.filter(({ pipeline, key }) => !kept.has(`${pipeline} ${key}`)).map(({ id }) => id)
  if (gone.length > 0) {
    await tx
      .updateTable('stage')
      .set({ removed_at: at(now) })
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', gone)
      .execute()
  }
  const keys = document.pipelines.map(({ key }) => key)
  await tx
    .updateTable('pipeline')
    .set({ removed_at: at(now) })
    .where('workspace_id', '=', workspaceId)
    .where('key', 'not in', keys)
    .execute()
}

const stageRows = (workspaceId: number, { key: pipeline, stages }: PipelineDocument) =>
  stages.map(({ key, name, kind, optional }, position) => ({
    workspace_id: workspaceId,
    id: newId(),
    pipeline,
    key,
    name: json(name),
    kind,
    optional,
    position,
  }))
