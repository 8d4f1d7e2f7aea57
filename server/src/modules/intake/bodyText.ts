import { isUtf8 } from 'node:buffer'

/** The alphabet of old Russian pages: a form on such a page sends in it whatever its visitor has typed. */
const oldAlphabet = new TextDecoder('windows-1251')

/** What was typed into a form, from its bytes: UTF-8, and where that can't be, all of it in the alphabet of old pages. */
export function decodeTogether(parts: readonly Buffer[]): string[] {
  const isModern = parts.every((part) => isUtf8(part))
  return parts.map((part) => (isModern ? part.toString('utf8') : oldAlphabet.decode(part)))
}

/** A text in UTF-8, or in the alphabet that its content type names; null where it is neither. */
export function decodeNamed(body: Buffer, contentType: string | null): string | null {
  if (isUtf8(body)) return body.toString('utf8').replace(/^\uFEFF/, '')
  const charset = /;\s*charset="?([\w-]{1,40})/i.exec(contentType ?? '')?.[1]
  if (charset === undefined) return null
  try {
    return new TextDecoder(charset, { fatal: true }).decode(body)
  } catch {
    return null
  }
}

const bytesOf = (coded: string): Buffer =>
  Buffer.from(
    coded.replaceAll('+', ' ').replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
    'latin1',
  )

/** Names with their texts, in pairs. */
const inPairs = (texts: readonly string[]): [string, string][] =>
  Array.from({ length: texts.length / 2 }, (_, i) => [texts[2 * i]!, texts[2 * i + 1]!])

/** The names and texts of a form-encoded body, whatever alphabet its page is written in. */
export function readEncoded(body: Buffer, max: number): [string, string][] {
  const coded = body.toString('latin1').split('&', max).filter(Boolean)
  const cut = coded.map((pair) => {
    const at = pair.indexOf('=')
    return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
  })
  return inPairs(decodeTogether(cut.flat().map(bytesOf)))
}

/** The same of a multipart body; of a file its name, in brackets, and nothing where none was chosen. @throws where it is none */
export async function readMultipart(body: Buffer, contentType: string, max: number): Promise<[string, string][]> {
  // A byte is a letter here: so the parts are found without anybody guessing at their alphabet.
  const letters = new Uint8Array(Buffer.from(body.toString('latin1'), 'utf8'))
  const form = await new Response(letters, { headers: { 'content-type': contentType } }).formData()
  const cut = [...form]
    .slice(0, max)
    .flatMap(([name, value]) => [name, typeof value === 'string' ? value : value.name && `[${value.name}]`])
  return inPairs(decodeTogether(cut.map((text) => Buffer.from(text, 'latin1'))))
}
