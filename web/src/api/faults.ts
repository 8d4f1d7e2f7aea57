import type { TFunction } from 'i18next'
import type { Finding, Problem } from '@reglament/contract'
import { ScreenNotLoaded } from './lazyScreen.ts'

/** The server answered, and the answer is a problem document (RFC 9457): a refusal, a stale edit, bad input, a fault. */
export class ProblemError extends Error {
  readonly status: number
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'ProblemError'
    this.status = problem.status
    this.problem = problem
  }
  /** What stops the act, each with its clause; empty if this is no refusal. */
  get refusals(): readonly Finding[] {
    return this.problem.refusals ?? []
  }
}

/** No answer came: no network, or none in time. Nothing is known of what happened to the request. */
export class NoAnswerError extends Error {
  readonly why: 'offline' | 'timeout'
  constructor(why: 'offline' | 'timeout', cause?: unknown) {
    super(why, { cause })
    this.name = 'NoAnswerError'
    this.why = why
  }
}

/** The version that a stale edit has met: on top of it the edit may be laid, once whoever edits knows. */
export const versionNow = (error: unknown): number | undefined =>
  error instanceof ProblemError && error.status === 412 ? (error.problem.current as { version?: number } | undefined)?.version : undefined

/** The kinds of failure that people are told about in different words. */
export type Fault =
  | 'offline'
  | 'timeout'
  | 'forbidden'
  | 'missing'
  | 'stale'
  | 'refused'
  | 'conflict'
  | 'input'
  | 'tooMany'
  | 'signedOut'
  | 'updated'
  | 'server'

const byStatus: Record<number, Fault> = {
  400: 'input',
  401: 'signedOut',
  403: 'forbidden',
  404: 'missing',
  409: 'refused',
  412: 'stale',
  422: 'input',
  428: 'stale',
  429: 'tooMany',
}

/** Which words a failure deserves. */
export function faultOf(error: unknown): Fault {
  if (error instanceof NoAnswerError) return error.why
  if (error instanceof ScreenNotLoaded) return navigator.onLine ? 'updated' : 'offline'
  if (error instanceof ProblemError && error.status === 409 && error.refusals.length === 0) return 'conflict'
  if (error instanceof ProblemError) return byStatus[error.status] ?? 'server'
  return 'server'
}

/** What a failure says to people: a conflict tells what has happened in the server's own words, the rest have words of their own. */
export const faultText = (error: unknown, t: TFunction): string => {
  const fault = faultOf(error)
  return (fault === 'conflict' ? detailOf(error) : undefined) ?? t(`fault.${fault}.text`)
}

/** The same where somebody comes in: a password that isn't theirs is no end of a session. */
export const entryFaultText = (error: unknown, t: TFunction): string =>
  (faultOf(error) === 'signedOut' ? detailOf(error) : undefined) ?? faultText(error, t)

/** The server's own sentence about what went wrong. */
export const detailOf = (error: unknown): string | undefined => (error instanceof ProblemError ? error.problem.detail : undefined)

/** The refusals that an error carries, if it is a refusal. */
export const refusalsOf = (error: unknown): readonly Finding[] => (error instanceof ProblemError ? error.refusals : [])

/** What the server says is wrong with one field of a form, by its path: `/owner/email`. */
export const faultAt = (error: unknown, path: string): string | undefined =>
  error instanceof ProblemError ? error.problem.faults?.find((fault) => fault.path === path)?.message : undefined
