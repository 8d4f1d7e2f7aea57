import type { ActAnswer, Board, DealGroups, DealListItem, Pace, Page } from '@reglament/contract'
import { HOUR_MS } from '@reglament/kernel'
import { beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '../../platform/database/withClient.ts'
import { application, type Person } from '../../testing/company.ts'
import { sweepEverything } from './sweep.ts'

const { company, clock, services, database } = await application('2026-03-10T07:00:00Z')
const { owner, member } = await company()
const stranger = (await company()).owner
const anna = await member('manager', 'Анна Лебедева')
const oleg = await member('manager', 'Олег Титов')
const head = await member('head', 'Павел Орлов')
const trainee = await member('trainee', 'Стажёр')

type Given = { title: string } & Record<string, unknown>
const make = async (by: Person, body: Given) => {
  const made = await by.post<ActAnswer>('/deals', body)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.deal
}
const rubles = (amount: number) => ({ amount: amount * 100, currency: 'RUB' })

/** Titles that the filter leaves, in the table and on the board. */
async function left(by: Person, query: string): Promise<{ table: string[]; board: string[] }> {
  const table = await by.get<Page<DealListItem>>(`/deals?${query}`)
  expect(table.status, JSON.stringify(table.body)).toBe(200)
  const board = await by.get<Board>(`/pipelines/sales/board?${query}`)
  expect(board.status, JSON.stringify(board.body)).toBe(200)
  const cards = board.body.columns.flatMap(({ cards }) => cards)
  const open = board.body.columns.filter(({ stage }) => stage !== 'started' && stage !== 'lost')
  expect(open.reduce((sum, { count }) => sum + count, 0)).toBe(cards.length)
  return { table: table.body.items.map(({ title }) => title).toSorted(), board: cards.map(({ title }) => title).toSorted() }
}
const both = (...titles: string[]) => ({ table: titles.toSorted(), board: titles.toSorted() })

beforeAll(async () => {
  // Tuesday 10 March, ten in the morning in Moscow.
  await make(anna, {
    title: 'Сайт сети клиник',
    company: { name: 'Клиника «Вита»' },
    budget: rubles(820_000),
    fields: { platform: 'site', source: 'search', niche: 'Медицина' },
  })
  await make(oleg, {
    title: 'Лендинг ёлочного базара',
    contact: { name: 'Алина Романова', phone: '+7 912 555-01-47' },
    budget: rubles(120_000),
    fields: { platform: 'phone', source: 'cold' },
  })
  await make(oleg, { title: 'Портал агрономов', budget: { amount: 500_00, currency: 'USD' }, fields: { platform: 'site' } })
  await make(owner, { title: 'Ничей каталог', responsibleId: null })
  await make(stranger, { title: 'Чужая клиника', fields: { platform: 'site' }, budget: rubles(820_000) })
})

describe('[L2] filters of the board and the table', () => {
  test.each([
    ['whose', () => `responsible=${anna.id}`, both('Сайт сети клиник')],
    ['several people and nobody', () => `responsible=${anna.id},none`, both('Ничей каталог', 'Сайт сети клиник')],
    ['a list field', () => 'field=platform:site', both('Портал агрономов', 'Сайт сети клиник')],
    ['any of two values', () => 'field=source:search&field=source:cold', both('Лендинг ёлочного базара', 'Сайт сети клиник')],
    ['two fields together', () => 'field=platform:site&field=source:search', both('Сайт сети клиник')],
    ['an empty field', () => 'field=platform:', both('Ничей каталог')],
    ['a text field, folded', () => `field=niche:${encodeURIComponent('МЕДИЦИНА')}`, both('Сайт сети клиник')],
    ['a budget of the company’s currency', () => 'budget=10000000..90000000', both('Лендинг ёлочного базара', 'Сайт сети клиник')],
    ['a budget from', () => 'budget=20000000..', both('Сайт сети клиник')],
    ['a budget in dollars', () => 'budget=..60000&currency=USD', both('Портал агрономов')],
    ['the beginning of a word of the title', () => `q=${encodeURIComponent('клин')}`, both('Сайт сети клиник')],
    ['ё as е', () => `q=${encodeURIComponent('Елочн')}`, both('Лендинг ёлочного базара')],
    ['a word of the client', () => `q=${encodeURIComponent('романова али')}`, both('Лендинг ёлочного базара')],
    ['a company by the word in quotes', () => `q=${encodeURIComponent('«вита')}`, both('Сайт сети клиник')],
    ['made today', () => 'created=today', both('Лендинг ёлочного базара', 'Ничей каталог', 'Портал агрономов', 'Сайт сети клиник')],
    ['made on another day', () => 'created=2026-03-01..2026-03-09', both()],
    [
      'of the table: the status',
      () => 'created=2026-03-10..',
      both('Лендинг ёлочного базара', 'Ничей каталог', 'Портал агрономов', 'Сайт сети клиник'),
    ],
    ['not a returning client', () => 'returning=true', both()],
  ])('%s', async (_, query, expected) => {
    expect(await left(owner, query())).toEqual(expected)
  })

  test('me is who asks: a shared view shows each his own', async () => {
    expect(await left(anna, 'responsible=me')).toEqual(both('Сайт сети клиник'))
    expect((await left(oleg, 'responsible=me')).table).toEqual(['Лендинг ёлочного базара', 'Портал агрономов'])
  })

  test('the number of a deal finds it', async () => {
    const { body } = await owner.get<Page<DealListItem>>(`/deals?responsible=${anna.id}`)
    expect(await left(owner, `q=${body.items[0]!.number}`)).toEqual(both('Сайт сети клиник'))
  })

  test('[L6] a manager finds nothing of a colleague, whatever he filters by; another company nothing of ours', async () => {
    for (const query of [
      'field=platform:site',
      `q=${encodeURIComponent('портал')}`,
      `responsible=${oleg.id}`,
      'budget=1..',
      'created=today',
    ]) {
      const { table, board } = await left(anna, query)
      expect([query, ...table, ...board].join()).not.toContain('Портал')
    }
    expect((await left(stranger, 'field=platform:site')).table).toEqual(['Чужая клиника'])
    expect((await left(stranger, `q=${encodeURIComponent('вита')}`)).table).toEqual([])
  })

  test('an edited field, title and client are found by what they are now', async () => {
    const deal = await make(trainee, { title: 'Старое имя', fields: { platform: 'mail' }, contact: { name: 'Прежний Клиент' } })
    const contact = (await owner.post<{ id: string }>('/contacts', { name: 'Новиков Семён' })).body
    const edited = await trainee.patch(`/deals/${deal.id}`, { title: 'Новое имя', fields: { platform: 'event' }, contactId: contact.id })
    expect(edited.status).toBe(200)
    const found = async (query: string) => (await left(trainee, query)).table
    expect(await found('field=platform:mail')).toEqual([])
    expect(await found('field=platform:event')).toEqual(['Новое имя'])
    expect(await found(`q=${encodeURIComponent('старое')}`)).toEqual([])
    expect(await found(`q=${encodeURIComponent('имя')}`)).toEqual(['Новое имя'])
    expect(await found(`q=${encodeURIComponent('прежний')}`)).toEqual([])
    expect(await found(`q=${encodeURIComponent('семен')}`)).toEqual(['Новое имя'])
    await withClient(database.ownerUrl, async (client) => {
      await client.query(
        'alter table contact no force row level security; alter table deal no force row level security; alter table deal_word no force row level security',
      )
      await client.query(`update contact set folded_name = 'новоселов семен' where id = $1`, [contact.id])
    })
    expect(await found(`q=${encodeURIComponent('новиков')}`)).toEqual([])
    expect(await found(`q=${encodeURIComponent('новоселов')}`)).toEqual(['Новое имя'])
    await trainee.patch(`/deals/${deal.id}`, { fields: { platform: null } })
    expect(await found('field=platform:event')).toEqual([])
  })

  test.each([
    ['field=moon:full', '?field'],
    ['field=note:text', '?field'],
    ['created=2026-02-30..', '?created'],
    ['created=..', '?created'],
    ['budget=..', '?budget'],
  ])('%s is a fault of its path', async (query, path) => {
    const answer = await owner.get(`/deals?${query}`)
    expect([answer.status, answer.problem.faults?.map((it) => it.path)]).toEqual([400, [path]])
  })
})

describe('[L2] the table', () => {
  const titles = async (by: Person, query: string) => {
    const found: string[] = []
    for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
      const page = await by.get<Page<DealListItem>>(`/deals?limit=2&${query}${after === undefined ? '' : `&after=${after}`}`)
      expect(page.status, JSON.stringify(page.body)).toBe(200)
      found.push(...page.body.items.map(({ title }) => title))
      after = page.body.next
    }
    return found
  }

  test('every order goes on over its pages, turned round too', async () => {
    const { owner: boss } = await company()
    for (const [title, amount] of [
      ['Б', 300],
      ['В', 100],
      ['А', 200],
    ] as const) {
      await make(boss, { title, budget: rubles(amount) })
      clock.pass(60_000)
    }
    await make(boss, { title: 'Г' })
    expect(await titles(boss, 'sort=-created')).toEqual(['Г', 'А', 'В', 'Б'])
    expect(await titles(boss, 'sort=created')).toEqual(['Б', 'В', 'А', 'Г'])
    expect(await titles(boss, 'sort=nextTask')).toEqual(['Б', 'В', 'А', 'Г'])
    expect(await titles(boss, 'sort=-nextTask')).toEqual(['Г', 'А', 'В', 'Б'])
    expect(await titles(boss, 'sort=budget')).toEqual(['В', 'А', 'Б', 'Г'])
    expect(await titles(boss, 'sort=-budget')).toEqual(['Б', 'А', 'В', 'Г'])
    expect(await titles(boss, 'sort=title')).toEqual(['А', 'Б', 'В', 'Г'])
    expect(await titles(boss, 'sort=-number&stage=new-request&pipeline=sales')).toEqual(['Г', 'А', 'В', 'Б'])
    for (const by of ['client', 'responsible', 'stage', 'entered', 'closed']) expect(await titles(boss, `sort=${by}`)).toHaveLength(4)
    expect((await boss.get('/deals?sort=dossier')).status).toBe(400)
    expect((await boss.get('/deals?sort=budget&after=WyJ4Il0')).status).toBe(400)
  })

  test('with details: the next task, the fields', async () => {
    const { body } = await anna.get<Page<DealListItem>>('/deals?details=true')
    expect(body.items[0]).toMatchObject({
      title: 'Сайт сети клиник',
      fields: { platform: 'site', source: 'search', niche: 'Медицина' },
      task: { title: 'Связаться с клиентом' },
    })
  })

  test('[J1] groups by stage and by person, with count and sums of each currency', async () => {
    const { body } = await owner.get<DealGroups>('/deals/groups?by=responsible&status=open&created=2026-03-10..2026-03-10')
    expect(body.items.map(({ name, count, sums }) => [name, count, sums])).toEqual([
      ['Анна Лебедева', 1, [rubles(820_000)]],
      ['Олег Титов', 2, expect.arrayContaining([rubles(120_000), { amount: 500_00, currency: 'USD' }])],
      ['Стажёр', 1, []],
      ['', 1, []],
    ])
    expect([body.count, body.more]).toEqual([5, false])
    const byStage = await owner.get<DealGroups>('/deals/groups?by=stage&pipeline=sales')
    expect(byStage.body.items.map(({ key, name, count }) => [key, name, count])).toEqual([['new-request', 'Новая заявка', 5]])
    expect((await head.get<DealGroups>('/deals/groups')).body.count).toBe(4)
    expect((await anna.get<DealGroups>('/deals/groups')).body.count).toBe(1)
  })
})

