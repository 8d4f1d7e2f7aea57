import type { TaskDraft } from '@reglament/contract'

/** A task that is being planned. */
export type Planned = { kind: string | undefined; text: string; dueAt: string | null; assigneeId: string | undefined }

/** An empty plan for somebody. */
export const nothingPlanned = (assigneeId: string | undefined): Planned => ({ kind: undefined, text: '', dueAt: null, assigneeId })

/** What a plan still lacks to be sent at all. */
export const lackingOf = ({ text, dueAt }: Planned): ('text' | 'dueAt')[] => [
  ...(text.trim() === '' ? (['text'] as const) : []),
  ...(dueAt === null ? (['dueAt'] as const) : []),
]

/** The request. */
export const draftOf = ({ kind, text, dueAt, assigneeId }: Planned): TaskDraft => ({
  ...(kind !== undefined && { kind }),
  text: text.trim(),
  dueAt: dueAt ?? '',
  ...(assigneeId !== undefined && { assigneeId }),
})
