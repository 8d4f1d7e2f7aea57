// Whatever went wrong, said as a problem document: the one place where a thrown thing becomes an answer.
import type { FastifyError } from 'fastify'
import { DatabaseError } from 'pg'
import type { Text } from '../text.ts'
import { faultsOf } from './faults.ts'
import { conflict, invalid, Problem, unavailable } from './problem.ts'
import { passing } from '../database/transient.ts'
import { words } from './words.ts'

/** What to say when this constraint of the database stops a write. Each module has such a table for its own tables. */
export type Constraints = Readonly<Record<string, Text>>

/** Undefined for a fault of ours, which is nobody's business but the log's. */
export function explain(error: unknown, constraints: Constraints): Problem | undefined {
  if (error instanceof Problem) return error
  if (error instanceof DatabaseError) return ofDatabase(error, constraints)
  if (isNoDatabase(error)) return unavailable()
  return ofFramework(error as FastifyError)
}

function ofDatabase({ code = '', constraint = '', routine }: DatabaseError, constraints: Constraints): Problem | undefined {
  if (code === 'RG001') return conflict(words.openTask) // our own trigger, the last line of C5
  if (code.startsWith('23')) return conflict((Object.hasOwn(constraints, constraint) && constraints[constraint]) || ofClass(code))
  const why = passing({ code, routine })
  if (why === 'held') return conflict(words.locked)
  if (why === 'slow') return unavailable(words.tooSlow, 5)
  if (why === 'gone') return unavailable()
  if (badValueCodes.includes(code)) return invalid([], words.badText)
  return undefined
}

const ofClass = (code: string): Text => {
  if (code === '23505' || code === '23P01') return words.alreadyThere
  return code === '23503' ? words.missingOther : words.broken
}

/** A number out of range, a text that PostgreSQL cannot store: the schema should have seen it, and it is the caller's all the same. */
const badValueCodes = ['22003', '22021', '22P05']

const goneSystemCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]

/** The driver has no classes for these; its words are all there is. */
const goneWords =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed)/

/** What has failed in the database or on the way to it and was explained to whom it concerns: the log keeps what it was, without texts. */
export function causeOf(error: unknown): { code?: string; constraint?: string; routine?: string } | undefined {
  if (error instanceof Problem) return undefined
  const { code, constraint, routine } = error as { code?: string; constraint?: string; routine?: string }
  return error instanceof DatabaseError || isNoDatabase(error) ? { code, constraint, routine } : undefined
}

function isNoDatabase(error: unknown): boolean {
  const { code, message, errors, syscall } = error as NodeJS.ErrnoException & { errors?: unknown[] }
  if (errors?.some(isNoDatabase)) return true // every address of a host was tried
  if (code !== undefined && goneSystemCodes.includes(code)) return syscall !== 'open' && syscall !== 'stat'
  return typeof message === 'string' && goneWords.test(message)
}

function ofFramework(error: FastifyError): Problem | undefined {
  if (error.validation) return invalid(faultsOf(error.validation, error.validationContext))
  const status = error.statusCode ?? 500
  if (status === 413) return new Problem(413, 'too-large', words.tooLarge)
  if (status === 415) return new Problem(415, 'unsupported-type', words.unsupportedType)
  if (status === 404) return new Problem(404, 'not-found', words.notFound)
  if (status === 414) return new Problem(414, 'too-large', words.badUrl)
  if (error.code === 'FST_ERR_BAD_URL') return invalid([], words.badUrl)
  return status >= 400 && status < 500 ? invalid([], words.badRequest) : undefined
}
