// What a file is, as its content says; what its name or its sender say is not believed.
import { isUtf8 } from 'node:buffer'

const ascii = (bytes: Buffer, from: number, to: number) => bytes.toString('latin1', from, to)

type Mark = { type: string; fits: (head: Buffer) => boolean }
const starts = (type: string, ...marks: string[]): Mark => ({
  type,
  fits: (head) => marks.some((mark) => head.subarray(0, mark.length / 2).toString('hex') === mark),
})
const boxed = (type: string, brands: RegExp): Mark => ({
  type,
  fits: (head) => ascii(head, 4, 8) === 'ftyp' && brands.test(ascii(head, 8, 12)),
})

const marks: readonly Mark[] = [
  starts('application/pdf', '255044462d'),
  starts('image/png', '89504e470d0a1a0a'),
  starts('image/jpeg', 'ffd8ff'),
  starts('image/gif', '474946383761', '474946383961'),
  { type: 'image/webp', fits: (head) => ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP' },
  { type: 'audio/wav', fits: (head) => ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WAVE' },
  starts('audio/mpeg', '494433', 'fffb', 'fff3', 'fff2', 'fffa'),
  starts('audio/ogg', '4f676753'),
  starts('audio/amr', '2321414d52'),
  starts('audio/flac', '664c6143'),
  boxed('image/heic', /^(heic|heix|mif1|msf1)/),
  boxed('audio/mp4', /^(M4A|M4B)/),
  boxed('video/mp4', /./),
  starts('video/webm', '1a45dfa3'),
  // Word, Excel and other packed documents; they are only stored and given back.
  starts('application/zip', '504b0304'),
  starts('application/x-ole-storage', 'd0cf11e0a1b11ae1'),
]

/** The type of a file by its first bytes (64 suffice; for plain text, all that is given); null: nothing that we keep. */
export function typeOf(head: Buffer): string | null {
  const mark = marks.find(({ fits }) => fits(head))
  if (mark) return mark.type
  // Letters and notes. Pages, drawings and programs in text are nothing that proves a word of the client's.
  return head.length > 0 && !head.includes(0) && isUtf8(whole(head)) && !runs.test(head.toString('utf8'))
    ? 'text/plain; charset=utf-8'
    : null
}

/** Text that a browser or a shell would run: HTML, SVG, XML whatever stands before their first tag, and scripts. */
const runs = /^[\s\p{Cc}\p{Cf}]*(?:<[a-z!?/]|#!)/iu

/** A cut may have gone through the middle of a sign. */
function whole(head: Buffer): Buffer {
  let end = head.length
  for (let back = 1; back <= 4 && back <= head.length; back++) {
    const byte = head[head.length - back]!
    if (byte < 0x80) break
    if (byte >= 0xc0) {
      end = head.length - back
      break
    }
  }
  return head.subarray(0, end)
}
