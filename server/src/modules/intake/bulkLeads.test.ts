import type { Lead, LeadBulkAnswer, Page } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, type Person } from '../../testing/company.ts'
import { done } from '../../testing/sandbox.ts'
import { aPhone, arrives, leadCardOf, looking } from './testing/inquiries.ts'

const world = await application('2026-02-02T07:00:00Z')
const bulk = (by: Person, leadIds: readonly string[], act: Record<string, unknown>) =>
  by.post<LeadBulkAnswer>('/leads/bulk', { leadIds, act })
const outcomes = ({ items }: LeadBulkAnswer) => items.map(({ outcome }) => outcome)

describe('[L2 C4] one act on many leads', () => {
  test('[L2 C4] rejected together for one reason; what is a deal or rejected already says so in its row and stays', async () => {
    const { owner } = await looking(world)
    const [one, two, deal] = [await arrives(owner), await arrives(owner), await arrives(owner, { product: 'Окна' })]
    const act = { kind: 'reject', reason: 'spam', comment: 'Рассылка' }
    const answer = done(await bulk(owner, [one.id, deal.id, two.id], act))
    expect([answer.done, answer.failed, outcomes(answer)]).toEqual([2, 1, ['done', 'failed', 'done']])
    expect(answer.items[1]).toMatchObject({ name: 'Ольга Климова', why: 'Из этого обращения уже сделана сделка.' })
    const card = await leadCardOf(owner, one.id)
    expect(card).toMatchObject({ status: 'rejected', rejection: { reason: 'spam', comment: 'Рассылка' } })
    expect([card.history[0]!.type, card.history[0]!.by?.id]).toEqual(['lead-rejected', owner.id])
    expect(outcomes(done(await bulk(owner, [one.id], act)))).toEqual(['failed'])
    const wrong = await bulk(owner, [two.id], { kind: 'reject', reason: 'nothing-of-ours' })
    expect(wrong.problem.faults?.map(({ path }) => path)).toEqual(['/act/reason'])
    expect((await bulk(owner, [], act)).status).toBe(400)
    expect((await bulk(owner, [one.id, one.id], act)).status).toBe(400)
  })

  test('[L2 L6] given to somebody together by the owner; a manager gives nobody anything, and acts on his own only', async () => {
    const { owner, member } = await looking(world)
    const [anna, boris] = [await member('manager'), await member('manager')]
    const [free, his] = [await arrives(owner), await arrives(owner, { responsibleId: boris.id })]
    expect(outcomes(done(await bulk(owner, [free.id, his.id], { kind: 'assign', responsibleId: boris.id })))).toEqual(['done', 'unchanged'])
    expect((await leadCardOf(boris, free.id)).route.text).toBe('Обращение передали вам вручную.')
    expect((await bulk(anna, [free.id], { kind: 'assign', responsibleId: boris.id })).status).toBe(403)
    const unseen = done(await bulk(anna, [free.id, his.id], { kind: 'reject', reason: 'spam' }))
    expect(unseen.items.map(({ name, outcome }) => [name, outcome])).toEqual([
      [null, 'failed'],
      [null, 'failed'],
    ])
    expect((await leadCardOf(owner, free.id)).status).toBe('new')
    expect((await bulk(owner, [free.id], { kind: 'assign', responsibleId: free.id })).problem.faults?.map(({ path }) => path)).toEqual([
      '/act/responsibleId',
    ])
  })

  test('[L2 C10] rejected while late: nobody is late with it any more', async () => {
    const it = await looking(world)
    const { owner } = it
    const leads = [await arrives(owner), await arrives(owner)]
    await it.until('Tue 10.03 11:00')
    const late = async () => (await it.breaches('clause=first-response&open=true')).length
    const before = await late()
    done(
      await bulk(
        owner,
        leads.map(({ id }) => id),
        { kind: 'reject', reason: 'spam' },
      ),
    )
    expect(before - (await late())).toBe(2)
  })
})

test('[C1 C10] leads by age: whoever has waited longest first, page by page; of one manager, or nobody’s', async () => {
  const it = await looking(world)
  const { owner, member } = it
  const anna = await member('manager')
  const ids: string[] = []
  for (const responsibleId of [undefined, anna.id, undefined, anna.id])
    ids.push((await arrives(owner, { phone: aPhone(), ...(responsibleId && { responsibleId }) })).id)
  const pages = async (query: string) => {
    const first = done(await owner.get<Page<Lead>>(`/leads?limit=2&${query}`))
    const rest = first.next === undefined ? [] : done(await owner.get<Page<Lead>>(`/leads?limit=2&${query}&after=${first.next}`)).items
    return [...first.items, ...rest].map(({ id }) => id)
  }
  expect(await pages('order=oldest')).toEqual(ids)
  expect(await pages('order=newest')).toEqual(ids.toReversed())
  expect(await pages(`responsible=${anna.id}&order=oldest`)).toEqual([ids[1], ids[3]])
  expect(await pages('responsible=none&order=oldest')).toEqual([ids[0], ids[2]])
})
