// What passes by itself while an inquiry is written down: it is told to try again, nothing is half done, and the second try succeeds.
import type { Lead, LeadActAnswer, Page } from '@reglament/contract'
import { expect, test } from 'vitest'
import { withClient } from '../../platform/database/withClient.ts'
import { application } from '../../testing/company.ts'
import { done } from '../../testing/sandbox.ts'

const { company, database } = await application('2026-03-10T07:00:00Z')
const { owner } = await company()

/** The next `times` leads that are written fail so. A sequence keeps its count when a transaction is undone. */
const fails = (how: string, times: number) =>
  withClient(database.ownerUrl, async (client) => {
    await client.query(`
      create sequence if not exists failed;
      alter sequence failed restart;
      grant usage on sequence failed to public;
      create or replace function failing() returns trigger language plpgsql as $$
      begin
        if nextval('failed') <= ${times} then ${how}; end if;
        return null;
      end $$;
      create or replace trigger failing after insert on lead for each row execute function failing();`)
  })
const raise = (code: string) => `raise exception 'a row of somebody' using errcode = '${code}'`

let numbers = 0
test.each([
  ['a statement that takes too long', raise('57014'), 1, 503],
  ['a lock that is not got', raise('55P03'), 1, 409],
  ['a deadlock, three times in a row', raise('40P01'), 3, 409],
  ['a serialization, three times in a row', raise('40001'), 3, 409],
  ['a connection that is lost', raise('08006'), 1, 503],
  ['a server that stops', raise('57P01'), 1, 503],
  ['a backend that is ended', 'perform pg_terminate_backend(pg_backend_pid())', 1, 503],
  ['no memory for locks', raise('53200'), 1, 503],
  ['a disk that does not answer', raise('58030'), 1, 503],
  ['a preparation that is gone', raise('26000'), 1, 503],
])('[C1 L8] %s', async (_what, how, times, status) => {
  const phone = `+7921888${String(++numbers).padStart(4, '0')}`
  const key = { 'idempotency-key': `try-${numbers}` }
  const send = () => owner.post<LeadActAnswer>('/leads', { name: 'Ольга', phone, channel: 'form' }, key)
  await fails(how, times)
  const first = await send()
  expect([first.status, first.problem.detail]).toEqual([status, expect.stringMatching(/попробуйте ещё раз/)])
  if (status === 503) expect(Number(first.headers['retry-after'])).toBeGreaterThan(0)
  const second = done(await send())
  expect(second.lead).toMatchObject({ phone, traces: 1 })
  const { items } = done(await owner.get<Page<Lead>>(`/leads?q=${encodeURIComponent(phone)}`))
  expect(items).toHaveLength(1)
})

test('[C1 L8] a deadlock that another try overcomes is not told at all', async () => {
  await fails(raise('40P01'), 2)
  expect((await owner.post('/leads', { phone: '+79218889999', channel: 'form' })).status).toBe(201)
})
