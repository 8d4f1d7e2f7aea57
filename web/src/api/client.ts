import type { Problem } from '@reglament/contract'
import { locale } from '../words/i18n.ts'
import { NoAnswerError, ProblemError } from './faults.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Options = {
  query?: Record<string, string | number | boolean | readonly string[] | null | undefined>
  body?: unknown
  /** The version on which an edit was made: goes out as If-Match. */
  version?: number
  signal?: AbortSignal
  /** Goes out as it is, instead of a body; it may take its time. */
  file?: File
}

const answerWithinMs = 15_000
const uploadWithinMs = 300_000
const retryAfterMs = [500, 1500]

/** Keys of writes whose answer never came: the same write said again must not be done twice. */
const unanswered = new Map<string, string>()

/** The address of a request; a list is said once for each of its values. */
export const addressOf = (path: string, query: Options['query']) => {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const pairs = given.flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)]))
  return pairs.length === 0 ? `/api${path}` : `/api${path}?${new URLSearchParams(pairs)}`
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** Writes that are under way: who says the same once more meanwhile (a second click) gets the same answer. */
const underWay = new Map<string, Promise<unknown>>()

/** One request; an answer other than 2xx is thrown as a `ProblemError`, no answer at all as a `NoAnswerError`. */
export function call<Answer>(method: Method, path: string, options: Options = {}): Promise<Answer> {
  if (method !== 'POST' || options.file || options.signal) return once<Answer>(method, path, options)
  const write = `${addressOf(path, options.query)} ${JSON.stringify(options.body) ?? ''}`
  const same = underWay.get(write)
  if (same) return same as Promise<Answer>
  const asked = once<Answer>(method, path, options).finally(() => underWay.delete(write))
  underWay.set(write, asked)
  return asked
}

async function once<Answer>(method: Method, path: string, { query, body, version, signal, file }: Options): Promise<Answer> {
  const address = addressOf(path, query)
  const text = body === undefined ? undefined : JSON.stringify(body)
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': locale() }
  if (text !== undefined) headers['content-type'] = 'application/json'
  if (file) headers['content-type'] = 'application/octet-stream'
  if (version !== undefined) headers['if-match'] = `"${version}"`
  const write = `${method} ${address} ${text ?? ''}`
  if (method === 'POST') {
    headers['idempotency-key'] = unanswered.get(write) ?? crypto.randomUUID()
    unanswered.set(write, headers['idempotency-key'])
  }
  // A read and a write under a key may safely be said again; an edit has its version.
  const answer = await ask(
    address,
    { method, headers, body: file ?? text ?? null, credentials: 'same-origin' },
    signal,
    file ? uploadWithinMs : answerWithinMs,
  )
  if (answer.status < 500) unanswered.delete(write)
  if (answer.status === 204) return undefined as Answer
  const told: unknown = await answer.json().catch(() => undefined)
  if (answer.ok) return told as Answer
  throw new ProblemError(
    isProblem(told) ? told : { type: 'about:blank', title: answer.statusText || String(answer.status), status: answer.status },
  )
}

const isProblem = (told: unknown): told is Problem => typeof told === 'object' && told !== null && 'status' in told && 'title' in told

async function ask(address: string, request: RequestInit, signal: AbortSignal | undefined, withinMs: number): Promise<Response> {
  for (let again = 0; ; again += 1) {
    try {
      const patience = AbortSignal.timeout(withinMs)

      return await fetch(address, { ...request, signal: signal ? AbortSignal.any([signal, patience]) : patience })
    } catch (error) {
      if (signal?.aborted) throw error
      if (error instanceof DOMException && error.name === 'TimeoutError') throw new NoAnswerError('timeout', error)
      const wait = retryAfterMs[again]
      if (wait === undefined || !navigator.onLine) throw new NoAnswerError('offline', error)

      await pause(wait)
    }
  }
}
