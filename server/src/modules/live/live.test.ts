import type { Me, News } from '@reglament/contract'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { company, testApp } from '../../testing/app.ts'
import type { Person } from '../../testing/app.ts'

const { app } = await testApp()
await app.listen({ port: 0, host: '127.0.0.1' })
const address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
const ours = await company(app, { name: 'Ромашка' })
const theirs = await company(app, { name: 'Чужая' })
const [petrov, sidorova] = [await ours.hire('manager'), await ours.hire('manager')]

const leaving: AbortController[] = []
afterAll(() => leaving.forEach((controller) => controller.abort()))

/** Everything that is told to this person from now on. */
async function listenAs({ headers }: Person, query = ''): Promise<{ told: News[]; leave: () => void }> {
  const controller = new AbortController()
  leaving.push(controller)
  const answer = await fetch(`${address}/api/events${query}`, { headers: headers as Record<string, string>, signal: controller.signal })
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  const told: News[] = []
  const read = async () => {
    let text = ''
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const messages = text.split('\n\n')
      text = messages.pop()!
      for (const message of messages) {
        const data = /^event: news\ndata: (.*)$/s.exec(message)?.[1]
        if (data) told.push(JSON.parse(data) as News)
      }
    }
  }
  void read().catch(() => undefined)
  return { told, leave: () => controller.abort() }
}

const makeDeal = async (of: Person, responsibleId?: string | null) =>
  (await of.post<{ id: string }>('/api/deals', { title: 'Кофейня', ...(responsibleId !== undefined && { responsibleId }) })).body.id
const idsOf = (told: readonly News[]) => told.flatMap(({ items }) => items.map(({ id }) => id))

test('[L4] what a colleague does is told within a second, with the place where the deal stands', async () => {
  const owner = await listenAs(ours.owner)
  const dealId = await makeDeal(petrov)
  await expect
    .poll(() => owner.told.flatMap(({ items }) => items), { timeout: 3000 })
    .toContainEqual({ kind: 'deal', id: dealId, pipeline: 'sales', stage: 'new-request', responsibleId: petrov.id })
  owner.leave()
})

test('[L4] [L6] nobody hears of deals that he does not see; of the exchange everybody does; who loses a deal hears of it', async () => {
  const [asPetrov, asSidorova, asStranger] = await Promise.all([listenAs(petrov), listenAs(sidorova), listenAs(theirs.owner)])
  const hers = await makeDeal(sidorova)
  const onExchange = await makeDeal(ours.owner, null)
  await expect.poll(() => idsOf(asPetrov.told), { timeout: 3000 }).toContain(onExchange)
  await expect.poll(() => idsOf(asSidorova.told), { timeout: 3000 }).toContain(hers)
  expect(idsOf(asPetrov.told)).not.toContain(hers)

  await ours.owner.patch(`/api/deals/${hers}`, { responsibleId: petrov.id })
  await expect.poll(() => idsOf(asPetrov.told), { timeout: 3000 }).toContain(hers)
  await expect.poll(() => idsOf(asSidorova.told).filter((id) => id === hers).length, { timeout: 3000 }).toBe(2)
  expect(asStranger.told).toEqual([])
})

test('[L4 A5] what a head writes on the shared paper is told to the other within a second, and to no other company', async () => {
  const [head, stranger] = await Promise.all([listenAs(ours.owner), listenAs(theirs.owner)])
  const content = { changes: [{ clause: 'overdue', mode: 'warn' }] }
  expect((await ours.owner.ask('PUT', '/api/regulation/working-draft', content)).status).toBe(200)
  const heard = () => head.told.flatMap(({ items }) => items.filter(({ kind }) => kind === 'working-draft')).length
  await expect.poll(heard, { timeout: 3000 }).toBe(1)
  await ours.owner.delete('/api/regulation/working-draft')
  await expect.poll(heard, { timeout: 3000 }).toBe(2)
  expect(stranger.told).toEqual([])
})

test('[L4] what changed between the first reading of a page and its stream is told when the stream opens', async () => {
  const before = (await ours.owner.get<Me>('/api/me')).body.newsSince
  const dealId = await makeDeal(petrov)
  const [late, asPetrov, asSidorova, asStranger, longAgo] = await Promise.all([
    listenAs(ours.owner, `?since=${before}`),
    listenAs(petrov, `?since=${before}`),
    listenAs(sidorova, `?since=${before}`),
    listenAs(theirs.owner, `?since=${before}`),
    listenAs(ours.owner, '?since=1'),
  ])
  for (const { told } of [late, asPetrov]) await expect.poll(() => idsOf(told), { timeout: 3000 }).toContain(dealId)
  await expect.poll(() => idsOf(longAgo.told).includes(dealId) || longAgo.told.some(({ all }) => all)).toBe(true)
  for (const { told } of [asSidorova, asStranger]) expect(idsOf(told)).not.toContain(dealId)
  expect((await ours.owner.get('/api/events?since=yesterday')).status).toBe(400)
})

test('[L6] nobody listens without a session', async () => {
  expect((await fetch(`${address}/api/events`)).status).toBe(401)
})
