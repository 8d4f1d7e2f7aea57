import type { Finding } from '@reglament/contract'

/** Which tasks (ids), and how many characters at least. */
export type Results = { needed: number; tasks: string[] }

/** Everything that the findings of one act say is lacking, gathered, so that one form can ask for it. */
export type Lacks = {
  /** Keys of empty fields of the card, without the note and the budget. */
  fields: string[]
  budget: boolean
  note: { needed: number } | undefined
  reason: boolean
  /** Results of tasks that have to be told: of the act's own task where none is named. */
  result: Results | undefined
  /** The same where the clause only takes notice: they may be left out. */
  offered: Results | undefined
  task: boolean
  confirmation: boolean
  /** Stages that may be entered instead. */
  stages: string[]
}

/** Kinds of lack that a person can give in the same act; the rest is mended elsewhere. */
const given = new Set(['fields', 'note', 'reason', 'result', 'task', 'text', 'confirmation'])

/** Can a form of ours ask for everything that these findings lack? */
export const canBeGiven = (findings: readonly Finding[]): boolean =>
  findings.length > 0 && findings.every(({ lacks, mode }) => given.has(lacks.what) || mode === 'warn')

const needed = (value: unknown, least: number) => (typeof value === 'number' ? Math.max(value, least) : least)

function resultsOf(findings: readonly Finding[]): Results | undefined {
  const found = findings.filter(({ lacks }) => lacks.what === 'result')
  if (found.length === 0) return undefined
  const tasks = found.flatMap(({ lacks }) => lacks.tasks ?? [])
  return { needed: Math.max(...found.map(({ lacks }) => needed(lacks.needed, 1))), tasks: [...new Set(tasks)] }
}

/**
 * Gathers what is lacking; the same thing asked by two clauses is asked once. `noticed`: what the regulation found besides and lets pass.
 */
export function lacksOf(findings: readonly Finding[], noticed: readonly Finding[] = []): Lacks {
  const fields = new Set(findings.flatMap(({ lacks }) => (lacks.what === 'fields' ? (lacks.fields ?? []) : [])))
  const notes = findings.filter(({ lacks }) => lacks.what === 'note').map(({ lacks }) => needed(lacks.needed, 1))
  if (fields.has('note')) notes.push(1)
  const has = (what: string) => findings.some(({ lacks }) => lacks.what === what)
  return {
    fields: [...fields].filter((key) => key !== 'note' && key !== 'budget'),
    budget: fields.has('budget'),
    note: notes.length > 0 ? { needed: Math.max(...notes) } : undefined,
    reason: has('reason'),
    result: resultsOf(findings),
    offered: resultsOf(noticed),
    task: has('task') || has('text'),
    confirmation: has('confirmation') || findings.some(({ mode }) => mode === 'warn'),
    stages: [...new Set(findings.flatMap(({ lacks }) => (lacks.what === 'stage' ? (lacks.stages ?? []) : [])))],
  }
}

/** The date from which a refused act passes, if time alone or time at last decides: the latest of all. */
export function passesAtOf(findings: readonly Finding[]): string | undefined {
  const dates = findings.flatMap(({ passesAt }) => (passesAt === null ? [] : [passesAt]))
  return dates.toSorted((one, other) => Date.parse(one) - Date.parse(other)).at(-1)
}
