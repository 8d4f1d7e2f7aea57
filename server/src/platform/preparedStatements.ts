import type { PoolClient, QueryArrayConfig, QueryConfig } from 'pg'
import { noteStatement } from './statementLog.ts'

/** How many statements a connection keeps prepared; the one unused for longest goes first. */
const preparedMax = 400
/** Longer texts are written for one occasion, so keeping them pays nothing. */
const textLengthMax = 20_000

/** The parts of the driver's connection that its types leave out. */
type Connection = {
  stream: { cork: () => void; uncork: () => void }
  close: (statement: { type: 'S'; name: string }) => void
  parsedStatements: Record<string, string>
  submittedNamedStatements: Record<string, string>
}
type Query = (config: string | QueryConfig | QueryArrayConfig, values?: unknown[], callback?: unknown) => unknown

/**
 * Makes this connection prepare each parameterised statement once and reuse it: the server then parses and plans it once.
 * Kysely hands over text and values only; the statement's name is added here.
 */
export function prepareStatements(client: PoolClient): void {
  const { connection } = client as unknown as { connection: Connection }
  const plainQuery = client.query.bind(client) as Query
  const names = new Map<string, string>()
  let made = 0

  const nameOf = (text: string): string => {
    let name = names.get(text)
    if (name === undefined) {
      if (names.size >= preparedMax) forgetOldest()
      name = `s${made++}`
    } else {
      names.delete(text) // and back at the end: a Map keeps the order of insertion
    }
    names.set(text, name)
    return name
  }
  const forgetOldest = () => {
    for (const [text, name] of names) {
      names.delete(text)
      delete connection.parsedStatements[name]
      delete connection.submittedNamedStatements[name]
      // A message of its own and no statement: it costs no round trip, and a failed transaction allows it.
      return connection.close({ type: 'S', name })
    }
  }

  const query: Query = (config, values, callback) => {
    const text = typeof config === 'string' ? config : config.text
    noteStatement(text)
    // What is sent in one go (a transaction's beginning and its first statement) leaves as one packet.
    connection.stream.cork()
    process.nextTick(() => connection.stream.uncork())
    const prepared = typeof config === 'string' && Array.isArray(values) && values.length > 0 && text.length <= textLengthMax
    return prepared ? plainQuery({ name: nameOf(text), text, values }, undefined, callback) : plainQuery(config, values, callback)
  }
  client.query = query as PoolClient['query']
}
