import { spawn } from 'node:child_process'
import { createWriteStream, statSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { finished } from 'node:stream/promises'
import { expect, test } from 'vitest'
import { aMapping, aProgram } from './testing/aWorkspace.ts'

const program = await aProgram()

/** A file of many rows, each with a note of some length, written without ever being whole in memory. */
async function writeRows(name: string, rows: number, noteLength: number): Promise<string> {
  const file = path.join(program.folder, name)
  const stream = createWriteStream(file)
  const note = 'Клиент просил перезвонить. '.repeat(100).slice(0, noteLength)
  stream.write('id,title,stage,who,firm,note\n')
  for (let from = 0; from < rows; from += 1000) {
    const lines = Array.from({ length: Math.min(1000, rows - from) }, (_, i) => {
      const id = from + i
      return `${id}-abcdefghijklmnop,Сделка ${id},${id % 2 ? 'work' : 'won'},Менеджер ${id % 40},Фирма ${id % 5000},"${note} № ${id}"\n`
    })
    if (!stream.write(lines.join(''))) await once(stream, 'drain')
  }
  stream.end()
  await finished(stream)
  return file
}

const mapping = aMapping({ responsible: { column: 'who' }, company: { name: '{firm}' }, note: '{note}' })

test('[L3] a file of 100 MB goes through in bounded memory', { timeout: 120_000 }, async () => {
  const { workspaceId } = await program.found()
  const file = await writeRows('large.csv', 70_000, 800)
  expect(statSync(file).size).toBeGreaterThan(100_000_000)
  const before = process.memoryUsage.rss()
  let most = before
  const report = await program.adopt({
    file,
    mapping,
    workspaceId,
    dryRun: true,
    onBatch: () => void (most = Math.max(most, process.memoryUsage.rss())),
  })
  console.log(`100 MB: ${report.durationMs} ms, ${Math.round((most - before) / 1e6)} MB more`)
  expect(report).toMatchObject({ rows: 70_000, rejected: 0 })
  expect((most - before) / 1e6).toBeLessThan(300)
})

test(
  '[L3] the program killed in the middle of an import leaves whole batches, and the same command ends it',
  { timeout: 120_000 },
  async () => {
    const { workspaceId } = await program.found()
    const file = await writeRows('killed.csv', 4_000, 20)
    const mappingFile = path.join(program.folder, 'mapping.json')
    writeFileSync(mappingFile, JSON.stringify(mapping))
    const cli = path.join(import.meta.dirname, '../../cli.ts')
    const args = [cli, 'import', file, '--mapping', mappingFile, '--workspace', String(workspaceId), '--language', 'en']
    const env = { ...process.env, DATABASE_URL: program.database.ownerUrl, DATABASE_APP_URL: program.database.appUrl }
    const run = () => spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })

    const first = run()
    const ended = once(first, 'exit')
    while ((await program.count(workspaceId, 'deal')) === 0 && first.exitCode === null) await sleep(10)
    first.kill('SIGKILL')
    await ended
    const adopted = await program.count(workspaceId, 'deal')
    expect(adopted).toBeGreaterThan(0)
    expect(adopted).toBeLessThan(4_000)
    expect(adopted % 500).toBe(0)

    const second = run()
    let said = ''
    second.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    expect(await once(second, 'exit')).toEqual([0, null])
    expect(said).toContain(`Adopted before: ${adopted.toLocaleString('en')}`)
    expect(await program.count(workspaceId, 'deal')).toBe(4_000)
    expect(await program.count(workspaceId, 'task')).toBe(2_000)
    expect(await program.count(workspaceId, 'member')).toBe(41)
    expect(await program.count(workspaceId, 'company')).toBe(4_000)
  },
)
