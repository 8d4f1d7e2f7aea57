import { pino } from 'pino'
import type { FastifyBaseLogger } from 'fastify'
import type { Configuration } from './configuration.ts'

/**
 * Structured lines on standard output: who (by id), what, when, request id. What a request says is not in them; should a fault carry it
 * along, these names are blotted out.
 */
export const openLog = ({ logLevel }: Pick<Configuration, 'logLevel'>): FastifyBaseLogger =>
  pino({
    level: logLevel,
    base: { pid: process.pid },
    redact: {
      paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '…',
    },
    serializers: { err: faultWithoutData },
  })

const secrets = ['password', 'password_hash', 'token', 'key', 'authorization', 'cookie', 'email', 'phone']

/** Where it happened and what it is; not `detail` and `where` of the database, which quote the row. */
function faultWithoutData(error: unknown): Record<string, unknown> {
  const { name, message, stack, code, constraint, table, routine, cause } = error as Error & Record<string, unknown>
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    name,
    message: code === undefined ? message : undefined, // messages of the database may quote a value
    code,
    constraint,
    table,
    routine,
    stack: frames,
    ...(cause instanceof Error && { cause: faultWithoutData(cause) }),
  }
}
