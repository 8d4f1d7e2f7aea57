// Reading and checking what the operator gives.
import { text } from 'node:stream/consumers'
import type { TSchema } from 'typebox'
import type { Static } from 'typebox'
import { Check, Errors } from 'typebox/value'
import { CommandError } from './command.ts'

/** A password from REGLAMENT_PASSWORD, from standard input, or typed unseen; never from the arguments, which everybody on the machine can read. */
export async function readPassword(prompt: string): Promise<string> {
  const given = process.env.REGLAMENT_PASSWORD
  if (given) return given
  if (!process.stdin.isTTY) return (await text(process.stdin)).split(/\r?\n/, 1)[0] ?? ''
  return typedUnseen(prompt)
}

function typedUnseen(prompt: string): Promise<string> {
  const { stdin, stderr } = process
  stderr.write(prompt)
  stdin.setRawMode(true).setEncoding('utf8').resume()
  return new Promise((resolve, reject) => {
    let typed = ''
    const end = () => {
      stdin.setRawMode(false).pause()
      stdin.off('data', read)
      stderr.write('\n')
    }
    const read = (chunk: string) => {
      for (const sign of chunk) {
        if (sign === '\r' || sign === '\n') return (end(), resolve(typed))
        if (sign === '\u0003') return (end(), reject(new CommandError('Given up.')))
        typed = sign === '\u007f' || sign === '\b' ? typed.slice(0, -1) : typed + sign
      }
    }
    stdin.on('data', read)
  })
}

/** The value in the shape the API would ask for. */
export function checked<Schema extends TSchema>(schema: Schema, value: unknown): Static<Schema> {
  const bare = JSON.parse(JSON.stringify(value)) as unknown
  if (Check(schema, bare)) return bare
  const faults = [...Errors(schema, bare)].map(({ instancePath, message }) => `${instancePath || '/'}: ${message}`)
  throw new CommandError([...new Set(faults)].join('\n'))
}

/** A workspace by its number. */
export function workspaceNumber(value: unknown): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number) || number < 1) throw new CommandError('--workspace is the number of a workspace')
  return number
}
