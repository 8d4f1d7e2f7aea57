import type { Instant } from '@reglament/kernel'
import type { Dossier } from './dossier.ts'
import type { Following } from './clauseKind.ts'

type Wanted = { kind: string; dueAt: Instant; text?: string; assigneeId: string | null }

/**
 * The event by which a clause plans a task. An open task of the same kind is never doubled: it is taken over, with the earlier
 * due (regulation §4).
 */
export function plan(
  { kind, dueAt, text, assigneeId }: Wanted,
  { dossier, now, newId }: { dossier: Dossier; now: Instant; newId: () => string },
): Following {
  const taskText = text?.trim() || undefined
  const textLength = taskText?.length
  const same = dossier.openTasks.find((task) => task.kind === kind)
  return same
    ? { event: { type: 'task-changed', at: now, data: { id: same.id, dueAt: Math.min(same.dueAt, dueAt), textLength } }, taskText }
    : { event: { type: 'task-set', at: now, data: { id: newId(), kind, textLength: textLength ?? 0, dueAt, assigneeId } }, taskText }
}
