import type { Lead, LeadActAnswer, LeadArrived, Page } from '@reglament/contract'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
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

test('[C10 L1] what fits the filters is found among all, however many newer ones have the words; pages go on to the last', async () => {
  const { owner, member, workspaceId } = await sandbox(world, 'Tue 10.03 10:00')
  const anna = await member('manager')
  // The older half is called so, the newer half otherwise; every five hundredth comes from the stand and is Anna's.
  await inWorkspace(world.services, workspaceId, (tx) =>
    sql`insert into lead (workspace_id, id, status, channel, name, phone, source, route, responsible_id, inquired_at, heard_at, created_at)
      select ${workspaceId}, ('01900003-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'new', 'form',
        'Клиент ' || case when n <= 2200 then 'Старый ' else 'Новый ' end || n, '+7921' || lpad(n::text, 7, '0'),
        case when n % 500 = 0 then 'Стенд' else 'Сайт' end,
        '{"responsibleId": null, "way": "exchange", "because": null, "meantFor": null, "reserved": null, "clause": null}',
        case when n % 500 = 0 then ${anna.id} else ${owner.id} end::uuid, now(), now(), timestamptz '2026-01-01' + n * interval '1 second'
      from generate_series(1, 4400) as n`.execute(tx),
  )
  const find = async (by: Person, query: Record<string, string>) => {
    const found: (string | null)[] = []
    let after: string | undefined
    do {
      const page: Page<Lead> = done(
        await by.get<Page<Lead>>(`/leads?${new URLSearchParams({ ...query, ...(after && { after }) }).toString()}`),
      )
      found.push(...page.items.map(({ name }) => name))
      after = page.next
    } while (after)
    return found
  }
  const ofStand = (from: number, to: number) =>
    Array.from({ length: 8 }, (_, i) => 500 * (8 - i)).flatMap((n) =>
      n >= from && n <= to ? [`Клиент ${n <= 2200 ? 'Старый' : 'Новый'} ${n}`] : [],
    )
  // A word that all have, one that only old ones have, one that few have; digits that all have, and that few have.
  expect(await find(owner, { q: 'клиент', source: 'Стенд' })).toEqual(ofStand(1, 4400))
  expect(await find(owner, { q: 'стар', source: 'Стенд' })).toEqual(ofStand(1, 2200))
  expect(await find(owner, { q: 'клиент 1500', source: 'Стенд' })).toEqual(['Клиент Старый 1500'])
  expect(await find(owner, { q: '+7 921', responsible: anna.id })).toEqual(ofStand(1, 4400))
  expect(await find(owner, { q: '921 000-10-00', source: 'Стенд' })).toEqual(['Клиент Старый 1000'])
  const nothings: Record<string, string>[] = [
    { source: 'Сайт', responsible: anna.id },
    { status: 'rejected' },
    { channel: 'mail' },
    { campaign: 'весна' },
  ]
  for (const none of nothings) expect([none, await find(owner, { q: 'клиент', ...none })]).toEqual([none, []])

  const old = await find(owner, { q: 'стар', limit: '200' })
  expect(old).toEqual(Array.from({ length: 2200 }, (_, i) => `Клиент Старый ${2200 - i}`))
  expect(await find(owner, { q: 'нов', limit: '200' })).toHaveLength(2200)
  // Anna finds hers alone.
  expect(await find(anna, { q: 'клиент', limit: '3' })).toEqual(ofStand(1, 4400))
})
