// Files as they are kept: under their hash, in a folder of the data home. The name is data and never a path.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import type { Configuration } from './configuration.ts'
import { typeOf } from './sniff.ts'

/** A file that has come in and is not kept yet. `type` is null where its content is nothing that we keep. */
export type Arrived = { sha256: string; bytes: number; type: string | null; path: string }

/** Thrown when more comes than may; the rest is not read. */
export class TooLarge extends Error {
  override name = 'TooLarge'
}

const folderOf = ({ home }: Configuration) => path.join(home, 'files')
const headBytes = 4096

/** Writes what comes into a passing file, counting and hashing on the way; at most `bytesMax`. @throws TooLarge */
export async function receive(config: Configuration, stream: Readable, bytesMax: number): Promise<Arrived> {
  const folder = path.join(folderOf(config), 'arriving')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const passing = path.join(folder, randomUUID())
  const file = await open(passing, 'wx', 0o600)
  const hash = createHash('sha256')
  let bytes = 0
  let head = Buffer.alloc(0)
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > bytesMax) throw new TooLarge()
      hash.update(chunk)
      if (head.length < headBytes) head = Buffer.concat([head, chunk]).subarray(0, headBytes)
      await file.write(chunk)
    }
    await file.sync()
  } catch (error) {
    await file.close()
    await drop(passing)
    throw error
  }
  await file.close()
  return { sha256: hash.digest('hex'), bytes, type: typeOf(head), path: passing }
}

/** A file that nobody wants after all. */
export const drop = (passing: string) => rm(passing, { force: true })

const placeOf = (config: Configuration, workspaceId: number, sha256: string) =>
  path.join(folderOf(config), String(workspaceId), sha256.slice(0, 2), sha256)

/** Puts an arrived file into its place; one of the same content may stand there already, and is the same. */
export async function keep(config: Configuration, workspaceId: number, { sha256, path: passing }: Arrived): Promise<void> {
  const place = placeOf(config, workspaceId, sha256)
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
  await rename(passing, place)
}

/** The content, or a span of it (both ends included); null when it is gone from the disk. */
export async function contentOf(config: Configuration, workspaceId: number, sha256: string, span?: { start: number; end: number }) {
  const place = placeOf(config, workspaceId, sha256)
  const found = await stat(place).catch(() => null)
  return found && { bytes: found.size, stream: createReadStream(place, span) }
}
