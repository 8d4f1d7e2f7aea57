import { invalid } from './http/index.ts'

/** The end of a page as an opaque mark: the values of its order, the last of them an id. */
export const cursorOf = (...values: (string | number)[]): string => Buffer.from(JSON.stringify(values)).toString('base64url')

const texts = {
  ru: 'Неверная метка продолжения: возьмите next из предыдущей страницы.',
  en: 'Not a cursor of ours: take next from the page before.',
}

/** What a cursor says, as many values of these kinds. @throws Problem 400 */
export function readCursor<Kinds extends readonly ('string' | 'number')[]>(
  cursor: string | undefined,
  ...kinds: Kinds
): { [Place in keyof Kinds]: Kinds[Place] extends 'number' ? number : string } | null {
  if (cursor === undefined) return null
  const values = parsed(cursor)
  if (!Array.isArray(values) || values.length !== kinds.length || !values.every((it, i) => typeof it === kinds[i] && isSane(it))) {
    throw invalid([{ path: '?after', message: texts }])
  }
  return values as never
}

/** An instant must be one that dates can express; an id is checked by the database type, so its shape is checked here. */
const isSane = (value: unknown) => (typeof value === 'number' ? Math.abs(value) < 8e15 : !(value as string).includes('\u0000'))

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
