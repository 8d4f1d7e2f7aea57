// Bodies are looked at before they are believed: what a parser would quietly repair is refused here.
import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import type { Text } from '../text.ts'
import { invalid } from './problem.ts'
import { words } from './words.ts'

export const bodyBytesMax = 1024 * 1024
/** No document of ours is nested deeper than a dozen levels. */
const nestingMax = 64

/** JSON is the only content type, unless a plugin of a route (public forms) says otherwise for itself. */
export function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: bodyBytesMax }, (request, body, done) => {
    const bytes = body as Buffer
    if (bytes.length === 0) return done(null, undefined)
    const fault = faultOfBytes(bytes)
    if (fault) return done(invalid([{ path: '/', message: fault }]))
    const text = bytes.toString('utf8')
    void parse(request, text, (error, value: unknown) => {
      if (error) return done(invalid([{ path: '/', message: words.notJson }]))
      const path = text.includes('\\u') ? pathOfBadText(value) : undefined
      return path === undefined ? done(null, value) : done(invalid([{ path, message: words.badText }]))
    })
  })
}

function faultOfBytes(bytes: Buffer): Text | undefined {
  if (!isUtf8(bytes)) return words.notUtf8
  if (bytes.includes(0)) return words.badText
  return isNestedTooDeep(bytes) ? words.tooDeep : undefined
}

/** Counts brackets outside of texts, before the parser gets to see them. */
function isNestedTooDeep(bytes: Buffer): boolean {
  let depth = 0
  let inText = false
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]
    if (inText) {
      if (byte === 0x5c) index++
      else if (byte === 0x22) inText = false
    } else if (byte === 0x22) inText = true
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > nestingMax) return true
    } else if (byte === 0x7d || byte === 0x5d) depth--
  }
  return false
}

/** Where a NUL or half of a surrogate pair was hidden in an escape. PostgreSQL stores neither. */
function pathOfBadText(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') return isGoodText(value) ? undefined : path || '/'
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const found = isGoodText(key) ? pathOfBadText(inner, `${path}/${key}`) : path || '/'
    if (found !== undefined) return found
  }
  return undefined
}

const isGoodText = (text: string) => text.isWellFormed() && !text.includes('\0')

/** An address whose escapes are broken, or hide what no text of ours may hold. */
export function isBadAddress(url: string): boolean {
  if (!url.includes('%')) return false
  try {
    return decodeURIComponent(url).includes('\0')
  } catch {
    return true
  }
}
