// Argon2id at 19 MiB and two passes, the OWASP minimum; about 20 ms each.
import { hash, verify } from '@node-rs/argon2'
import { unavailable } from '../../platform/http/index.ts'
import { commonPasswords } from './commonPasswords.ts'
import { words } from './words.ts'

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Two at a time: a flood of sign-ins must leave threads and memory for everything else. Who is further back than this is sent away. */
const atOnceMax = 2
const waitingMax = 100

let running = 0
const waiting: (() => void)[] = []

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= atOnceMax) {
    if (waiting.length >= waitingMax) throw unavailable(words.busySigningIn, 5)
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/** The stored form of a password. Composed and decomposed letters count as the same. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password.normalize('NFKC'), cost))

/** Whether it is the password. Without a stored one the same work is done, and the answer is no. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  const right = await inTurn(async () => verify(stored ?? (await nobodysHash), password.normalize('NFKC')))
  return right && stored !== undefined
}

const nobodysHash = hash('nobody has this password', cost)

/** Whether it is among the first that anybody would try: a known one, one sign repeated, or the person's own name or e-mail. */
export function isCommonPassword(password: string, ...own: string[]): boolean {
  const text = password.normalize('NFKC').toLowerCase()
  const bare = text.replaceAll(/[\s._-]/g, '')
  if (new Set(bare).size <= 2 || commonPasswords.has(text) || commonPasswords.has(bare)) return true
  return own.some((it) => text === it.toLowerCase() || text === it.toLowerCase().split('@')[0])
}
