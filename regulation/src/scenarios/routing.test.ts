import { describe, expect, test } from 'vitest'
import {
  compileRegulation,
  differencesBetween,
  faultsOf,
  type Language,
  peopleFaults,
  peopleNamed,
  readClauses,
  type RegulationDocument,
  shippedRegulation,
} from '../index.ts'

const [anna, boris] = ['019aa000-0000-7000-8000-000000000001', '019aa000-0000-7000-8000-000000000002']
const names = new Map([
  [anna, 'Анна'],
  [boris, 'Борис'],
])
const routed = (params: object): RegulationDocument => ({
  ...shippedRegulation,
  sections: shippedRegulation.sections.map((section) => ({
    ...section,
    clauses: section.clauses.map((clause) =>
      clause.kind === 'lead-routing' ? { ...clause, params: { reserveFor: '2 wh', ...params } } : clause,
    ),
  })),
})
const read = (params: object, language: Language = 'ru') =>
  readClauses(compileRegulation(routed(params), 1), language, names).find(({ kind }) => kind === 'lead-routing')!
const place = (params: object) =>
  /\/sections\/\d+\/clauses\/\d+/.exec(peopleFaults(shippedRegulation, routed(params), new Map())[0]!.path)![0]

describe('[C3 A1] to whom inquiries go, in the sentence', () => {
  test('[A1] the way and the people are values of their own, named in both languages', () => {
    const bySource = { others: 'source', members: { bySource: { авито: anna, циан: boris } } }
    const { sentence, parts } = read(bySource)
    expect(sentence).toContain('остальные — по источнику: авито — Анна; циан — Борис, прочее — на\u00A0биржу.')
    expect(read(bySource, 'en').sentence).toContain('go by source: авито to Анна; циан to Борис, whatever else to the exchange.')
    expect(parts.map(({ text }) => text).join('')).toBe(sentence)
    expect(parts.flatMap(({ param, text }) => (param ? [[param, text]] : []))).toEqual([
      ['reserveFor', '2\u00A0рабочих часа'],
      ['others', 'по источнику'],
      ['members', 'авито — Анна; циан — Борис'],
    ])
    expect(read({ others: 'round-robin', members: { among: [boris, anna] } }).sentence).toContain('по очереди: Борис, Анна.')
    expect(read({ others: 'round-robin' }).sentence).toContain('по очереди: все менеджеры.')
    expect(read({ others: 'product' }).sentence).toContain('по товару: пока ни\u00A0за\u00A0кем, прочее')
    expect(read({ others: 'least-loaded', members: { among: ['019aa000-0000-7000-8000-000000000009'] } }).sentence).toContain(
      'бывший сотрудник',
    )
  })

  test('[A5] the differences name people, too', () => {
    const [difference] = differencesBetween(shippedRegulation, routed({ others: 'round-robin', members: { among: [anna] } }), 'ru', names)
    expect(difference).toMatchObject({
      what: 'params',
      before: expect.stringContaining('остальные — на биржу.') as string,
      after: expect.stringContaining('остальные — по очереди: Анна.') as string,
    })
  })

  test('[A11] who is not there, is gone or works no deals is a fault at his place; who was named before is none', () => {
    const document = routed({ others: 'source', members: { bySource: { 'a/b': anna }, among: [boris] } })
    const at = place({ others: 'round-robin', members: { among: [anna] } })
    const told = (people: Parameters<typeof peopleFaults>[2], before = shippedRegulation) =>
      peopleFaults(before, document, people).map(({ path, ru }) => [path.slice(at.length), ru])
    expect(peopleNamed(document).toSorted()).toEqual([anna, boris])
    expect(told(new Map())).toEqual([
      ['/params/members/bySource/a~1b', 'Такого сотрудника нет.'],
      ['/params/members/among/0', 'Такого сотрудника нет.'],
    ])
    expect(
      told(
        new Map([
          [anna, { name: 'Анна', role: 'admin', active: true }],
          [boris, { name: 'Борис', role: 'manager', active: false }],
        ]),
      ).map(([, ru]) => ru),
    ).toEqual(['Анна не ведёт сделок: по своей роли обращений не получает.', 'Борис здесь больше не работает.'])
    expect(told(new Map(), document)).toEqual([])
  })

  test('[A11] a name is given once, whatever its letters, and no line is nameless', () => {
    const faults = faultsOf(routed({ others: 'source', members: { bySource: { авито: anna, 'Авито ': boris, ' ': anna } } }))
    expect(faults.map(({ path, ru }) => [path.split('/params')[1], ru])).toEqual([
      ['/members/bySource/Авито ', '«Авито » назначено дважды.'],
      ['/members/bySource/ ', 'Строка без названия.'],
    ])
  })
})
