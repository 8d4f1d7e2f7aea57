// From which page a request may come, and under which name the program may be called.
import type { FastifyRequest } from 'fastify'
import type { Configuration } from '../configuration.ts'
import { forbidden, invalid, Problem } from './problem.ts'
import { words } from './words.ts'

const safeMethods = ['GET', 'HEAD', 'OPTIONS']

/**
 * A state change made with a cookie must come from our own page (V3.5): browsers say so in `Origin`, or in `Sec-Fetch-Site`. A bearer key
 * is never sent by itself, so it needs no such proof. Without cookie and without these headers it is a program, not a browser.
 */
export function refuseOtherOrigin(request: FastifyRequest, publicUrl: string | undefined): void {
  if (safeMethods.includes(request.method) || request.headers.authorization !== undefined) return
  const { origin, cookie } = request.headers
  const site = request.headers['sec-fetch-site']
  const same =
    origin === undefined ? site === 'same-origin' || (site === undefined && cookie === undefined) : isOwnOrigin(request, origin, publicUrl)
  if (!same) throw forbidden(words.otherOrigin)
}

function isOwnOrigin(request: FastifyRequest, origin: string, publicUrl: string | undefined): boolean {
  if (publicUrl !== undefined) return origin === publicUrl
  const url = URL.parse(origin)
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.host === request.host
}

/**
 * Served on a loopback address without PUBLIC_URL, the program answers to the names of this machine only. So a page of another site whose
 * name was made to point here gets nowhere, and a proxy set up without telling us is noticed: sign-up would be open to its whole network.
 */
export function refuseOtherHost(request: FastifyRequest, { host, publicUrl }: Pick<Configuration, 'host' | 'publicUrl'>): void {
  if (publicUrl !== undefined || !isLoopback(host)) return
  const name = request.hostname
  if (!isLoopback(name) && name !== host) throw new Problem(421, 'invalid', words.otherHost)
}

/** Whether the name or address can only mean this machine. */
export const isLoopback = (host: string): boolean =>
  /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[?::1\]?|\[?::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3}\]?)$/i.test(host)

/** Broken escapes would be decoded to something else in silence. */
export const badAddress = () => invalid([], words.badUrl)
