// Which sendings of a form are one: a second click, and the sender's repeat after a lost answer, differ in bytes and say the same.
import { createHash } from 'node:crypto'
import { DAY_MS } from '@reglament/kernel'
import { onceName, secondsName } from '@reglament/kernel/siteForm'
import { sameMs } from './raw.ts'

/** How long a filling with a number is the same: a repeat may come hours later, and a number that a page never renews stands in nobody's way for longer. */
export const sameFillingMs = DAY_MS

/** @property digest what is the same in every repeat; null: the bytes as they came. @property forMs how long. @property seconds how long it was filled in, where it says so. */
export type Sameness = { digest: Buffer | null; forMs: number; seconds: number | null }

const asTheyCame: Sameness = { digest: null, forMs: sameMs, seconds: null }

/** What may be a number of a filling; anything else that stands there is none, and says what it says. */
const number = '[\\w-]{8,100}'
const taken = '\\d{1,9}'

type Marks = { once: RegExp; seconds: RegExp }
const inJson: Marks = {
  once: new RegExp(`"${onceName}"\\s*:\\s*"(${number})"`),
  seconds: new RegExp(`"${secondsName}"\\s*:\\s*"?(${taken})"?(?=\\s*[,}])`),
}
const inPairs: Marks = {
  once: new RegExp(`(?:^|&)${onceName}=(${number})(?=&|$)`),
  seconds: new RegExp(`(?:^|&)${secondsName}=(${taken})(?=&|$)`),
}
const inParts: Marks = {
  once: new RegExp(`name="${onceName}"\\r\\n\\r\\n(${number})(?=\\r\\n--)`),
  seconds: new RegExp(`name="${secondsName}"\\r\\n\\r\\n(${taken})(?=\\r\\n--)`),
}

/**
 * Told from the bytes alone, for the form that they are sent to is asked in the same statement that stores them. How long it was filled
 * in and where a browser draws the line between parts differ from click to click and say nothing of the inquiry. The number of the filling
 * does not stand for what was said: with the same number and another phone it is another inquiry, for a page out of a cache may give
 * every visitor the same number, and who goes back and mends what he wrote sends it under the number he had (C1, C2).
 */
export function samenessOf(body: Buffer, contentType: string | null): Sameness {
  const [type = '', ...rest] = (contentType ?? '').split(';')
  const isParts = /^\s*multipart\//i.test(type)
  if (!isParts && !body.includes(onceName) && !body.includes(secondsName)) return asTheyCame
  // A byte is a letter here: whatever alphabet it is in, and whether it is text at all.
  let said = body.toString('latin1')
  const marks = isParts ? inParts : /x-www-form-urlencoded/i.test(type) ? inPairs : inJson
  const line = isParts ? /boundary="?([^";\s]{1,70})/i.exec(rest.join(';'))?.[1] : undefined
  if (line !== undefined) said = said.replaceAll(`--${line}`, '--')
  const once = marks.once.exec(said)?.[1]
  const seconds = marks.seconds.exec(said)?.[1]
  if (once === undefined && seconds === undefined && line === undefined) return asTheyCame
  said = said.replace(marks.seconds, '')
  const digest = createHash('sha256')
    .update(`${type.trim().toLowerCase()}\0${once ?? ''}\0`)
    .update(said, 'latin1')
    .digest()
  return { digest, forMs: once === undefined ? sameMs : sameFillingMs, seconds: seconds === undefined ? null : Number(seconds) }
}
