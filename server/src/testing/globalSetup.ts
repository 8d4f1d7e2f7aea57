// Vitest's global setup of the project `server`: one PostgreSQL for the whole run, with a template database that has every migration.
import type { TestProject } from 'vitest/node'
import { startTestServer } from './testServer.ts'
import type { TestServer } from './testServer.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await startTestServer()
  project.provide('testServer', server)
  return stop
}
