// COPY … FROM STDIN over the driver's connection, in the text format.
import type { Client, Submittable } from 'pg'

type Value = string | number | boolean | null | object
type Connection = { query: (text: string) => void; sendCopyFromChunk: (chunk: Buffer) => void; endCopyFrom: () => void }

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const field = (value: Value) =>
  value === null ? '\\N' : (typeof value === 'object' ? JSON.stringify(value) : String(value)).replace(/[\\\t\n\r]/g, (it) => escapes[it]!)

/** Writes the rows into the columns of the table; an object goes in as JSON. */
export function copyRows(client: Client, table: string, columns: readonly string[], rows: readonly (readonly Value[])[]): Promise<void> {
  const text = rows.map((row) => `${row.map(field).join('\t')}\n`).join('')
  return new Promise((resolve, reject) => {
    let failed: Error | undefined
    const copy = {
      submit: (connection: Connection) => connection.query(`copy ${table} (${columns.join(', ')}) from stdin`),
      handleCopyInResponse: (connection: Connection) => {
        connection.sendCopyFromChunk(Buffer.from(text))
        connection.endCopyFrom()
      },
      handleCommandComplete: () => undefined,
      handleError: (error: Error) => {
        failed = error
        reject(error)
      },
      handleReadyForQuery: () => failed ?? resolve(),
    }
    client.query(copy as unknown as Submittable)
  })
}
