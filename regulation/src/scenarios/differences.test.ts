import { describe, expect, test } from 'vitest'
import { differencesBetween } from '../differences/index.ts'
import { aRegulation } from '../testing/index.ts'
import { roles } from '../words.ts'

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

  test('[A1 A5] where a clause applies is told by names, not by keys', () => {
    const later = shipped
      .withPipeline('returning', { name: { ru: 'Возвраты', en: 'Returns' } })
      .withScope('overdue', { pipelines: ['sales', 'returning'], stages: ['taken'], roles: ['quality-controller', 'account-manager'] })
    const scope = (language: 'ru' | 'en') => told(later, language).find(([what]) => what === 'scope')
    expect(scope('ru')).toEqual([
      'scope',
      'Просроченное дело',
      'везде',
      'воронки «Продажи», «Возвраты»; этап «Взята в работу»; роли: контролёр качества, аккаунт-менеджер',
    ])
    expect(scope('en')).toEqual([
      'scope',
      'Overdue task',
      'everywhere',
      'pipelines “Sales”, “Returns”; stage “Taken into work”; roles: quality controller, account manager',
    ])
  })

  test.each(['ru', 'en'] as const)('[A1 A5] no role, whichever it is, is told by its key: %s', (language) => {
    const keys = [...roles, 'system']
    const later = shipped.withScope('overdue', { roles: keys }).withStage('taken', { worksIt: keys })
    const texts = told(later, language).flatMap(([what, , , after]) => (what === 'scope' || what === 'stage' ? [after!] : []))
    expect(texts).toHaveLength(2)
    for (const text of texts) {
      const named = text.split(': ').at(-1)!.split(', ')
      expect([named.length, new Set(named).size]).toEqual([keys.length, keys.length])
      expect(text).not.toMatch(/quality-controller|account-manager|undefined|system/)
      if (language === 'ru') expect(named.join('')).not.toMatch(/[a-z]/)
    }
  })

  test('[B1 A5] a stage whose key another pipeline has too is called as in its own', () => {
    const [sales] = shipped.document.pipelines
    const stages = sales!.stages.map((stage) =>
      stage.key === 'qualified' ? { ...stage, name: { ru: 'Выяснено', en: 'Found out' } } : stage,
    )
    const shorter = stages.map((stage) => (stage.key === 'taken' ? { ...stage, forward: ['qualified', 'invoiced'] } : stage))
    const [was, willBe] = [shipped.withPipeline('returning', { stages }), shipped.withPipeline('returning', { stages: shorter })]
    expect(told(willBe, 'ru', was)).toMatchObject([
      ['stage', expect.any(String), expect.any(String), 'дальше «Выяснено» или «Выставлен договор/счёт»'],
    ])
  })

  test('[A5] a field no more filled in, and a value of its list that another replaces, differ to be seen', () => {
    const { document } = shipped
    const list = document.fields.find(({ options }) => options.length > 1)!
    const [first, second, ...rest] = list.options
    const edited = { ...list, retired: true, options: [{ ...first!, retired: true, replacedBy: second!.key }, second!, ...rest] }
    const after = { ...document, fields: document.fields.map((field) => (field === list ? edited : field)) }
    const [difference] = differencesBetween(document, after, 'ru')
    expect(difference!.before).not.toContain('убрано')
    expect(difference!.after).toContain(`${first!.name.ru} (убрано из выбора, везде заменится на «${second!.name.ru}»), ${second!.name.ru}`)
    expect(difference!.after).toMatch(/, больше не заполняют$/)
  })
})
