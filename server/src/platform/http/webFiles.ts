// Serves the built web: known files only, compressed once, and the start page for every address of a screen.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from './problem.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
}
const compressible = /^(?:text|application)\/|svg/

type WebFile = { name: string; bytes: Buffer; type: string; etag: string; packed: Map<string, Promise<Buffer>> }

/**
 * The files are listed at the start and held in memory (a few megabytes), so no request ever names a path of the disk. Without a built
 * web there is only the API.
 */
export function serveWeb(app: FastifyInstance, folder: string): void {
  const files = readFiles(folder)
  const send = (request: FastifyRequest, reply: FastifyReply) => {
    const address = request.url.split('?', 1)[0] ?? '/'
    const file = files.get(address) ?? (isScreen(request, address) ? files.get('/index.html') : undefined)
    if (!file) throw notFound()
    return sendFile(request, reply, file)
  }
  app.get('/', { config: { public: true }, schema: { hide: true } }, send)
  app.get('/*', { config: { public: true }, schema: { hide: true } }, send)
}

function readFiles(folder: string): Map<string, WebFile> {
  const files = new Map<string, WebFile>()
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return files
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types[path.extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const bytes = readFileSync(path.join(entry.parentPath, entry.name))
    const name = `/${path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/')}`
    const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
    files.set(name, { name, bytes, type, etag: `"${hash}"`, packed: new Map() })
  }
  return files
}

/** An address of a screen, as a person opens it; a missing picture or an unknown address of the API is none. */
const isScreen = ({ headers }: FastifyRequest, address: string) =>
  address === '/' || (!address.startsWith('/api/') && !address.startsWith('/assets/') && (headers.accept ?? '').includes('text/html'))

async function sendFile(request: FastifyRequest, reply: FastifyReply, file: WebFile): Promise<FastifyReply> {
  const { bytes, type, etag, name } = file
  // The name of a built asset holds the hash of its content; the page that names it must be asked for anew.
  reply.header('cache-control', name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
  reply.header('etag', etag).header('vary', 'accept-encoding').type(type)
  if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
  const encoding = compressible.test(type) && bytes.length > 1024 ? encodingOf(request.headers['accept-encoding'] ?? '') : undefined
  if (!encoding) return reply.send(bytes)
  return reply.header('content-encoding', encoding).send(await packed(file, encoding))
}

const encodingOf = (accepted: string) => (['br', 'gzip'] as const).find((it) => new RegExp(`(?:^|[ ,])${it}(?:$|[ ,;])`).test(accepted))

function packed({ bytes, packed }: WebFile, encoding: 'br' | 'gzip'): Promise<Buffer> {
  let result = packed.get(encoding)
  if (!result) {
    result =
      encoding === 'br' ? promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }) : promisify(gzip)(bytes)
    packed.set(encoding, result)
  }
  return result
}
