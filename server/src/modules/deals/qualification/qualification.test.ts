import type { ActAnswer, Breach, Deal, Page, Qualification, QualificationBook, QuestionAnswer } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application } from '../../../testing/company.ts'

const { company } = await application()
const { owner, member } = await company()
const manager = await member('manager', 'Анна Лебедева')
const controller = await member('quality-controller')
const made = async () =>
  (
    await manager.post<ActAnswer>('/deals', {
      title: 'Сайт клиники',
      contact: { name: 'Мария "Маша" Ким', phone: '+7 495 123-45-67', email: 'maria@clinic.example' },
      company: { name: 'Клиника «Ромашка»' },
      fields: { platform: 'site', source: 'recommendation' },
    })
  ).body.deal
const tab = async (deal: Deal) => (await manager.get<Qualification>(`/deals/${deal.id}/qualification`)).body
const answer = (deal: Deal, question: string, text: string, version?: number) =>
  manager.patch<QuestionAnswer>(
    `/deals/${deal.id}/qualification/${question}`,
    { text },
    version === undefined ? {} : { 'if-match': `"${version}"` },
  )

describe('[B12] the qualification of a deal', () => {
  test('a new company has questions by stage and a script whose first step lets the client speak', async () => {
    const { questions, script } = await tab(await made())
    expect(new Set(questions.map(({ stage }) => stage))).toEqual(new Set(['taken', 'proposal-sent', 'start-agreed']))
    expect(questions.every(({ answer: { text, version } }) => text === '' && version === 0)).toBe(true)
    expect(script[0]!.title).toBe('Дать высказаться')
    expect(script[0]!.parts).toContainEqual({ text: 'Мария "Маша" Ким', of: 'client' })
    expect(script[0]!.parts).toContainEqual({ text: 'Анна Лебедева', of: 'manager' })
  })

  test('what the card does not know is a gap in the script, no empty place', async () => {
    const bare = (await manager.post<ActAnswer>('/deals', { title: 'Без клиента' })).body.deal
    const { script, searches } = await tab(bare)
    expect(script[0]!.parts).toContainEqual({ text: null, of: 'client' })
    expect(searches).toEqual([])
  })

  test('one search for all that is known, each by itself; nothing breaks out of the address', async () => {
    const { searches } = await tab(await made())
    expect(searches.map(({ what }) => what)).toEqual(['all', 'company', 'name', 'phone', 'email'])
    const phone = searches.find(({ what }) => what === 'phone')!
    expect(phone.query).toBe('+7 495 123-45-67')
    expect(phone.links[0]!.href).toBe('https://yandex.ru/search/?text=%2B7%20495%20123-45-67')
    for (const { links } of searches) for (const { href } of links) expect(() => new URL(href)).not.toThrow()
  })

  test('an answer is kept as it is typed; the older version hears both texts', async () => {
    const deal = await made()
    expect(await answer(deal, 'need', ' Запись онлайн ', 0)).toMatchObject({ status: 200, body: { text: 'Запись онлайн', version: 1 } })
    expect(await answer(deal, 'need', 'Колл-центр', 0)).toMatchObject({
      status: 412,
      problem: { yours: { text: 'Колл-центр' }, current: { text: 'Запись онлайн', version: 1, by: { name: 'Анна Лебедева' } } },
    })
    expect((await tab(deal)).questions.find(({ key }) => key === 'need')!.answer.text).toBe('Запись онлайн')
    // The same again is no new version, and another question has a version of its own.
    expect((await answer(deal, 'need', 'Запись онлайн', 1)).body.version).toBe(1)
    expect((await answer(deal, 'deadline', 'К сентябрю', 0)).status).toBe(200)
  })

  test('what is asked nowhere is not answered; who only looks answers nothing', async () => {
    const deal = await made()
    expect((await answer(deal, 'shoe-size', '42')).status).toBe(404)
    expect((await controller.patch(`/deals/${deal.id}/qualification/need`, { text: 'Всё' })).status).toBe(403)
    expect((await tab(deal)).questions.every(({ answer: { version } }) => version === 0)).toBe(true)
  })

  test('[B10] all answered while it is still taken: the stage does not tell the truth; emptied again, it does', async () => {
    const deal = await made()
    await manager.post(`/deals/${deal.id}/stage-moves`, { to: 'taken' })
    const { questions } = await tab(deal)
    for (const { key } of questions.filter(({ stage }) => stage === 'taken')) await answer(deal, key, 'Ответ')
    const broken = async () => (await owner.get<Page<Breach>>(`/breaches?dealId=${deal.id}&open=true&clause=stage-truth`)).body.items.length
    expect(await broken()).toBe(1)
    await answer(deal, 'need', '')
    expect(await broken()).toBe(0)
  })
})

describe('[B12] the company writes its own', () => {
  const read = async () => (await owner.get<QualificationBook>('/qualification')).body
  const write = (book: Partial<QualificationBook>, version?: number) => {
    const { version: _, ...rest } = book as QualificationBook
    return owner.put<QualificationBook>('/qualification', rest, version === undefined ? {} : { 'if-match': `"${version}"` })
  }

  test('its questions and engines stand for everybody; answers to a question that is gone stay in the base', async () => {
    const shipped = await read()
    const own = {
      ...shipped,
      questions: [{ key: 'rooms', stage: 'taken', text: 'Сколько кабинетов' }],
      engines: [{ key: 'own', name: 'Свой каталог', url: 'https://catalogue.example/?q={query}&exact=1' }],
    }
    expect(await write(own, 0)).toMatchObject({ status: 200, body: { version: 1, questions: [{ key: 'rooms' }] } })
    const { questions, searches } = await tab(await made())
    expect(questions.map(({ text }) => text)).toEqual(['Сколько кабинетов'])
    expect(searches[1]!.links).toEqual([
      { engine: 'own', name: 'Свой каталог', href: expect.stringContaining('https://catalogue.example/?q=%D0%9A') },
    ])
    expect(await write(own, 0)).toMatchObject({ status: 412 })
  })

  test('only addresses of the web, stages that are there, and each key once', async () => {
    const own = await read()
    const bad = await write({
      ...own,
      questions: [
        { key: 'a', stage: 'taken', text: 'Раз' },
        { key: 'a', stage: 'nowhere', text: 'Два' },
      ],
      engines: [
        { key: 'evil', name: 'Зло', url: 'javascript:alert(`{query}`)' },
        { key: 'mute', name: 'Без места', url: 'https://search.example/' },
      ],
    })
    expect(bad.status).toBe(400)
    expect(bad.problem.faults!.map(({ path }) => path)).toEqual([
      '/questions/1/key',
      '/questions/1/stage',
      '/engines/0/url',
      '/engines/1/url',
    ])
    expect(await read()).toEqual(own)
  })

  test('a manager asks by it and does not change it', async () => {
    const own = await read()
    const { version: _, ...rest } = own
    expect((await manager.put('/qualification', rest)).status).toBe(403)
    expect(await read()).toEqual(own)
  })
})
