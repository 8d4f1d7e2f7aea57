import type { Lead, LeadActAnswer, LeadArrived, Page } from '@reglament/contract'
import { expect, test } from 'vitest'
import { application, type Person } from '../../testing/company.ts'
import { done, sandbox } from '../../testing/sandbox.ts'

const world = await application('2026-02-02T07:00:00Z')
const names = async (by: Person, query: string) =>
  done(await by.get<Page<Lead>>(`/leads?q=${encodeURIComponent(query)}`)).items.map(({ name }) => name)
const arrives = async (by: Person, body: object) => done(await by.post<LeadArrived>('/leads', { channel: 'form', ...body }))

test('[C10 L1] a lead is found by any words of its name, company and e-mail, and by digits of its phone, the newest first', async () => {
  const { owner, until } = await sandbox(world, 'Tue 10.03 10:00')
  await arrives(owner, { name: 'Алёна Климова', phone: '8 921 555-00-17', company: 'ООО «Дом у реки»' })
  await until('Tue 10.03 10:05')
  await arrives(owner, { name: 'Пётр Климов', email: 'petr.klimov@dom.example' })
  for (const query of ['климова', 'Алена', 'клим алё', '+7 (921) 555-00-17', '555-00', '8921555', 'реки'])
    expect([query, await names(owner, query)]).toEqual([query, ['Алёна Климова']])
  for (const query of ['petr.klimov@dom.example', 'Пётр']) expect([query, await names(owner, query)]).toEqual([query, ['Пётр Климов']])
  expect(await names(owner, 'клим')).toEqual(['Пётр Климов', 'Алёна Климова'])
  for (const query of ['Климова Пётр', '777', '!!!']) expect([query, await names(owner, query)]).toEqual([query, []])

  const stranger = await sandbox(world, 'Tue 10.03 10:00')
  expect(await names(stranger.owner, 'климова')).toEqual([])
})

test('[C10 L1] what is corrected on a lead is found, what it said before is not; a merged lead is found as the other', async () => {
  const { owner, enact } = await sandbox(world, 'Tue 10.03 10:00')
  await enact([{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }])
  const lead = await arrives(owner, { name: 'Ольга Белова', phone: '+79215550101' })
  const other = await arrives(owner, { name: 'Ольга Б.', phone: '+79215550102' })
  done(await owner.patch<LeadActAnswer>(`/leads/${lead.id}`, { name: 'Ольга Чернова' }))
  expect([await names(owner, 'белова'), await names(owner, 'чернова')]).toEqual([[], ['Ольга Чернова']])
  done(await owner.post(`/leads/${lead.id}/merges`, { id: other.id }))
  expect(await names(owner, '5550102')).toEqual([])
})
