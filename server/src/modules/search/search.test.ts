import type { Found } from '@reglament/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { statementsOf } from '../../platform/statementLog.ts'
import { company, testApp } from '../../testing/app.ts'

const { app } = await testApp()
const ours = await company(app, { name: 'Ромашка' })
const theirs = await company(app, { name: 'Чужая' })
const [petrov, sidorova] = [await ours.hire('manager'), await ours.hire('manager')]

const find = async (q: string, by = ours.owner) =>
  (await by.get<Found>(`/api/search?q=${encodeURIComponent(q)}`, { 'accept-language': 'ru' })).body
const names = ({ contacts, companies, deals }: Found) =>
  [...contacts, ...companies].map(({ name }) => name).concat(deals.map(({ title }) => title))

let number = 0
beforeAll(async () => {
  const post = async (url: string, body: object, by = ours.owner) => (await by.post<{ id: string }>(url, body)).body.id
  const vita = await post('/api/companies', { name: 'Клиника «Вита»', inn: '7707083893' })
  await post('/api/contacts', { name: 'Семён Иванов', phone: '8 (916) 123-45-67', email: 'semyon@vita.example', companyId: vita })
  await post('/api/contacts', { name: 'Пётр Лебедев' })
  const made = await petrov.post<{ id: string; deal: { number: number } }>('/api/deals', { title: 'Сайт сети клиник', companyId: vita })
  number = made.body.deal.number
  await sidorova.post('/api/deals', { title: 'Промостраница конференции' })
  await theirs.owner.post('/api/contacts', { name: 'Семён Иванов' })
})

describe('[L1] one search', () => {
  test.for([
    ['иван', ['Семён Иванов']],
    ['ИВАНОВ семен', ['Семён Иванов']],
    ['Семён', ['Семён Иванов']],
    ['semyon@vita', ['Семён Иванов']],
    ['+7 916 123', ['Семён Иванов']],
    ['8916123-45', ['Семён Иванов']],
    ['9161234567', ['Семён Иванов']],
    ['45-67', ['Семён Иванов']],
    ['вита', ['Клиника «Вита»', 'Сайт сети клиник']],
    ['7707083893', ['Клиника «Вита»', 'Сайт сети клиник']],
    ['конференц', ['Промостраница конференции']],
    ['нет такого', []],
    ['«»', []],
    [`'; drop table deal; --`, []],
  ] as const)('%s', async ([typed, expected]) => expect(names(await find(typed))).toEqual(expected))

  test.for([
    ['ивонов', 'иванов', 'Семён Иванов'],
    ['лебедв', 'лебедев', 'Пётр Лебедев'],
    ['bdfyjd', 'иванов', 'Семён Иванов'],
    ['конферанция', 'конференции', 'Промостраница конференции'],
  ])('%s was meant to be %s', async ([typed, meant, name]) => {
    const found = await find(typed!)
    expect(names(found)).toContain(name)
    expect(found.instead).toBe(meant)
  })

  test('a deal is found by its number, a clause by its number and by its words', async () => {
    expect((await find(`№ ${number}`)).deals.map(({ title }) => title)).toEqual(['Сайт сети клиник'])
    const { clauses } = await find('срок жизни')
    expect(clauses.map(({ key }) => key)).toContain('lifetime')
    expect((await find(clauses[0]!.number)).clauses).toEqual([clauses[0]])
  })

  test('[L6] a manager finds clients, but of deals only his own; another company finds nothing', async () => {
    expect((await find('сайт', petrov)).deals).toHaveLength(1)
    expect((await find('сайт', sidorova)).deals).toEqual([])
    expect((await find('вита', sidorova)).deals).toEqual([])
    expect((await find(`№ ${number}`, sidorova)).deals).toEqual([])
    expect(names(await find('вита', theirs.owner))).toEqual([])
    expect((await find('ивонов', theirs.owner)).contacts).toHaveLength(1)
    expect(names(await find('лебедв', theirs.owner))).toEqual([])
  })

  test('what is renamed is found by its new name only', async () => {
    const { body } = await ours.owner.post<{ id: string }>('/api/deals', { title: 'Черновик' })
    expect(await ours.owner.patch(`/api/deals/${body.id}`, { title: 'Каталог' })).toMatchObject({ status: 200 })
    expect(names(await find('черновик'))).toEqual([])
    expect(names(await find('каталог'))).toEqual(['Каталог'])
  })

  test('it takes as many statements for much as for little', async () => {
    const { statements: few } = await statementsOf(() => find('промостраница'))
    const { statements: many } = await statementsOf(() => find('вита'))
    expect(Math.max(few.length, many.length)).toBeLessThanOrEqual(9)
  })
})
