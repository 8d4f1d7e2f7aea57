import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { MINUTE_MS } from '@reglament/kernel'
import { application } from '../../testing/company.ts'
import { countSent } from './flood.ts'

const { services, clock } = await application('2026-02-02T07:00:00Z')
/** Another process on the same database. */
const other = { ...services }

test('[C1] tries are counted for each address and each door, anew in each minute', () => {
  expect([1, 2, 3].map(() => countSent(services, 'site', '10.0.0.1'))).toEqual([1, 2, 3])
  expect(countSent(services, 'site', '10.0.0.2')).toBe(1)
  expect(countSent(services, 'landing', '10.0.0.1')).toBe(1)
  clock.pass(MINUTE_MS)
  expect(countSent(services, 'site', '10.0.0.1')).toBe(1)
})

test('[C1] a flood over two processes is counted together', async () => {
  for (let i = 0; i < 30; i++) countSent(services, 'site', '10.0.0.9')
  await sleep(1100)
  for (let i = 0; i < 20; i++) countSent(other, 'site', '10.0.0.9')
  await vi.waitFor(() => expect(countSent(other, 'site', '10.0.0.9')).toBeGreaterThan(50), { timeout: 5000, interval: 200 })
})
