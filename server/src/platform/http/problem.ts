import type { Finding, Locale, Problem as ProblemDocument, Verdict } from '@reglament/contract'
import type { Text } from '../text.ts'
import { titles, words } from './words.ts'
import type { ProblemKind } from './words.ts'

/** One thing that is wrong with the input. `path` is a JSON pointer; that of a query parameter begins with `?`. */
export type Fault = { path: string; message: Text }

type Extras = {
  headers?: Record<string, string>
  faults?: readonly Fault[]
  findings?: Finding[]
  refusals?: Finding[]
  yours?: unknown
  current?: unknown
}

/**
 * An answer other than yes, as RFC 9457 has it. Thrown, it undoes the transaction; answered from `performAct`, the transaction stays
 * (a refusal is recorded too).
 */
export class Problem extends Error {
  override name = 'Problem'
  readonly status: number
  readonly kind: ProblemKind
  readonly detail: Text
  readonly extras: Extras

  constructor(status: number, kind: ProblemKind, detail: Text, extras: Extras = {}) {
    super(`${status} ${kind}: ${detail.en}`)
    this.status = status
    this.kind = kind
    this.detail = detail
    this.extras = extras
  }
}

/** 404: it is not there, or not in this workspace, or not for these eyes; nobody can tell which. */
export const notFound = () => new Problem(404, 'not-found', words.notFound)
/** 401. */
export const unauthenticated = (detail: Text = words.noSession, headers = { 'www-authenticate': 'Bearer' }) =>
  new Problem(401, 'unauthenticated', detail, { headers })
/** 403: seen, but not to be done by this role. */
export const forbidden = (reason: Text) => new Problem(403, 'forbidden', reason)
/** 400, with every fault and its path. */
export const invalid = (faults: readonly Fault[], detail?: Text) =>
  new Problem(400, 'invalid', detail ?? faults[0]?.message ?? words.badRequest, { faults })
/** 409 without findings: the facts stand against it. `current`: how the thing stands, where that tells what to do instead. */
export const conflict = (detail: Text, current?: unknown) => new Problem(409, 'conflict', detail, { current })
/** 409 with the verdict: the regulation stands against it. */
export const refused = ({ findings, refusals }: Verdict) =>
  new Problem(409, 'verdict', sentences(refusals.length ? refusals : findings), { findings, refusals })
/** 412: the edit was made on an older version; both values go back. */
export const stale = (yours: unknown, current: unknown) => new Problem(412, 'stale', words.stale, { yours, current })
/** 429. */
export const tooMany = (waitSeconds: number, detail: Text = words.tooManyTries) =>
  new Problem(429, 'too-many', detail, { headers: { 'retry-after': String(Math.max(1, Math.ceil(waitSeconds))) } })
/** 503. */
export const unavailable = (detail: Text = words.unavailable, waitSeconds = 2) =>
  new Problem(503, 'unavailable', detail, { headers: { 'retry-after': String(waitSeconds) } })

/** Findings come in the language of the request already. */
function sentences(findings: readonly Finding[]): Text {
  const text = findings.map((it) => it.text).join(' ')
  return { ru: text, en: text }
}

/** The document that goes out; fields as the contract has them. */
export function problemDocument({ status, kind, detail, extras }: Problem, locale: Locale, requestId?: string): ProblemDocument {
  const { faults, findings, refusals, yours, current } = extras
  return {
    type: `urn:reglament:problem:${kind}`,
    title: titles[kind][locale],
    status,
    ...(detail[locale] && { detail: detail[locale] }),
    ...(faults?.length && { faults: faults.map(({ path, message }) => ({ path, message: message[locale] })) }),
    ...(findings && { findings }),
    ...(refusals && { refusals }),
    ...(yours !== undefined && { yours }),
    ...(current !== undefined && { current }),
    ...(requestId && { requestId }),
  }
}
