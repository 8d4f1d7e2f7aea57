// Optimistic editing: the version a client has seen comes back in If-Match.
import type { FastifyRequest } from 'fastify'
import { invalid, stale } from './problem.ts'
import { words } from './words.ts'

/** The ETag of a record's version. */
export const etag = (version: number) => `"${version}"`

/** The version the client edits, compared weakly; undefined when the edit is unconditional. */
export function versionExpected(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match']
  if (header === undefined || header === '*') return undefined
  const found = /^(?:W\/)?"(\d{1,15})"$/.exec(header.trim())
  if (!found) throw invalid([{ path: 'If-Match', message: words.badIfMatch }])
  return Number(found[1])
}

/** Refuses an edit of an older version; `yours` is what was sent, `current` what is there. */
export function refuseStale(request: FastifyRequest, version: number, yours: unknown, current: unknown): void {
  const expected = versionExpected(request)
  if (expected !== undefined && expected !== version) throw stale(yours, current)
}
