// A data folder for one test run, gone when the run is over, and at the next run if this one was killed.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { stopEmbeddedPostgres } from '../platform/embeddedPostgres.ts'
import { tryProcessLock } from '../platform/processLock.mjs'

export type TemporaryHome = { home: string; remove: () => Promise<void> }

const prefix = `reglament-test-${process.getuid?.() ?? 'user'}-`

/** Makes a home under the system's temporary folder. What killed runs left behind there is stopped and removed. */
export async function temporaryHome(): Promise<TemporaryHome> {
  await removeAbandoned()
  const home = fs.mkdtempSync(path.join(os.tmpdir(), prefix))
  const release = await tryProcessLock(home, 'run')
  const remove = async () => {
    await removeHome(home)
    await release?.()
  }
  return { home, remove }
}

/** A home whose run still lives is locked by it; the lock dies with the run, however it ends. */
async function removeAbandoned(): Promise<void> {
  for (const name of fs.readdirSync(os.tmpdir()).filter((it) => it.startsWith(prefix))) {
    const home = path.join(os.tmpdir(), name)
    // Between making its folder and locking it, a run owns a folder without a lock.
    const madeMs = fs.statSync(home, { throwIfNoEntry: false })?.ctimeMs ?? Date.now()
    const release = Date.now() - madeMs < 5_000 ? undefined : await tryProcessLock(home, 'run')
    if (!release) continue
    await removeHome(home).catch(() => undefined)
    await release()
  }
}

async function removeHome(home: string): Promise<void> {
  await stopEmbeddedPostgres(home)
  fs.rmSync(home, { recursive: true, force: true })
}
