import type { FieldValues, Money, StageMove } from '@reglament/contract'
import type { Lacks } from '../verdict/lacks.ts'

/** What has been typed into the form of a move so far. */
export type Given = {
  fields: FieldValues
  note: string | undefined
  budget: Money | null
  reason: string
  result: string
  /** The next step: when, and in whose words. */
  task: { dueAt: string; text: string } | null
  confirmed: boolean
}

const empty = (value: unknown) => value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

/** Names of what is still missing: keys of fields, and `note`, `budget`, `reason`, `result`, `task`, `confirmation`. */
export function missingOf(lacks: Lacks, given: Given): string[] {
  const note = (given.note ?? '').trim().length
  return [
    ...lacks.fields.filter((key) => empty(given.fields[key])),
    ...(lacks.budget && given.budget === null ? ['budget'] : []),
    ...(lacks.note && note < lacks.note.needed ? ['note'] : []),
    ...(lacks.reason && empty(given.reason) ? ['reason'] : []),
    ...(lacks.result && given.result.trim().length < lacks.result.needed ? ['result'] : []),
    ...(lacks.task && given.task === null ? ['task'] : []),
    ...(lacks.confirmation && !given.confirmed ? ['confirmation'] : []),
  ]
}

/** The request: only what was asked for and given. */
export function moveOf(to: string, lacks: Lacks, given: Given, nextText: string): StageMove {
  const fields = Object.fromEntries(Object.entries(given.fields).filter(([key, value]) => lacks.fields.includes(key) && !empty(value)))
  return {
    to,
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(lacks.note && given.note !== undefined && { note: given.note }),
    ...(lacks.budget && given.budget && { budget: given.budget }),
    ...(lacks.reason && { reason: given.reason.trim() }),
    ...(given.result.trim() !== '' && { result: given.result.trim() }),
    ...(given.task && { task: { text: given.task.text.trim() || nextText, dueAt: given.task.dueAt } }),
    ...(given.confirmed && { confirmed: true }),
  }
}
