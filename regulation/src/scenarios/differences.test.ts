import { describe, expect, test } from 'vitest'
import { differencesBetween } from '../differences.ts'
import { aRegulation } from '../testing/index.ts'

const shipped = aRegulation()
const plain = (text: string | null) => text?.replaceAll('\u00A0', ' ') ?? null
const told = (later: typeof shipped, language: 'ru' | 'en' = 'ru', earlier = shipped) =>
  differencesBetween(earlier.document, later.document, language).map(({ title, what, before, after }) => [
    what,
    title,
    plain(before),
    plain(after),
  ])

describe('[A5] the differences of two versions, to be read', () => {
  test('the same regulation differs in nothing', () => {
    expect(told(shipped)).toEqual([])
  })

  test('a parameter: the sentence as it was and as it will be', () => {
    const later = shipped.withParams('overdue', { headSeesAfter: '2 wh' })
    expect(told(later)).toEqual([
      [
        'params',
        'Просроченное дело',
        'Дело делают до срока; о просроченном сразу видно тому, чьё оно, а через 4 рабочих часа — руководителю.',
        'Дело делают до срока; о просроченном сразу видно тому, чьё оно, а через 2 рабочих часа — руководителю.',
      ],
    ])
    expect(told(later, 'en')[0]![3]).toContain('after 2 working hours by the head')
  })

  test('a mode is a difference of its own', () => {
    expect(told(shipped.withMode('overdue', 'warn'))).toEqual([['mode', 'Просроченное дело', 'запрещает', 'спрашивает']])
  })

  test('of a stage only what differs is told', () => {
    expect(told(shipped.withStage('taken', { stay: '5 wd', required: ['platform', 'niche'] }))).toEqual([
      [
        'stage',
        'Этап «Взята в работу», воронка «Продажи»',
        'обязательно поле «Площадка»; не дольше, чем 3 рабочих дня',
        'обязательны поля «Площадка» и «Ниша»; не дольше, чем 5 рабочих дней',
      ],
    ])
  })

  test('what is new has nothing before it, what is gone nothing after', () => {
    const { document } = shipped
    const criterion = { key: 'tiny', name: { ru: 'Слишком мелкий заказ', en: 'Too small' } }
    const more = { ...document, criteria: [...document.criteria, criterion] }
    expect(differencesBetween(document, more, 'ru')).toMatchObject([{ what: 'criterion', before: null, after: '«Слишком мелкий заказ»' }])
    expect(differencesBetween(more, document, 'en')).toMatchObject([{ what: 'criterion', before: '“Too small”', after: null }])
  })
})
