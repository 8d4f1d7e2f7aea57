import type { TaskDraft } from '@reglament/contract'
import { DAY_MS, MINUTE_MS, parseInstant, type Instant } from '@reglament/kernel'
import type { PlannedTask, Regulation } from '@reglament/regulation'
import type { Fault } from '../../platform/http/problem.ts'
import { says } from './words.ts'

/** Clocks of browsers are not exact; a due of this moment is not a mistake. */
const toleranceMs = MINUTE_MS
const aheadMaxMs = 5 * 366 * DAY_MS

/** Faults of a due time: a task can't be late from birth, nor beyond all plans. */
export function dueFaults(dueAt: string | undefined, now: Instant, path: string): Fault[] {
  if (dueAt === undefined) return []
  const due = parseInstant(dueAt)
  if (due < now - toleranceMs) return [{ path, message: says.dueInPast }]
  return due > now + aheadMaxMs ? [{ path, message: says.dueTooFar }] : []
}

/** A kind of the company's list that nobody has retired. */
const isOffered = ({ taskKinds }: Regulation, key: string): boolean => {
  const kind = taskKinds.get(key)
  return kind !== undefined && kind.retired !== true
}

/** Faults of a task as a person plans it; `at` is its place in the request. */
export const draftFaults = (regulation: Regulation, draft: TaskDraft | undefined, now: Instant, at: string): Fault[] => [
  ...dueFaults(draft?.dueAt, now, `${at}/dueAt`),
  ...(draft?.kind !== undefined && !isOffered(regulation, draft.kind) ? [{ path: `${at}/kind`, message: says.noTaskKind }] : []),
]

/** A task as the book reads it; without an assignee it is the responsible's. */
export const plannedTask = ({ kind = 'other', text, dueAt, assigneeId }: TaskDraft): PlannedTask => ({
  kind,
  text,
  dueAt: parseInstant(dueAt),
  assigneeId,
})
