import { compileCalendar, formatInstant, shippedCalendarRu } from '@reglament/kernel'
import { describe, expect, test } from 'vitest'
import { readDay, readInstant } from './dates.ts'
import { ImportError } from './faults.ts'
import { checkMapping } from './mapping.ts'
import { readSum } from './sums.ts'
import { compileTemplate } from './template.ts'
import { aMapping } from './testing/aWorkspace.ts'

const moscow = compileCalendar(shippedCalendarRu('Europe/Moscow'))

describe('[L3] dates of other programs', () => {
  test.each([
    ['iso', '2017-03-01', '2017-02-28T21:00:00.000Z'],
    ['iso', '2024-02-01 09:30', '2024-02-01T06:30:00.000Z'],
    ['iso', '2024-02-01T09:30:15.5Z', '2024-02-01T09:30:15.000Z'],
    ['iso', '2024-02-01T09:30:00+05:00', '2024-02-01T04:30:00.000Z'],
    ['dd.mm.yyyy', '1.3.2026', '2026-02-28T21:00:00.000Z'],
    ['dd.mm.yyyy', '01.03.2026, 9:05:07', '2026-03-01T06:05:07.000Z'],
    ['dd/mm/yyyy', '31/12/2025', '2025-12-30T21:00:00.000Z'],
    ['mm/dd/yyyy', '12/31/2025', '2025-12-30T21:00:00.000Z'],
  ] as const)('%s: %s', (format, text, instant) => expect(formatInstant(readInstant(text, format, moscow) as number)).toBe(instant))

  test.each(['2026-02-30', '2026-13-01', '26-01-01', 'yesterday', '2026-01-01 25:00', '2026-01-01T10:00:00+99:00', '9'.repeat(5000)])(
    '%s is no date',
    (text) => expect(readInstant(text, 'iso', moscow)).toBe('bad-date'),
  )

  test('a blank of some other program is no date of a deal', () => {
    expect(readInstant('0001-01-01', 'iso', moscow)).toBe('far-date')
    expect(readInstant('1900-01-01', 'iso', moscow)).toBe('far-date')
  })

  test('a day alone', () => expect([readDay('5.6.2026', 'dd.mm.yyyy'), readDay('31.6.2026', 'dd.mm.yyyy')]).toEqual(['2026-06-05', null]))
})

describe('[L3] sums of other programs', () => {
  test.each([
    ['1054', undefined, 105_400],
    ['0', undefined, 0],
    ['1 280 000,50', undefined, 128_000_050],
    ['1.054', ',', 105_400],
    ['1,054.5', '.', 105_450],
    ['1100.0400', '.', 110_004],
    ['-5', undefined, 'negative-sum'],
    ['1.054', '.', 'bad-sum'],
    ['12abc', undefined, 'bad-sum'],
    ['1e9', undefined, 'bad-sum'],
    ['NaN', '.', 'bad-sum'],
    ['99999999999999999999', undefined, 'huge-sum'],
    ['999999999999', '.', 'huge-sum'],
    ['9'.repeat(300), '.', 'huge-sum'],
  ] as const)('%s with the decimal sign %s', (text, decimal, outcome) => {
    const sum = readSum(text, 'RUB', decimal)
    expect(typeof sum === 'string' ? sum : sum.amount).toBe(outcome)
  })
})

describe('[L3] templates', () => {
  const columns = ['a', 'b', 'c']
  const fill = (template: string, ...cells: string[]) => compileTemplate(template, (name) => columns.indexOf(name))((at) => cells[at] ?? '')

  test.each([
    ['{a} — {b}', ['x', 'y'], 'x — y'],
    ['{a} — {b}', ['x', ''], 'x'],
    ['{a} — {b}', ['', 'y'], 'y'],
    ['{a} — {b}', ['', ''], ''],
    ['{a} ({b})', ['x', 'y'], 'x (y)'],
    ['{a} ({b})', ['x', ''], 'x'],
    ['№ {a}: {b}', ['', 'y'], '№ y'],
    ['Тел.: {a}\nПочта: {b}', ['', 'x@y.ru'], 'Почта: x@y.ru'],
  ])('%s of %j', (template, cells, filled) => expect(fill(template, ...cells)).toBe(filled))
})

describe('[L3] a mapping tells every fault with its place', () => {
  const faultsOf = (value: unknown) => {
    try {
      checkMapping(value, 'm.json')
    } catch (error) {
      return (error as ImportError).faults.map(({ place, says }) => `${place.path} ${says.en}`)
    }
    return []
  }
  const good = aMapping()

  test('a good one has none', () => expect(faultsOf(good)).toEqual([]))
  test('what is missing', () => {
    const { title: _title, ...rest } = good
    expect(faultsOf(rest)).toEqual(['/ missing: title'])
  })
  test('what is not known', () =>
    expect(faultsOf({ ...good, stage: { ...good.stage, colour: 1 } })).toEqual(['/stage not known here: colour']))
  test('another type', () => expect(faultsOf({ ...good, title: 5 })).toEqual(['/title string is expected here']))
  test('none of the words', () =>
    expect(faultsOf({ ...good, dates: { format: 'american' } })).toEqual([
      '/dates/format one of these is expected here: iso, dd.mm.yyyy, dd/mm/yyyy, mm/dd/yyyy',
    ]))
  test('no mapping at all', () => expect(faultsOf('x')).toEqual(['/ object is expected here']))
})
