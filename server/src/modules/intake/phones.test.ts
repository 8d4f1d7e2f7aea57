import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Form, Lead, Page, QuarantineItem } from '@reglament/contract'
import { expect, test } from 'vitest'
import { application } from '../../testing/company.ts'
import { done, sandbox } from '../../testing/sandbox.ts'
import { drained } from './drain.ts'

const data = process.env.REGLAMENT_TEST_DATA ?? ''
const world = await application('2026-02-02T07:00:00Z')

type Vector = { in: string; e164: string | null; landlineAllowed?: boolean; strictOnly?: boolean }

/** What a CRM of Russia reads where the vector demands a country code; the reasons stand beside the rule itself. */
const russian: Record<string, string> = {
  '(906) 808 88 88': '+79068088888',
  '8 (906) 808 88 88': '+79068088888',
  '8 (34345) 5 88 88': '+73434558888',
}

test.skipIf(!data)('[C2] the phone vectors through a form: each number is one lead, however it was written', async () => {
  const { owner } = await sandbox(world, 'Tue 10.03 10:00')
  const form = done(await owner.post<Form>('/forms', { name: 'Сайт', perMinute: 1000 }))
  const all = JSON.parse(readFileSync(path.join(data, 'phones/vectors.json'), 'utf8')) as Vector[]
  const vectors = all.filter(({ landlineAllowed }) => landlineAllowed !== false)
  for (const [i, { in: phone }] of vectors.entries()) {
    const payload = { name: `Клиент ${i}`, phone, message: `Заявка ${i}` }
    const url = `/api/forms/${form.key}/submissions`
    const answer = await world.app.inject({ method: 'POST', url, payload, headers: { host: '127.0.0.1:3000' } })
    expect(answer.statusCode).toBe(201)
  }
  await drained()
  const numbers = vectors.map((it) => (it.strictOnly ? russian[it.in]! : it.e164))
  const traces = new Map<string, number>()
  for (const number of numbers) if (number !== null) traces.set(number, (traces.get(number) ?? 0) + 1)
  const leads = done(await owner.get<Page<Lead>>('/leads?limit=200')).items
  expect(new Map(leads.map((lead) => [lead.phone!, lead.traces]))).toEqual(traces)
  expect(leads).toHaveLength(traces.size)
  // What is no phone at all waits for a person, with all that came.
  const waiting = done(await owner.get<Page<QuarantineItem>>('/quarantine')).items
  expect(waiting.map(({ fault }) => fault.code)).toEqual(numbers.filter((number) => number === null).map(() => 'no-contact'))
})
