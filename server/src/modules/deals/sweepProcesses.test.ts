// Sweepers as they run in earnest: programs of their own, of which one is killed while it is at work.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { moscow } from '@reglament/regulation/testing'
import { expect, test } from 'vitest'
import { application } from '../../testing/company.ts'
import { manyDeals } from '../../testing/manyDeals.ts'
import { slowed } from '../../testing/slowed.ts'
import { whatIsThere } from '../../testing/whatIsThere.ts'
import { sweepWorkspace } from './sweep.ts'

const begins = moscow('Tue 10.03 10:00')
const stops = ['Tue 10.03 10:30', 'Tue 10.03 14:00', 'Tue 10.03 18:00', 'Wed 11.03 09:00', 'Wed 11.03 18:00', 'Thu 12.03 09:00'].map(moscow)
/** Two working days after the half hour of the first response. */
const handOver = moscow('Thu 12.03 10:30')
const deals = 850

const { services, company, database } = await application(new Date(begins).toISOString())
const program = path.join(import.meta.dirname, '../../testing/sweeperProcess.ts')

async function withDeals() {
  const { workspaceId, member } = await company()
  const { id } = await member('manager')
  await manyDeals(services, { workspaceId, memberId: id, now: begins, count: deals })
  for (const now of stops) await sweepWorkspace(services, workspaceId, now)
  return workspaceId
}

/** A process that stands ready; `sweep` lets it begin, `ends` tells what it said and how it ended. */
async function sweeper(workspaceId: number) {
  const child = spawn(process.execPath, [program, database.appUrl, String(workspaceId), String(handOver)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let words = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (words += text))
  const ends = once(child, 'exit').then(([code, signal]: unknown[]) => ({
    swept: Number(/swept (\d+)/.exec(words)?.[1] ?? NaN),
    code,
    signal,
  }))
  await once(child.stdout, 'data')
  return { sweep: () => child.stdin.write('\n'), kill: () => child.kill('SIGKILL'), ends }
}

test('[A9] three processes sweep at once, one is killed in the middle: nothing is left half done and nothing is done twice', async () => {
  const [alone, shared] = [await withDeals(), await withDeals()]
  await sweepWorkspace(services, alone, handOver)
  const processes = await Promise.all([sweeper(shared), sweeper(shared), sweeper(shared)])
  // Long enough to have all three in the middle of a batch, its breaches written and not committed.
  const { inTheMiddle, hurry } = await slowed(database, 'insert on breach', 3)
  processes[0].sweep()
  await inTheMiddle(1)
  for (const { sweep } of processes.slice(1)) sweep()
  // Each of the three holds a batch of its own when the first of them dies.
  await inTheMiddle(3)
  processes[0].kill()
  const ends = await Promise.all(processes.map(({ ends }) => ends))
  expect(ends.map(({ signal }) => signal)).toEqual(['SIGKILL', null, null])
  await hurry()
  // The next round, a second later in earnest: what the dead one held is free again.
  const next = await sweeper(shared)
  next.sweep()
  expect(await next.ends).toMatchObject({ code: 0 })
  expect(await whatIsThere(services, shared)).toEqual(await whatIsThere(services, alone))
})
