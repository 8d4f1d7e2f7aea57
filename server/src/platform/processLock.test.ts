import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { tryProcessLock, withProcessLock } from './processLock.mjs'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lock-'))
afterAll(() => fs.rmSync(folder, { recursive: true }))

describe('a lock between processes', () => {
  test('works under the same lock follow one another, under other locks they do not wait', async () => {
    const told: string[] = []
    const work = (name: string) => async () => {
      told.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, 20))
      told.push(`${name} ends`)
    }
    await Promise.all([withProcessLock(folder, 'one', work('a')), withProcessLock(folder, 'one', work('b'))])
    expect(told.map((it) => it.slice(2))).toEqual(['begins', 'ends', 'begins', 'ends'])

    const release = await tryProcessLock(folder, 'one')
    expect(await tryProcessLock(folder, 'one')).toBeUndefined()
    await (
      await tryProcessLock(folder, 'other')
    )?.()
    await release?.()
    await (
      await tryProcessLock(folder, 'one')
    )?.()
  })

  test('a lock dies with its holder, even one that is killed', async () => {
    const lock = new URL('processLock.mjs', import.meta.url)
    const holder = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import { tryProcessLock } from '${lock.href}'
       console.log(!!(await tryProcessLock(${JSON.stringify(folder)}, 'held')))
       setInterval(() => {}, 1000)`,
    ])
    const [held] = (await once(holder.stdout, 'data')) as [Buffer]
    expect(held.toString().trim()).toBe('true')
    expect(await tryProcessLock(folder, 'held')).toBeUndefined()

    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const release = await tryProcessLock(folder, 'held')
    expect(release).toBeDefined()
    await release?.()
  })
})
