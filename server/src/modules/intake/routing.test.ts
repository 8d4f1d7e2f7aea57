import type { Deal, LeadActAnswer, LeadCard } from '@reglament/contract'
import type { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { withClient } from '../../platform/database/withClient.ts'
import { application } from '../../testing/company.ts'
import type { Person } from '../../testing/company.ts'
import { aDeal, done, everything, moved, type Sandbox, sandbox } from '../../testing/sandbox.ts'

const world = await application('2026-02-02T07:00:00Z')
const atTen = () => sandbox(world, 'Tue 10.03 10:00')

let numbers = 0
type Body = Record<string, unknown>
/** An inquiry of somebody new. */
const arrives = async (by: Person, body: Body = {}): Promise<LeadActAnswer> =>
  done(await by.post<LeadActAnswer>('/leads', { phone: `+7921445${String(++numbers).padStart(4, '0')}`, channel: 'form', ...body }))
const route = ({ enact }: Sandbox, params: Body) => enact([{ clause: 'lead-routing', params: { reserveFor: '2 wh', ...params } }])
const whose = ({ deal }: LeadActAnswer) => deal!.responsible?.id ?? null
const cardOf = async (by: Person, id: string) => done(await by.get<LeadCard>(`/leads/${id}`))
const limitLoad = ({ workspaceId }: Sandbox, { id }: Person, max: number) =>
  withClient(world.database.ownerUrl, async (client: Client) => {
    await client.query(`select set_config('app.workspace', $1, false)`, [String(workspaceId)])
    await client.query('update member set load_min = 0, load_max = $2 where id = $1', [id, max])
  })
/** A deal of this client, won. */
async function won(by: Person, deal: Deal): Promise<void> {
  await by.patch(`/deals/${deal.id}`, { ...everything })
  let at = deal
  for (const to of ['taken', 'qualified', 'proposal-sent', 'start-agreed', 'invoiced', 'started']) at = await moved(by, at, to)
}
const isAway = async ({ owner }: Sandbox, { id }: Person, standIn?: Person) =>
  done(
    await owner.post('/absences', {
      memberId: id,
      standInId: standIn?.id ?? null,
      from: '2026-03-10T06:00:00Z',
      until: '2026-03-20T06:00:00Z',
    }),
  )

describe('[C3 I1] to whom a new inquiry goes', () => {
  test('[I1 A4] shipped: to the exchange, by its clause, and the lead says so', async () => {
    const { owner, member } = await atTen()
    const manager = await member('manager')
    const lead = await arrives(owner)
    expect(whose(lead)).toBeNull()
    const card = await cardOf(manager, lead.id)
    expect(card.route).toMatchObject({ way: 'exchange', clause: 'lead-routing', text: expect.stringContaining('на бирже') as unknown })
    expect(card.history.find(({ type }) => type === 'lead-routed')).toMatchObject({
      clause: 'lead-routing',
      clauseNumber: card.route.clauseNumber,
    })
    expect(card.route.clauseNumber).toMatch(/^\d+\.\d+$/)
  })

  test('[C3] in turn: each as often as the others, also when they come at once; who has no room or is away is passed over', async () => {
    const world = await atTen()
    const { owner, member } = world
    const people = [await member('manager'), await member('manager'), await member('manager')]
    await route(world, { others: 'round-robin' })
    const first = [await arrives(owner), await arrives(owner), await arrives(owner)]
    expect(new Set(first.map(whose))).toEqual(new Set(people.map(({ id }) => id)))
    expect(whose(await arrives(owner))).toBe(whose(first[0]!))

    const atOnce = await Promise.all(Array.from({ length: 8 }, () => arrives(owner)))
    const count = (id: string) => [...first, ...atOnce].filter((lead) => whose(lead) === id).length
    expect(people.map(({ id }) => count(id)).reduce((a, b) => a + b)).toBe(11)
    expect(Math.max(...people.map(({ id }) => count(id))) - Math.min(...people.map(({ id }) => count(id)))).toBeLessThanOrEqual(1)

    await limitLoad(world, people[0]!, 0)
    await isAway(world, people[1]!)
    const only = [await arrives(owner), await arrives(owner)]
    expect(only.map(whose)).toEqual([people[2]!.id, people[2]!.id])
    expect((await cardOf(people[2]!, only[0]!.id)).route.text).toBe('Обращения раздают по очереди, и очередь была ваша.')
    expect((await cardOf(owner, only[0]!.id)).route.text).toBe('Обращения раздают по очереди, и очередь была его.')

    await limitLoad(world, people[2]!, 0)
    const nobody = await arrives(owner)
    expect([whose(nobody), nobody.lead.route.text]).toEqual([null, 'На бирже: у того, кому оно шло, нет места.'])
  })

  test('[C3] in turn among those named only', async () => {
    const world = await atTen()
    const [chosen] = [await world.member('manager'), await world.member('manager')]
    await route(world, { others: 'round-robin', members: { among: [chosen.id] } })
    expect([whose(await arrives(world.owner)), whose(await arrives(world.owner))]).toEqual([chosen.id, chosen.id])
  })

  test('[C3] to who has least: the one with fewest open deals, one after another', async () => {
    const world = await atTen()
    const [busy, free] = [await world.member('manager'), await world.member('manager')]
    await aDeal(busy)
    await aDeal(busy)
    await route(world, { others: 'least-loaded' })
    const got = [await arrives(world.owner), await arrives(world.owner)]
    expect(got.map(whose)).toEqual([free.id, free.id])
    expect((await cardOf(free, got[0]!.id)).route.text).toBe('У вас было меньше всех открытых сделок.')
  })

  test('[C3] by source and by product, whatever the case of its letters; another source goes to the exchange', async () => {
    const world = await atTen()
    const { owner, member } = world
    const [anna, boris] = [await member('manager'), await member('manager')]
    await route(world, { others: 'source', members: { bySource: { 'яндекс директ': anna.id } } })
    const bySource = await arrives(owner, { source: 'Яндекс Директ' })
    expect([whose(bySource), whose(await arrives(owner, { source: 'Авито' })), whose(await arrives(owner))]).toEqual([anna.id, null, null])
    expect((await cardOf(anna, bySource.id)).route.text).toBe('Обращения из этого источника ведёте вы.')

    await route(world, { others: 'product', members: { byProduct: { окна: boris.id } } })
    expect([whose(await arrives(owner, { product: 'Окна' })), whose(await arrives(owner, { product: 'Двери' }))]).toEqual([boris.id, null])

    await limitLoad(world, boris, 1)
    const full = await arrives(owner, { product: 'окна' })
    expect([whose(full), full.lead.route.text]).toEqual([null, 'На бирже: у того, кому оно шло, нет места.'])
  })

  test('[C3 D11] whose source it is, is away: his stand-in gets it; without one it is on the exchange', async () => {
    const world = await atTen()
    const { owner, member } = world
    const [anna, boris, vera] = [await member('manager'), await member('manager'), await member('manager')]
    await route(world, { others: 'source', members: { bySource: { авито: anna.id, циан: vera.id } } })
    await isAway(world, anna, boris)
    await isAway(world, vera)
    const lead = await arrives(owner, { source: 'авито' })
    expect([whose(lead), lead.lead.route.way]).toEqual([boris.id, 'stand-in'])
    expect((await cardOf(boris, lead.id)).route.text).toContain('вы его замещаете')
    const left = await arrives(owner, { source: 'циан' })
    expect([whose(left), left.lead.route.text]).toEqual([null, 'На бирже: того, кому оно шло, нет, и его никто не замещает.'])
  })

  test('[C3] of a company that has bought, somebody who writes for the first time goes to its manager, or waits for him on the exchange', async () => {
    const world = await atTen()
    const { owner, member } = world
    const [anna] = [await member('manager'), await member('manager')]
    const bought = await aDeal(anna, { contact: { name: 'Илья', email: 'ilya@vektor.example' }, company: { name: 'ООО «Вектор»' } })
    await won(anna, bought)
    const byName = await arrives(owner, { name: 'Пётр', company: 'Вектор' })
    expect([whose(byName), byName.lead.returning]).toEqual([anna.id, true])
    const card = await cardOf(anna, byName.id)
    expect(card.route).toMatchObject({ way: 'returning', text: 'Это ваш постоянный клиент: вы вели его раньше.' })
    expect(whose(await arrives(owner, { email: 'sale@vektor.example' }))).toBe(anna.id)
    expect(whose(await arrives(owner, { company: 'Другая' }))).toBeNull()

    await limitLoad(world, anna, 0)
    const waits = await arrives(owner, { name: 'Мария', company: 'Вектор' })
    expect([whose(waits), waits.lead.route.reservedFor?.id]).toEqual([null, anna.id])
  })

  test('[A2] where the clause only watches, everything goes to the exchange', async () => {
    const world = await atTen()
    await world.member('manager')
    await route(world, { others: 'round-robin' })
    await world.modes({ 'lead-routing': 'observe' })
    expect(whose(await arrives(world.owner))).toBeNull()
  })
})

describe('[I1 I4] a lead that is nobody’s', () => {
  const waiting = async () => {
    const world = await atTen()
    await world.enact([{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }])
    return world
  }

  test('[I1] one of two who take it at once gets it; the other is told who was faster', async () => {
    const { owner, member } = await waiting()
    const people = [await member('manager'), await member('manager')]
    const { id } = await arrives(owner, { name: 'Ольга' })
    expect((await cardOf(people[0]!, id)).mayTake).toBe(true)
    const answers = await Promise.all(people.map((person) => person.patch<LeadActAnswer>(`/leads/${id}`, { status: 'in-work' })))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const winner = people[answers.findIndex(({ status }) => status === 200)]!
    const card = await cardOf(winner, id)
    expect(card).toMatchObject({ status: 'in-work', responsible: { id: winner.id }, mayAct: true, mayTake: false })
    expect(card.route.text).toBe('Обращение было на бирже, и вы его взяли.')
    expect(card.firstAnswer.answeredAt).not.toBeNull()
  })

  test('[C1 I1] what somebody had who works here no more is nobody’s, is told so and is taken by another', async () => {
    const world = await waiting()
    const { owner, member, until } = world
    const [gone, other] = [await member('manager'), await member('manager')]
    const [fresh, begun] = [await arrives(owner, { responsibleId: gone.id }), await arrives(owner, { responsibleId: gone.id })]
    done(await gone.patch(`/leads/${begun.id}`, { status: 'in-work' }))
    expect((await other.get(`/leads/${fresh.id}`)).status).toBe(404)
    done(await owner.patch(`/members/${gone.id}`, { deactivated: true }))
    await until('Tue 10.03 10:01')
    for (const { id } of [fresh, begun]) {
      const card = await cardOf(other, id)
      expect([card.responsible, card.mayTake, card.route.text]).toEqual([
        null,
        true,
        'На бирже: тот, кому оно шло, больше не ведёт сделки.',
      ])
      expect(card.history[0]).toMatchObject({ type: 'lead-released', by: null })
    }
    done(await other.patch(`/leads/${begun.id}`, { status: 'in-work' }))
    expect((await cardOf(other, begun.id)).responsible?.id).toBe(other.id)
  })

  test('[I1 L6] before it is taken a manager neither rejects nor edits it; a controller never takes', async () => {
    const { owner, member } = await waiting()
    const [manager, controller] = [await member('manager'), await member('quality-controller')]
    const { id } = await arrives(owner, { name: 'Ольга' })
    expect((await manager.post(`/leads/${id}/rejection`, { reason: 'spam' })).status).toBe(403)
    expect((await manager.patch(`/leads/${id}`, { text: 'Моё' })).status).toBe(403)
    expect((await controller.patch(`/leads/${id}`, { status: 'in-work' })).status).toBe(403)
  })

  test('[C3] one that is kept for the manager of a returning client waits for him two working hours', async () => {
    const world = await waiting()
    const { owner, member, until } = world
    const [his, other] = [await member('manager'), await member('manager')]
    const phone = '+79214459999'
    const { id: contactId } = done(await owner.post<{ id: string }>('/contacts', { name: 'Илья', phone }))
    await won(his, await aDeal(his, { contactId }))
    await limitLoad(world, his, 0)
    const lead = await arrives(owner, { phone })
    expect(lead.lead.route).toMatchObject({ way: 'exchange', reservedFor: { id: his.id } })
    expect((await other.patch(`/leads/${lead.id}`, { status: 'in-work' })).status).toBe(409)
    await until('Tue 10.03 11:59')
    expect((await cardOf(other, lead.id)).mayTake).toBe(false)
    await until('Tue 10.03 12:00')
    expect((await other.patch(`/leads/${lead.id}`, { status: 'in-work' })).status).toBe(200)
  })
})
