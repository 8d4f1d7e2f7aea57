import type {
  Deal,
  DealGroups,
  DealInquiry,
  DealListItem,
  Lead,
  LeadActAnswer,
  LeadArrived,
  LeadCard,
  Page,
  TimelineEntry,
} from '@reglament/contract'
import type { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
import { withClient } from '../../platform/database/withClient.ts'
import { application } from '../../testing/company.ts'
import type { Person } from '../../testing/company.ts'
import { closed, dealOf, done, everything, moved, said, sandbox, tasksOf, told } from '../../testing/sandbox.ts'

const app = await application('2026-02-02T07:00:00Z')

const limitLoad = async (client: Client, workspaceId: number, memberId: string) => {
  await client.query(`select set_config('app.workspace', $1, false)`, [String(workspaceId)])
  await client.query('update member set load_min = 0, load_max = 0 where id = $1', [memberId])
}

let numbers = 0
const aPhone = () => `+7921444${String(++numbers).padStart(4, '0')}`
type Body = Record<string, unknown>

/** Something of a client comes in. */
const arrives = async (by: Person, body: Body): Promise<LeadActAnswer> => done(await by.post<LeadActAnswer>('/leads', body))
const leadsOf = async (by: Person, query = '') => done(await by.get<Page<Lead>>(`/leads?limit=200${query}`)).items
const cardOf = async (by: Person, id: string) => done(await by.get<LeadCard>(`/leads/${id}`))

const atTen = () => sandbox(app, 'Tue 10.03 10:00')
/** A deal of this client, won. */
async function won(by: Person, deal: Deal) {
  let at = deal
  await by.patch(`/deals/${deal.id}`, { ...everything })
  for (const to of ['taken', 'qualified', 'proposal-sent', 'start-agreed', 'invoiced', 'started']) at = await moved(by, at, to)
  return at
}

describe('[C1 C5 B6] what arrives, and what it becomes (regulation §5)', () => {
  test('[C1 C5] of a new client: a contact, a deal in New request at once, on the exchange, with its first task in 30 working minutes', async () => {
    const { owner } = await atTen()
    const answer = await arrives(owner, { name: 'Ольга Климова', phone: '8 (921) 111-22-33', source: 'Яндекс', channel: 'form' })
    expect(answer).toMatchObject({
      becomes: 'deal',
      lead: { status: 'converted', phone: '+79211112233', returning: false, source: 'Яндекс' },
    })
    expect(answer.deal).toMatchObject({ stage: 'new-request', responsible: null, fields: { platform: 'site' } })
    expect(tasksOf(answer.deal!)).toEqual(['call, Tue 10 Mar 10:30'])
    expect(answer.lead.route).toMatchObject({ way: 'exchange', clause: 'lead-routing' })
  })

  test.each([
    ['a call', 'call', 'call'],
    ['a chat', 'chat', 'chat'],
    ['a message', 'messenger', 'messenger'],
    ['a mail', 'mail', 'mail'],
    ['a missed call', 'missed-call', 'call'],
  ])('[C1] %s of a client with exactly one open deal is an interaction of it', async (_what, channel, as) => {
    const { owner } = await atTen()
    const phone = aPhone()
    const first = await arrives(owner, { name: 'Илья', phone, channel: 'form' })
    await owner.post(`/deals/${first.dealId}/stage-moves`, { to: 'taken', fields: { platform: 'site' }, result: 'Позвонили' })
    const again = await arrives(owner, { phone, channel, text: 'Это снова я' })
    expect(again).toMatchObject({ becomes: 'interaction', dealId: first.dealId, id: first.id })
    const { items } = done(await owner.get<Page<{ channel: string; direction: string }>>(`/deals/${first.dealId}/interactions`))
    expect(items.map((it) => [it.channel, it.direction])).toEqual([[as, 'in']])
    expect(await leadsOf(owner)).toHaveLength(1)
  })

  test('[C9] a letter of somebody unknown becomes a lead in one act; the letter again is the same one, his next letter is one more trace', async () => {
    const { owner } = await atTen()
    const letter = {
      channel: 'mail',
      name: 'Анна Ветрова',
      email: 'Anna@Zavod.example',
      text: 'Пришлите цены',
      externalId: '<1@zavod.example>',
    }
    const first = await arrives(owner, letter)
    expect(first).toMatchObject({
      becomes: 'deal',
      lead: { channel: 'mail', email: 'anna@zavod.example', text: 'Пришлите цены', status: 'converted' },
    })
    expect(first.deal!.stage).toBe('new-request')
    const same = await arrives(owner, letter)
    expect(same).toMatchObject({ becomes: 'repeated', id: first.id, dealId: first.dealId })
    const next = await arrives(owner, { ...letter, text: 'И сроки', externalId: '<2@zavod.example>' })
    expect(next).toMatchObject({ becomes: 'interaction', id: first.id, dealId: first.dealId, lead: { traces: 2 } })
    expect(await leadsOf(owner)).toHaveLength(1)
    const { items } = done(await owner.get<Page<{ channel: string; direction: string }>>(`/deals/${first.dealId}/interactions`))
    expect(items.map((it) => [it.channel, it.direction])).toEqual([
      ['mail', 'in'],
      ['mail', 'in'],
    ])
  })

  test('[C1] of a client with several open deals: that of the one last touched, marked to be checked', async () => {
    const { owner, until, workspaceId } = await atTen()
    const phone = aPhone()
    const first = await arrives(owner, { name: 'Илья', phone, channel: 'form', product: 'Окна' })
    const second = await arrives(owner, { name: 'Илья', phone, channel: 'form', product: 'Двери' })
    expect([first.becomes, second.becomes, second.dealId === first.dealId]).toEqual(['deal', 'deal', false])
    await until('Tue 10.03 11:00')
    done(await told(owner, { id: first.dealId! }, 'call', 'out', 'no-answer'))
    await until('Tue 10.03 12:00')
    const mail = await arrives(owner, { phone, channel: 'mail', text: 'Когда ждать ответа?' })
    expect([mail.becomes, mail.dealId]).toEqual(['interaction', first.dealId])
    const marks = await inWorkspace(app.services, workspaceId, (tx) =>
      tx
        .selectFrom('interaction')
        .select('mark')
        .where('workspace_id', '=', workspaceId)
        .where('deal_id', '=', first.dealId!)
        .orderBy('at')
        .execute(),
    )
    expect(marks.map(({ mark }) => mark)).toEqual([null, 'check-deal'])
  })

  test('[H4] any sign within 30 days after the loss, where he has only lost: it waits unanswered on the lost deal', async () => {
    const { owner, until } = await atTen()
    const phone = aPhone()
    const first = await arrives(owner, { name: 'Илья', phone, channel: 'form' })
    done(await closed(owner, { id: first.dealId! }, 'spam'))
    await until('Mon 30.03 12:00')
    const sign = await arrives(owner, { phone, channel: 'form', text: 'Я передумал' })
    expect([sign.becomes, sign.dealId]).toEqual(['unanswered', first.dealId])
    expect((await dealOf(owner, { id: first.dealId! })).status).toBe('lost')

    await until('Mon 20.04 12:00')
    const later = await arrives(owner, { phone, channel: 'form', text: 'А теперь?' })
    expect([later.becomes, later.dealId === first.dealId]).toEqual(['deal', false])
  })

  test('[B6 C2] row 32: a client with a deal in taken sends the same form two hours later: one more trace of it', async () => {
    const { owner, until } = await atTen()
    const phone = aPhone()
    const form = { name: 'Илья', phone, channel: 'form', text: 'Нужны окна', product: 'Окна' }
    const first = await arrives(owner, form)
    await owner.post(`/deals/${first.dealId}/stage-moves`, { to: 'taken', fields: { platform: 'site' }, result: 'Позвонили' })
    await until('Tue 10.03 12:00')
    const second = await arrives(owner, form)
    expect(second).toMatchObject({ becomes: 'trace', id: first.id, dealId: first.dealId, lead: { traces: 2 } })
    expect((await cardOf(owner, first.id)).traceList).toHaveLength(2)
    expect(await leadsOf(owner)).toHaveLength(1)
  })

  test.each([
    ['another product', 'Tue 10.03 12:00', { product: 'Двери' }, 'deal'],
    ['none', 'Tue 10.03 12:00', {}, 'trace'],
    ['71 h 59 min after it', 'Fri 13.03 09:59', { product: 'Окна' }, 'trace'],
    ['72 h after it', 'Fri 13.03 10:00', { product: 'Окна' }, 'trace'],
    ['later than 72 h', 'Fri 13.03 10:01', { product: 'Окна' }, 'deal'],
  ])('[C2] the form again with %s', async (_what, at, more, becomes) => {
    const { owner, until, onlyWatching } = await atTen()
    await onlyWatching()
    const phone = aPhone()
    await arrives(owner, { name: 'Илья', phone, channel: 'form', product: 'Окна' })
    await until(at)
    expect((await arrives(owner, { phone, channel: 'form', ...more })).becomes).toBe(becomes)
  })

  test('[B6 C3] row 32: a client with a won deal sends a form: a new deal, and it goes to his manager', async () => {
    const { owner, member } = await atTen()
    const manager = await member('manager')
    const phone = aPhone()
    const first = await arrives(manager, { name: 'Илья', phone })
    expect(first.lead.route.way).toBe('creator')
    await won(manager, first.deal!)
    const again = await arrives(owner, { phone, channel: 'form', text: 'Ещё один заказ' })
    expect(again).toMatchObject({ becomes: 'deal', lead: { returning: true, route: { way: 'returning' } } })
    expect(again.dealId).not.toBe(first.dealId)
    expect(again.deal!.responsible?.id).toBe(manager.id)
    const mine = await cardOf(manager, again.id)
    expect(mine.route.text).toBe('Это ваш постоянный клиент: вы вели его раньше.')
  })
})

describe('[C3] a returning client whose manager is at his limit or away', () => {
  const returning = async (by: Person, phone: string) => won(by, (await arrives(by, { name: 'Илья', phone })).deal!)

  test('[C3] at the limit: on the exchange, kept for him for two working hours', async () => {
    const { owner, member, workspaceId } = await sandbox(app, 'Tue 10.03 17:00')
    const manager = await member('manager')
    const phone = aPhone()
    await returning(manager, phone)
    await withClient(app.database.ownerUrl, (client) => limitLoad(client, workspaceId, manager.id))
    const again = await arrives(owner, { phone, channel: 'form' })
    expect(again.deal!.responsible).toBeNull()
    expect(again.lead.route).toMatchObject({ way: 'exchange', reservedFor: { id: manager.id } })
    expect(said(again.lead.route.reservedUntil!)).toBe('Wed 11 Mar 10:00')
  })

  test('[C3 D11] away: it goes to who stands in for him', async () => {
    const { owner, member } = await atTen()
    const [manager, standIn] = [await member('manager'), await member('manager')]
    const phone = aPhone()
    await returning(manager, phone)
    const leave = { memberId: manager.id, standInId: standIn.id, from: '2026-03-10T06:00:00Z', until: '2026-03-20T06:00:00Z' }
    done(await owner.post('/absences', leave))
    const again = await arrives(owner, { phone, channel: 'form' })
    expect([again.deal!.responsible?.id, again.lead.route.way]).toEqual([standIn.id, 'stand-in'])
  })
})

describe('[C6 C7] the first task', () => {
  test.each([
    ['a missed call', { phone: '+79214440001', channel: 'missed-call' }, ['call-back, Tue 10 Mar 10:30']],
    ['a call', { phone: '+79214440002', channel: 'call', text: 'Спросил цену' }, ['call, Tue 10 Mar 10:30']],
    ['a phone and an e-mail', { phone: '+79214440003', email: 'a@example.org', channel: 'form' }, ['call, Tue 10 Mar 10:30']],
    ['an e-mail only', { email: 'b@example.org', channel: 'form' }, ['await-contacts, Wed 11 Mar 10:00']],
    ['a messenger only', { messenger: { kind: 'telegram', id: '@klient' }, channel: 'messenger' }, ['first-contact, Tue 10 Mar 10:30']],
    ['a name only', { name: 'Прохожий', channel: 'hand' }, ['first-contact, Tue 10 Mar 10:30']],
  ])('[C6 C7] %s', async (_what, body, tasks) => {
    const { owner } = await atTen()
    expect(tasksOf((await arrives(owner, body)).deal!)).toEqual(tasks)
  })

  test('[C6 F2] several missed calls of one number make one deal', async () => {
    const { owner, until } = await atTen()
    const phone = aPhone()
    const first = await arrives(owner, { phone, channel: 'missed-call' })
    await until('Tue 10.03 10:10')
    const second = await arrives(owner, { phone: phone.replace('+7', '8'), channel: 'missed-call' })
    expect([first.becomes, second.becomes, second.dealId]).toEqual(['deal', 'interaction', first.dealId])
  })
})

describe('[C1 L6] an inquiry of a colleague’s client', () => {
  test('[C1 L6] is taken in whoever writes it down, and he hears who has it, not what is there', async () => {
    const { owner, member } = await atTen()
    const [his, other] = [await member('manager'), await member('manager')]
    const phone = aPhone()
    const made = await arrives(his, { name: 'Ольга Климова', phone })
    expect(made.lead.responsible?.id).toBe(his.id)
    const answer = await other.post<LeadArrived>('/leads', { phone, text: 'Когда приедете?' })
    expect([answer.status, answer.body]).toMatchObject([
      201,
      { becomes: 'trace', lead: null, dealId: null, deal: null, passedTo: { id: his.id } },
    ])
    expect(JSON.stringify(answer.body)).not.toContain('Климова')
    expect((await cardOf(owner, made.id)).traceList.map(({ text }) => text)).toContain('Когда приедете?')
  })
})

describe('[C1] from where a deal came', () => {
  test('[C1 L6] its card knows source, campaign and page of its inquiries, the first first; who does not see the deal is told nothing', async () => {
    const { owner, member } = await atTen()
    const [anna, boris] = [await member('manager'), await member('manager')]
    const first = await arrives(owner, {
      phone: aPhone(),
      channel: 'form',
      source: 'Яндекс',
      page: 'https://sever.example/okna?utm_campaign=vesna',
      deadline: 'к маю',
      campaign: { utm_campaign: 'vesna', utm_source: 'ya' },
      responsibleId: anna.id,
    })
    const phone = first.lead.phone!
    const inquiries = async (by: Person) => done(await by.get<{ items: DealInquiry[] }>(`/deals/${first.deal!.id}/inquiries`)).items
    expect(await inquiries(anna)).toEqual([
      {
        id: first.id,
        channel: 'form',
        via: null,
        source: 'Яндекс',
        campaign: { utm_campaign: 'vesna', utm_source: 'ya' },
        page: 'https://sever.example/okna?utm_campaign=vesna',
        product: null,
        deadline: 'к маю',
        inquiredAt: first.lead.inquiredAt,
      },
    ])
    expect((await boris.get(`/deals/${first.deal!.id}/inquiries`)).status).toBe(404)
    expect((await owner.get(`/deals/${first.id}/inquiries`)).status).toBe(404)
    const byHand = done(await anna.post<{ deal: Deal }>('/deals', { title: 'Сделка вручную', contact: { name: 'Ольга', phone } })).deal
    expect(done(await anna.get<{ items: DealInquiry[] }>(`/deals/${byHand.id}/inquiries`)).items).toEqual([])
  })

  test('[C1 C4] what the client wrote stands on the deal once: at its beginning, in the entry of his message, or in the note', async () => {
    const { owner, enact } = await atTen()
    const written = async (dealId: string) =>
      done(await owner.get<Page<TimelineEntry>>(`/deals/${dealId}/timeline`))
        .items.filter(({ text }) => text !== null)
        .map(({ type, text }) => [type, text])
    const form = await arrives(owner, { phone: aPhone(), channel: 'form', text: 'Нужны окна в коттедж' })
    expect([form.deal!.note, await written(form.dealId!)]).toEqual(['', [['deal-created', 'Нужны окна в коттедж']]])
    const again = await arrives(owner, { phone: form.lead.phone, channel: 'form', text: 'И двери' })
    expect([again.dealId, await written(form.dealId!)]).toEqual([
      form.dealId,
      [
        ['interaction-recorded', 'И двери'],
        ['deal-created', 'Нужны окна в коттедж'],
      ],
    ])
    const chat = await arrives(owner, { phone: aPhone(), channel: 'chat', text: 'Сколько стоит?' })
    expect(await written(chat.dealId!)).toEqual([['interaction-recorded', 'Сколько стоит?']])

    await enact([{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }])
    const waits = (text: string) => arrives(owner, { name: 'Илья', phone: aPhone(), channel: 'form', text })
    const [plain, noted, added] = [await waits('Нужен сайт'), await waits('Нужен каталог'), await waits('И логотип')]
    const converted = async ({ id }: LeadActAnswer, body: Record<string, unknown>) =>
      done(await owner.post<LeadActAnswer>(`/leads/${id}/conversion`, body))
    const first = await converted(plain, {})
    expect([first.deal!.note, await written(first.dealId!)]).toEqual(['Нужен сайт', []])
    const second = await converted(noted, { note: 'Каталог на 200 страниц' })
    expect(await written(second.dealId!)).toEqual([['deal-created', 'Нужен каталог']])
    await converted(added, { dealId: second.dealId })
    expect((await written(second.dealId!))[0]).toEqual(['inquiry-added', 'И логотип'])
  })

  test('[C1] leads are narrowed to a campaign; the campaigns that there are, each once', async () => {
    const { owner } = await atTen()
    const came = async (name?: string) =>
      (await arrives(owner, { phone: aPhone(), ...(name && { campaign: { utm_campaign: name, utm_source: 'ya' } }) })).id
    const spring = [await came('vesna'), await came('vesna')]
    await came('leto')
    await came()
    expect((await leadsOf(owner, '&campaign=vesna')).map(({ id }) => id).toSorted()).toEqual(spring.toSorted())
    expect(await leadsOf(owner, '&campaign=osen')).toEqual([])
    expect(done(await owner.get<{ items: string[] }>('/lead-campaigns')).items).toEqual(['leto', 'vesna'])
  })

  test('[C1] leads are narrowed to a source, by whichever name it was sent; a source that is not in the list is offered too', async () => {
    const { owner } = await atTen()
    const came = async (source?: string) => (await arrives(owner, { phone: aPhone(), ...(source && { source }) })).id
    const search = [await came('search'), await came('Поиск'), await came('поиск '), await came('Search')]
    const olark = await came('Olark Chat')
    await came('Соцсети')
    await came()
    expect((await leadsOf(owner, '&source=search')).map(({ id }) => id).toSorted()).toEqual(search.toSorted())
    expect((await leadsOf(owner, '&source=Olark%20Chat')).map(({ id }) => id)).toEqual([olark])
    expect(await leadsOf(owner, '&source=social-ads')).toEqual([])
    expect(done(await owner.get<{ items: string[] }>('/lead-sources')).items).toEqual(
      ['Olark Chat', 'Search', 'search', 'Поиск', 'поиск', 'Соцсети'].toSorted((a, b) => (a < b ? -1 : 1)),
    )
  })

  test('[C1 L2 L3] deals are narrowed, ordered and grouped by campaign, which is that of their first inquiry', async () => {
    const { owner } = await atTen()
    const came = async (phone: string, name?: string) =>
      arrives(owner, { channel: 'form', phone, ...(name && { campaign: { utm_campaign: name } }) })
    const phone = aPhone()
    const first = await came(phone, 'vesna')
    expect(await came(phone, 'leto')).toMatchObject({ becomes: 'trace', dealId: first.dealId })
    const other = await came(aPhone(), 'leto')
    const none = await came(aPhone())
    const dealsOf = async (query: string) =>
      done(await owner.get<Page<DealListItem>>(`/deals?details=true&${query}`)).items.map(({ id, campaign }) => [id, campaign])
    expect(await dealsOf('campaign=vesna')).toEqual([[first.dealId, 'vesna']])
    expect(await dealsOf('campaign=osen')).toEqual([])
    expect(await dealsOf('sort=campaign')).toEqual([
      [other.dealId, 'leto'],
      [first.dealId, 'vesna'],
      [none.dealId, null],
    ])
    const groups = done(await owner.get<DealGroups>('/deals/groups?by=campaign')).items
    expect(groups.map(({ key, name, count }) => [key, name, count])).toEqual([
      ['leto', 'leto', 1],
      ['vesna', 'vesna', 1],
      ['', '', 1],
    ])
  })
})
