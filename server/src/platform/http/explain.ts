// Whatever went wrong, said as a problem document: the one place where a thrown thing becomes an answer.
import type { FastifyError } from 'fastify'
import { DatabaseError } from 'pg'
import type { Text } from '../text.ts'
import { faultsOf } from './faults.ts'
import { conflict, invalid, Problem, unavailable } from './problem.ts'
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

function ofDatabase({ code = '', constraint = '' }: DatabaseError, constraints: Constraints): Problem | undefined {
  if (code === 'RG001') return conflict(words.openTask) // our own trigger, the last line of C5
  if (code.startsWith('23')) return conflict((Object.hasOwn(constraints, constraint) && constraints[constraint]) || ofClass(code))
  if (code === '55P03') return conflict(words.locked)
  if (code === '40001' || code === '40P01') return conflict(words.locked)
  if (code === '57014') return unavailable(words.tooSlow, 5)
  if (goneClasses.some((it) => code.startsWith(it))) return unavailable()
  if (badValueCodes.includes(code)) return invalid([], words.badText)
  return undefined
}

const ofClass = (code: string): Text => {
  if (code === '23505' || code === '23P01') return words.alreadyThere
  return code === '23503' ? words.missingOther : words.broken
}

/** Connection lost, no resources (disk, memory, connections), stopped by its operator, idle too long in a transaction. */
const goneClasses = ['08', '53', '57P', '25P03']
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
