// npm stop: stops the embedded PostgreSQL, which otherwise stays for the next start.
import { readConfiguration, StartError } from '../server/src/platform/configuration.ts'
import { stopEmbeddedPostgres } from '../server/src/platform/embeddedPostgres.ts'

try {
  const { home } = readConfiguration()
  const stopped = await stopEmbeddedPostgres(home)
  console.log(stopped ? `The embedded PostgreSQL of ${home} has stopped.` : `No embedded PostgreSQL is running in ${home}.`)
} catch (error) {
  console.error(error instanceof StartError ? error.message : error)
  process.exitCode = 1
}
