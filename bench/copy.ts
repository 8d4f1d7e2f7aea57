// COPY … FROM STDIN over the driver's connection, in the text format.
import type { Client, Submittable } from 'pg'

type Value = string | number | boolean | null | object
export type Row = Readonly<Record<string, Value>>
type Connection = { query: (text: string) => void; sendCopyFromChunk: (chunk: Buffer) => void; endCopyFrom: () => void }

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function field(value: Value): string {
  if (value === null) return '\\N'
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.replace(/[\\\t\n\r]/g, (it) => escapes[it]!)
}

/** Writes rows of the same columns into the table; an object goes in as JSON. */
export function copyRows(client: Client, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return Promise.resolve()
  const columns = Object.keys(rows[0]!)
  const text = rows.map((row) => `${columns.map((column) => field(row[column]!)).join('\t')}\n`).join('')
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
