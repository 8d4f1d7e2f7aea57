import type { Socket } from 'node:net'
import { safeHeaders } from './headers.ts'
import { invalid, Problem, problemDocument } from './problem.ts'
import { words } from './words.ts'

/** A request so malformed that Node gave up on it before there was a request: it gets the same headers and the same kind of document. */
export function answerRawFault(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const problem = problemOf(error.code)
  const body = JSON.stringify(problemDocument(problem, 'en'))
  const headers = {
    ...safeHeaders,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  if (socket.writable) socket.write(`HTTP/1.1 ${problem.status} ${problem.kind}\r\n${lines.join('')}\r\n${body}`)
  socket.destroySoon()
}

function problemOf(code: string | undefined): Problem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Problem(408, 'invalid', words.badRequest)
  if (code === 'HPE_HEADER_OVERFLOW') return new Problem(431, 'too-large', words.tooLarge)
  return invalid([], words.badRequest)
}
