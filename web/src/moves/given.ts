import type { FieldValues, Money, StageMove } from '@reglament/contract'
import type { Lacks } from '../verdict/lacks.ts'

/** What has been typed into the form of a move so far. */
export type Given = {
  fields: FieldValues
  note: string | undefined
  budget: Money | null
  reason: string
  /** What came of the tasks of the left stage, by their ids. */
  results: Readonly<Record<string, string>>
  /** The next step: when, and in whose words. */
  task: { dueAt: string; text: string } | null
  confirmed: boolean
}

/** A form that nobody has typed into. */
export const nothingGiven: Given = { fields: {}, note: undefined, budget: null, reason: '', results: {}, task: null, confirmed: false }

const empty = (value: unknown) => value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

/** A result that has to be told is missing, or one that was begun is too short. */
const lacksResult = ({ result, offered }: Lacks, { results }: Given) =>
  result?.tasks.some((id) => (results[id] ?? '').trim().length < result.needed) ||
  offered?.tasks.some((id) => (results[id] ?? '').trim() !== '' && (results[id] ?? '').trim().length < offered.needed)

/** Names of what is still missing: keys of fields, and `note`, `budget`, `reason`, `result`, `task`, `confirmation`. */
export function missingOf(lacks: Lacks, given: Given): string[] {
  const note = (given.note ?? '').trim().length
  return [
    ...lacks.fields.filter((key) => empty(given.fields[key])),
    ...(lacks.budget && given.budget === null ? ['budget'] : []),
    ...(lacks.note && note < lacks.note.needed ? ['note'] : []),
    ...(lacks.reason && empty(given.reason) ? ['reason'] : []),
    ...(lacksResult(lacks, given) ? ['result'] : []),
    ...(lacks.task && given.task === null ? ['task'] : []),
    ...(lacks.confirmation && !given.confirmed ? ['confirmation'] : []),
  ]
}

/** The request: only what was asked for and given. */
export function moveOf(to: string, lacks: Lacks, given: Given, nextText: string): StageMove {
  const fields = Object.fromEntries(Object.entries(given.fields).filter(([key, value]) => lacks.fields.includes(key) && !empty(value)))
  const results = Object.entries(given.results).flatMap(([taskId, result]) => (empty(result) ? [] : [{ taskId, result: result.trim() }]))
  return {
    to,
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(lacks.note && given.note !== undefined && { note: given.note }),
    ...(lacks.budget && given.budget && { budget: given.budget }),
    ...(lacks.reason && { reason: given.reason.trim() }),
    ...(results.length > 0 && { results }),
    ...(given.task && { task: { text: given.task.text.trim() || nextText, dueAt: given.task.dueAt } }),
    ...(given.confirmed && { confirmed: true }),
  }
}
