import { Client } from 'pg'

/** One connection for one piece of work, outside of any pool: for starting, migrating and maintenance. */
export async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 30_000 })
  client.on('error', () => undefined) // A connection that breaks makes its query fail, and that is where it is told.
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
