import { isUtf8 as isUtf8Bytes } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { importError } from '../faults.ts'
import { says } from '../words.ts'

/** What is tried, in this order, when the encoding is not given. */
const sampleBytes = 65_536

/**
 * The encoding of a file: by its byte order mark, by the zero bytes of UTF-16, as UTF-8 when the whole of it is valid UTF-8, else
 * windows-1251, in which any bytes make sense.
 * @throws ImportError for what is no text
 */
export async function detectEncoding(file: string): Promise<string> {
  const sample = await firstBytes(file)
  if (sample.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) throw importError(says.isZip, { file })
  return encodingByMark(sample) ?? encodingByZeros(sample) ?? ((await isUtf8(file)) ? 'utf-8' : 'windows-1251')
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function encodingByMark(sample: Buffer): string | undefined {
  const startsWith = (...bytes: number[]) => bytes.every((byte, i) => sample[i] === byte)
  if (startsWith(0xef, 0xbb, 0xbf)) return 'utf-8'
  if (startsWith(0xff, 0xfe)) return 'utf-16le'
  return startsWith(0xfe, 0xff) ? 'utf-16be' : undefined
}

/** UTF-16 without a mark: delimiters, digits and line ends have a zero byte, always on the same side. */
function encodingByZeros(sample: Buffer): string | undefined {
  const zeros = [0, 0]
  for (const [place, byte] of sample.entries()) if (byte === 0) zeros[place % 2]!++
  const [even = 0, odd = 0] = zeros
  const many = sample.length * 0.01
  if (odd > many && even === 0) return 'utf-16le'
  return even > many && odd === 0 ? 'utf-16be' : undefined
}

async function isUtf8(file: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) decoder.decode(chunk as Buffer, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** The name by which the platform knows an encoding (`cp1251`, `utf8` …). @throws ImportError when it knows none */
export function encodingNamed(label: string): string {
  try {
    return new TextDecoder(label.trim()).encoding
  } catch {
    throw importError(says.unknownEncoding(label))
  }
}

/** A file that can be read. @throws ImportError when it is not there, or no file, or beyond the limit */
export async function mustBeFile(file: string, bytesMax: number): Promise<void> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw importError(error.code === 'ENOENT' ? says.noFile : says.unreadableFile(error.code ?? ''), { file })
  })
  if (!found.isFile()) throw importError(says.notAFile, { file })
  if (found.size === 0) throw importError(says.emptyFile, { file })
  if (found.size > bytesMax) throw importError(says.fileTooLarge(bytesMax), { file })
}

/**
 * The text of a file, piece by piece, without its byte order mark, every line end as `\n`. Never the whole of it.
 * @throws ImportError naming the line where bytes are no text in this encoding
 */
export async function* readText(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let lines = 0
  let piece: Buffer = Buffer.alloc(0)
  let held = '' // A carriage return at the end of a piece may be the first half of a line end.
  const finish = (text: string, last: boolean): string => {
    let whole = held + text
    held = ''
    if (!last && whole.endsWith('\r')) {
      held = '\r'
      whole = whole.slice(0, -1)
    }
    const plain = whole.includes('\r') ? whole.replaceAll(/\r\n?/g, '\n') : whole
    for (let at = plain.indexOf('\n'); at >= 0; at = plain.indexOf('\n', at + 1)) lines++
    return plain
  }
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) {
      piece = chunk as Buffer
      const text = finish(decoder.decode(piece, { stream: true }), false)
      if (text !== '') yield text
    }
    const rest = finish(decoder.decode(), true)
    if (rest !== '') yield rest
  } catch (error) {
    if (error instanceof TypeError)
      throw importError(says.badBytes(encoding), { file, line: lines + 1 + linesBeforeFault(piece, encoding) })
    throw error
  }
}

/** How many lines of a piece are sound; of UTF-8 alone this can be told line by line. */
function linesBeforeFault(piece: Buffer, encoding: string): number {
  if (encoding !== 'utf-8') return 0
  let lines = 0
  for (let start = 0; ; lines++) {
    const end = piece.indexOf(0x0a, start)
    // The first line may begin in the middle of a sign that the piece before it has opened.
    if (end < 0 || (start > 0 && !isUtf8Bytes(piece.subarray(start, end)))) return lines
    start = end + 1
  }
}
