import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, as they go into a cookie, a link or the settings of a program. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of a token: whoever reads the database cannot come in with it. No salt, for there is nothing to guess. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
