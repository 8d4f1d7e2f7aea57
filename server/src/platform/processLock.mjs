// One process at a time. Plain JavaScript without dependencies: the start script uses it on the machine's own Node, before anything is installed.
import { createHash } from 'node:crypto'
import { closeSync, constants, mkdirSync, openSync, realpathSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Holds the lock `name` of a folder while `work` runs; other processes wait their turn.
 *
 * The operating system keeps the lock, so it is gone the moment its holder dies, however it dies:
 * nothing is ever left to clean up, and no process number has to be trusted.
 */
export async function withProcessLock(folder, name, work, { onWait } = {}) {
  let release = await tryProcessLock(folder, name)
  if (!release) onWait?.()
  while (!release) {
    await sleep(50)
    release = await tryProcessLock(folder, name)
  }
  try {
    return await work()
  } finally {
    await release()
  }
}

/** Takes the lock and answers the function that releases it; answers undefined when another process holds it. */
export function tryProcessLock(folder, name) {
  mkdirSync(folder, { recursive: true })
  return process.platform === 'linux' ? tryAbstractSocket(realpathSync(folder), name) : tryLockedFile(folder, name)
}

/** Linux: an abstract socket belongs to one process and leaves no file. */
function tryAbstractSocket(folder, name) {
  const address = `\0reglament-${createHash('sha256').update(`${folder}\0${name}`).digest('hex').slice(0, 32)}`
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => socket.destroy())
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)))
    server.listen(address, () => {
      server.unref()
      resolve(() => new Promise((done) => server.close(done)))
    })
  })
}

/** macOS: O_EXLOCK, a flock taken while opening. Windows: libuv's flag of the same meaning, "share with nobody". */
function tryLockedFile(folder, name) {
  const exclusively = process.platform === 'win32' ? 0x1000_0000 : 0x20 | constants.O_NONBLOCK
  try {
    const file = openSync(path.join(folder, `.${name}.lock`), constants.O_RDWR | constants.O_CREAT | exclusively, 0o600)
    return Promise.resolve(async () => closeSync(file))
  } catch (error) {
    if (['EAGAIN', 'EBUSY', 'EPERM', 'EACCES'].includes(error.code)) return Promise.resolve(undefined)
    return Promise.reject(error)
  }
}
