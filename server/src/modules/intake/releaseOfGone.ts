import { sql } from 'kysely'
import { json } from '../../platform/instantColumn.ts'
import type { Intake } from './takeIn.ts'
import { leadEntry, type Routing, writeIntake } from './writeIntake.ts'

const route: Routing = { responsibleId: null, way: 'exchange', because: 'nobody', meantFor: null, reserved: null, clause: null }

/** Inquiries of somebody who works here no more are nobody's, so that they are seen and taken: none is lost (C1). */
export async function releaseOfGone(intake: Intake, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return
  await sql`
    update lead set responsible_id = null, route = ${json(route)}, version = version + 1
    where workspace_id = ${intake.workspaceId} and id = any(${[...leadIds]}::uuid[])`.execute(intake.tx)
  await writeIntake(intake, { entries: leadIds.map((id) => leadEntry(intake, id, 'lead-released', null, {})) })
}