// The last: the time that passes here takes the deals above from their people.
describe('[A9 B9 D4] what time has done', () => {
  test('overdue, stuck, broken: by clause too; the card names the clauses, the longest broken first', async () => {
    const { owner: boss } = await company()
    const deal = await make(boss, { title: 'Забытая' })
    clock.pass(3 * HOUR_MS)
    await make(boss, { title: 'Свежая' })
    await sweepEverything(services)
    expect(await left(boss, 'state=overdue')).toEqual(both('Забытая'))
    expect(await left(boss, 'clause=overdue')).toEqual(both('Забытая'))
    expect(await left(boss, 'state=stuck')).toEqual(both())
    clock.pass(2 * HOUR_MS)
    await sweepEverything(services)
    expect((await left(boss, 'state=overdue,stuck')).table).toContain('Забытая')
    expect((await left(boss, 'state=broken')).table).toContain('Забытая')
    expect((await left(boss, 'state=untouched')).table).toEqual([])
    const { body } = await boss.get<Board>('/pipelines/sales/board')
    const card = body.columns.flatMap(({ cards }) => cards).find(({ id }) => id === deal.id)!
    expect(card.flags.map(({ clause }) => clause)).toEqual(['overdue', 'stage-stay'])
    expect(card.flags[0]).toMatchObject({ title: 'Просроченное дело' })
    expect(card.heardAt).not.toBeNull()
  })

  test('[C3] a returning client, after his first won deal', async () => {
    const { owner: boss } = await company()
    const won = await make(boss, {
      title: 'Первая',
      contact: { name: 'Вера Кузнецова', phone: '+7 912 555-77-01' },
      note: 'Нужен сайт к лету, решает сама',
      budget: rubles(100),
      fields: { platform: 'site', niche: 'Медицина', source: 'search', contractLink: 'https://example.org/c' },
    })
    for (const to of ['taken', 'qualified', 'proposal-sent', 'start-agreed', 'invoiced', 'started'])
      expect((await boss.post(`/deals/${won.id}/stage-moves`, { to, result: 'Договорились' })).status).toBe(201)
    await make(boss, { title: 'Вторая', contact: { name: 'Вера Кузнецова', phone: '+7 912 555-77-01' } })
    await make(boss, { title: 'Другого' })
    expect(await left(boss, 'returning=true&created=today')).toEqual({
      // The order that the won deal opened is the returning client's too.
      table: ['Вторая', 'Первая', 'Первая'],
      board: ['Вторая'],
    })
    expect(await left(boss, 'returning=false')).toEqual(both('Другого'))
    const open = await boss.get<Page<DealListItem>>('/deals?returning=true&status=open&pipeline=sales')
    expect(open.body.items.map(({ title, returning }) => [title, returning])).toEqual([['Вторая', true]])
    // And of those that went through a stage five times one knows how long they stayed.
    const few = await boss.get<Pace>('/pipelines/sales/pace')
    expect(few.body.items[0]).toEqual({ stage: 'new-request', visits: 1, medianSeconds: null, onward: null })
  })

  test('[B2] the pace of a stage: the median stay and the share that went on', async () => {
    const { owner: boss } = await company()
    for (let i = 1; i <= 5; i++) {
      const deal = await make(boss, { title: `Сделка ${i}`, fields: { platform: 'site' } })
      clock.pass(i * 60_000)
      await boss.post(`/deals/${deal.id}/stage-moves`, { to: 'taken', result: 'Дозвонились' })
      if (i > 1) await boss.post(`/deals/${deal.id}/stage-moves`, { to: 'new-request', reason: 'Ошибка' })
    }
    const { body } = await boss.get<Pace>('/pipelines/sales/pace')
    const of = (stage: string) => body.items.find((it) => it.stage === stage)
    expect(of('new-request')).toEqual({ stage: 'new-request', visits: 5, medianSeconds: 180, onward: 1 })
    expect(of('taken')).toEqual({ stage: 'taken', visits: 4, medianSeconds: null, onward: null })
  })
})
