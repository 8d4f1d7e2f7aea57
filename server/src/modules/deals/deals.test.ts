import type { ActAnswer, Board, Deal, PossibleActs, Timeline } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, refusedBy, type Person } from '../../testing/company.ts'

const { company, clock, services } = await application('2026-03-10T07:00:00Z')
void services
const { owner, member } = await company()
const manager = await member('manager')

const aDeal = async (by: Person, body: Record<string, unknown> = {}) => {
  const made = await by.post<ActAnswer>('/deals', { title: 'Сайт сети клиник', ...body })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.deal
}
const everything = {
  note: 'Клиенту нужен сайт для трёх клиник к маю',
  budget: { amount: 82_000_000, currency: 'RUB' },
  fields: { platform: 'site', niche: 'Медицина', source: 'search', contractLink: 'https://example.org/contract' },
}
/** Along the arrows to the stage, everything filled in. */
const inStage = async (by: Person, stage: string) => {
  const deal = await aDeal(by, everything)
  for (const to of ['taken', 'qualified', 'proposal-sent', 'start-agreed', 'invoiced', 'started']) {
    if (deal.stage === stage) break
    const moved = await by.post<ActAnswer>(`/deals/${deal.id}/stage-moves`, { to, result: 'Договорились' })
    expect(moved.status, JSON.stringify(moved.body)).toBe(201)
    if (to === stage) return moved.body.deal
  }
  return deal
}

describe('[B2 B3 A3] moving through the stages', () => {
  test('from new-request to qualified with all fields empty, three clauses refuse together', async () => {
    const deal = await aDeal(manager)
    const moved = await manager.post(`/deals/${deal.id}/stage-moves`, { to: 'qualified' })
    expect(moved.status).toBe(409)
    expect(refusedBy(moved)).toEqual(['stage-order', 'required-fields', 'note-present'])
    expect(moved.problem.refusals![0]!.lacks).toMatchObject({ what: 'stage', stages: ['taken'] })
    expect(moved.problem.refusals![1]!.lacks.fields).toEqual(['platform', 'niche', 'source'])
    expect(moved.problem.refusals![0]!.text).toBe('Этапы идут по порядку: сначала «Взята в работу»')
    expect((await manager.get<Deal>(`/deals/${deal.id}`)).body.stage).toBe('new-request')
  })

  test('what was lacking comes along with the move, and the stage sets its task', async () => {
    const deal = await aDeal(manager)
    const moved = await manager.post<ActAnswer>(`/deals/${deal.id}/stage-moves`, { to: 'taken', fields: { platform: 'site' } })
    expect(moved.status).toBe(201)
    expect(moved.body.deal.stage).toBe('taken')
    expect(moved.body.deal.tasks.map(({ kind, dueAt, clause }) => ({ kind, dueAt, clause }))).toEqual([
      { kind: 'contact-and-qualify', dueAt: '2026-03-10T07:30:00.000Z', clause: 'stage-task' },
    ])
    expect(moved.body.deal.visits.map(({ stage }) => stage)).toEqual(['new-request', 'taken'])
  })

  test('back needs a reason, which is kept with the visit', async () => {
    const deal = await inStage(manager, 'qualified')
    const bare = await manager.post(`/deals/${deal.id}/stage-moves`, { to: 'taken' })
    expect(refusedBy(bare)).toEqual(['back-needs-reason'])
    const back = await manager.post<ActAnswer>(`/deals/${deal.id}/stage-moves`, { to: 'taken', reason: 'Ошиблись этапом' })
    expect(back.status).toBe(201)
    expect(back.body.deal.visits.at(-1)!.reason).toBe('Ошиблись этапом')
  })

  test('in proposal-sent the budget can be changed but not emptied', async () => {
    const deal = await inStage(manager, 'proposal-sent')
    const emptied = await manager.patch(`/deals/${deal.id}`, { budget: null })
    expect(refusedBy(emptied)).toEqual(['required-fields'])
    const changed = await manager.patch<ActAnswer>(`/deals/${deal.id}`, { budget: { amount: 100, currency: 'RUB' } })
    expect(changed.status).toBe(200)
    expect(changed.body.deal.budget).toEqual({ amount: 100, currency: 'RUB' })
  })

  test('a lost stage is reached only by a closure; a stage that is not there is a fault of the input', async () => {
    const deal = await aDeal(manager)
    const lost = await manager.post(`/deals/${deal.id}/stage-moves`, { to: 'lost' })
    expect(lost.problem.refusals![0]).toMatchObject({ clause: 'stage-order', mends: [{ act: 'closure' }] })
    const nowhere = await manager.post(`/deals/${deal.id}/stage-moves`, { to: 'moon' })
    expect([nowhere.status, nowhere.problem.faults]).toEqual([400, [{ path: '/to', message: 'Такого этапа в этой воронке нет.' }]])
  })

  test('a deal begins at the first stage and nowhere else', async () => {
    const made = await manager.post('/deals', { title: 'Сразу с КП', stage: 'proposal-sent', ...everything })
    expect(refusedBy(made)).toEqual(['first-stage-only'])
  })

  test('[A10] the answer to what may be done is the same as the judgement that follows', async () => {
    const deal = await aDeal(manager)
    const { body } = await manager.get<PossibleActs>(`/deals/${deal.id}/acts`)
    for (const { act, to, allowed, refusals } of body.acts) {
      if (act !== 'move') continue
      const moved = await manager.post(`/deals/${deal.id}/stage-moves`, { to })
      expect([moved.status === 201, refusedBy(moved)]).toEqual([allowed, refusals.map(({ clause }) => clause)])
    }
  })
})

describe('[D1] no open deal without a task', () => {
  test('the last task completed bare is refused; with a next task or a move it passes', async () => {
    const deal = await aDeal(manager, everything)
    const bare = await manager.post(`/tasks/${deal.tasks[0]!.id}/completion`, { result: 'Дозвонились' })
    expect(refusedBy(bare)).toEqual(['open-task'])
    const next = { text: 'Выслать примеры работ', dueAt: '2026-03-11T07:00:00Z' }
    const withNext = await manager.post<ActAnswer>(`/tasks/${deal.tasks[0]!.id}/completion`, { result: 'Дозвонились', next })
    expect(withNext.body.deal.tasks.map(({ title }) => title)).toEqual(['Выслать примеры работ'])
    const withMove = await manager.post<ActAnswer>(`/tasks/${withNext.body.deal.tasks[0]!.id}/completion`, {
      result: 'Выслали, ждут',
      move: { to: 'taken' },
    })
    expect(withMove.status).toBe(201)
    expect(withMove.body.deal).toMatchObject({ stage: 'taken', tasks: [{ kind: 'contact-and-qualify' }] })
  })

  test('[D3] a task is closed with a result, and only once', async () => {
    const deal = await aDeal(manager)
    const next = { text: 'Перезвонить после обеда', dueAt: '2026-03-11T07:00:00Z' }
    const wordless = await manager.post(`/tasks/${deal.tasks[0]!.id}/completion`, { result: 'ок', next })
    expect(refusedBy(wordless)).toEqual(['result-note'])
    expect((await manager.post(`/tasks/${deal.tasks[0]!.id}/completion`, { result: 'Просит позже', next })).status).toBe(201)
    const again = await manager.post(`/tasks/${deal.tasks[0]!.id}/completion`, { result: 'Просит позже', next })
    expect([again.status, again.problem.detail]).toEqual([409, 'Это дело уже закрыто. Обновите карточку.'])
  })

  test('[D2 D3] a winning move tells the result of each task; of a task that is not open it is refused before anything is done', async () => {
    const deal = await inStage(manager, 'invoiced')
    const [contract, payment] = ['check-contract', 'check-payment'].map((kind) => deal.tasks.find((task) => task.kind === kind)!.id)
    const gone = { taskId: '01920000-0000-7000-8000-000000000001', result: 'Подписан' }
    const refused = await manager.post(`/deals/${deal.id}/stage-moves`, { to: 'started', results: [gone] })
    expect([refused.status, refused.problem.faults?.[0]?.path]).toEqual([400, '/results/0/taskId'])
    const results = [
      { taskId: contract, result: 'Договор подписан' },
      { taskId: payment, result: 'Оплачен полностью' },
    ]
    expect((await manager.post(`/deals/${deal.id}/stage-moves`, { to: 'started', results })).status).toBe(201)
    const said = (await manager.get<Timeline>(`/deals/${deal.id}/timeline?kind=tasks`)).body.items.map(({ text }) => text)
    expect(said).toEqual(expect.arrayContaining(['Договор подписан', 'Оплачен полностью']))
    expect(said.filter((text) => text === 'Договор подписан')).toHaveLength(1)
  })

  test('two people complete the last two tasks at once: one may, the other hears why', async () => {
    for (let round = 0; round < 5; round++) {
      const deal = await aDeal(manager)
      const planned = await manager.post<ActAnswer>('/tasks', {
        dealId: deal.id,
        text: 'Подготовить примеры работ',
        dueAt: '2026-03-12T07:00:00Z',
      })
      const completions = await Promise.all(
        planned.body.deal.tasks.map(({ id }, i) =>
          (i === 0 ? manager : owner).post(`/tasks/${id}/completion`, { result: 'Сделано вовремя' }),
        ),
      )
      expect(completions.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
      expect((await manager.get<Deal>(`/deals/${deal.id}`)).body.tasks).toHaveLength(1)
    }
  })

  test('the last task can be moved in time, and cancelled only when another is there', async () => {
    const deal = await aDeal(manager)
    const task = deal.tasks[0]!.id
    expect(refusedBy(await manager.post(`/tasks/${task}/cancellation`))).toEqual(['open-task'])
    const moved = await manager.patch<ActAnswer>(`/tasks/${task}`, { dueAt: '2026-03-13T09:00:00Z' })
    expect(moved.body.deal.tasks[0]!.dueAt).toBe('2026-03-13T09:00:00.000Z')
    const past = await manager.patch(`/tasks/${task}`, { dueAt: '2026-03-09T09:00:00Z' })
    expect(past.problem.faults?.[0]?.path).toBe('/dueAt')
  })
})

describe('editing the card', () => {
  test('[L4] a stale edit gets both values and changes nothing', async () => {
    const deal = await aDeal(manager)
    const fresh = await manager.get<Deal>(`/deals/${deal.id}`)
    const etag = String(fresh.headers.etag)
    expect((await owner.patch(`/deals/${deal.id}`, { note: 'Пишет собственник' }, { 'if-match': etag })).status).toBe(200)
    const late = await manager.patch(`/deals/${deal.id}`, { note: 'Пишет менеджер' }, { 'if-match': etag })
    expect([late.status, late.problem.yours, late.problem.current]).toEqual([
      412,
      { note: 'Пишет менеджер' },
      { version: deal.version + 1, note: 'Пишет собственник' },
    ])
    expect((await manager.get<Deal>(`/deals/${deal.id}`)).body.note).toBe('Пишет собственник')
  })

  test('[B4] every version of the note is kept', async () => {
    const deal = await aDeal(manager, { note: 'Первая мысль о клиенте' })
    await manager.patch(`/deals/${deal.id}`, { note: 'Вторая мысль о клиенте' })
    const { body } = await manager.get<{ items: { text: string }[] }>(`/deals/${deal.id}/note-history`)
    expect(body.items.map(({ text }) => text)).toEqual(['Вторая мысль о клиенте', 'Первая мысль о клиенте'])
  })

  test('[B3] values of the wrong type, unknown fields and options are told with their paths, all at once', async () => {
    const deal = await aDeal(manager)
    const wrong = await manager.patch(`/deals/${deal.id}`, {
      fields: { platform: 'moon', niche: 5, nothing: 'x', contractLink: 'javascript:alert(1)', note: 'x' },
    })
    expect(wrong.status).toBe(400)
    expect(wrong.problem.faults?.map(({ path }) => path)).toEqual([
      '/fields/platform',
      '/fields/niche',
      '/fields/nothing',
      '/fields/contractLink',
      '/fields/note',
    ])
  })
})

describe('[L7] once, and only once', () => {
  test('a creation repeated under its key makes one deal; another body under the key is refused', async () => {
    const key = { 'idempotency-key': 'order-17' }
    const first = await manager.post<ActAnswer>('/deals', { title: 'Повтор' }, key)
    const second = await manager.post<ActAnswer>('/deals', { title: 'Повтор' }, key)
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id])
    expect((await manager.post('/deals', { title: 'Другое' }, key)).status).toBe(422)
  })
})

describe('[L6] who sees and does what', () => {
  test('a manager does not see a colleague’s deal; the head and the controller do; the controller only looks', async () => {
    const colleague = await member('manager')
    const head = await member('head')
    const controller = await member('quality-controller')
    const deal = await aDeal(manager)
    expect((await colleague.get(`/deals/${deal.id}`)).status).toBe(404)
    expect((await colleague.post(`/deals/${deal.id}/stage-moves`, { to: 'taken' })).status).toBe(404)
    expect((await head.get(`/deals/${deal.id}`)).status).toBe(200)
    expect((await controller.get(`/deals/${deal.id}`)).status).toBe(200)
    expect((await controller.post(`/deals/${deal.id}/stage-moves`, { to: 'taken' })).status).toBe(403)
    expect((await controller.post('/deals', { title: 'Не моё дело' })).status).toBe(403)
    const board = await colleague.get<Board>('/pipelines/sales/board')
    expect(board.body.columns.flatMap(({ cards }) => cards)).toEqual([])
    expect((await manager.post('/deals', { title: 'Коллеге', responsibleId: colleague.id })).status).toBe(403)
    expect((await head.patch<ActAnswer>(`/deals/${deal.id}`, { responsibleId: colleague.id })).body.deal.responsible?.id).toBe(colleague.id)
    expect((await colleague.get<Deal>(`/deals/${deal.id}`)).body.tasks[0]!.assignee?.id).toBe(colleague.id)
  })

  test('ids of another company are not there, in the path and in the body', async () => {
    const other = await company()
    const theirs = (await other.owner.post<ActAnswer>('/deals', { title: 'Чужая' })).body.deal
    const contact = (await other.owner.post<{ id: string }>('/contacts', { name: 'Чужой', phone: '+7 912 555-01-47' })).body
    expect((await owner.get(`/deals/${theirs.id}`)).status).toBe(404)
    expect((await owner.post(`/tasks/${theirs.tasks[0]!.id}/completion`, { result: 'Сделано' })).status).toBe(404)
    const made = await owner.post('/deals', { title: 'С чужим', contactId: contact.id, responsibleId: other.owner.id })
    expect([made.status, made.problem.faults?.map(({ path }) => path)]).toEqual([400, ['/contactId', '/responsibleId']])
  })
})

describe('[B1] the board', () => {
  test('counts, sums and the most urgent first; a column goes on by its cursor', async () => {
    const { owner } = await company()
    for (let i = 1; i <= 5; i++) {
      clock.pass(60_000)
      await aDeal(owner, { title: `Сделка ${i}`, budget: { amount: i * 100, currency: i === 5 ? 'USD' : 'RUB' } })
    }
    const { body } = await owner.get<Board>('/pipelines/sales/board?limit=2')
    const column = body.columns.find(({ stage }) => stage === 'new-request')!
    expect(column.count).toBe(5)
    expect(column.sums).toEqual(
      expect.arrayContaining([
        { amount: 1000, currency: 'RUB' },
        { amount: 500, currency: 'USD' },
      ]),
    )
    expect(column.cards.map(({ title }) => title)).toEqual(['Сделка 1', 'Сделка 2'])
    const more = await owner.get<{ items: { title: string }[]; next?: string }>(
      `/pipelines/sales/board/new-request?limit=2&after=${column.next}`,
    )
    expect(more.body.items.map(({ title }) => title)).toEqual(['Сделка 3', 'Сделка 4'])
    expect(body.columns.map(({ stage }) => stage)).toContain('lost')
  })
})

describe('[C2] a client typed in again is the same client', () => {
  test('the phone in another spelling finds the contact; a word that is no phone is a fault', async () => {
    const first = await aDeal(owner, {
      contact: { name: 'Олег Нестеров', phone: '8 (912) 555-01-47' },
      company: { name: 'ООО «Полимерстрой»' },
    })
    const second = await aDeal(owner, { contact: { name: 'Нестеров О.', phone: '+79125550147' }, company: { name: 'полимерстрой' } })
    expect([second.contact?.id, second.company?.id]).toEqual([first.contact?.id, first.company?.id])
    const other = await aDeal(owner, { contact: { name: 'Нестеров О.', phone: '+79125550147' }, company: { name: 'АО «Полимерстрой»' } })
    expect(other.company?.id).not.toBe(first.company?.id)
    expect(first.tasks[0]!.kind).toBe('call')
    const wrong = await owner.post('/deals', { title: 'Кто это', contact: { name: 'Некто', phone: 'позвоните сами' } })
    expect(wrong.problem.faults?.[0]?.path).toBe('/contact/phone')
  })
})

describe('[A4] the timeline', () => {
  test('names the clause of what happened by itself, and shows what was refused', async () => {
    const deal = await aDeal(manager)
    await manager.post(`/deals/${deal.id}/stage-moves`, { to: 'qualified' })
    const { body } = await manager.get<Timeline>(`/deals/${deal.id}/timeline`)
    expect(body.items.map(({ type, clause, refused }) => [type, clause, refused])).toEqual([
      ['refused', 'stage-order', true],
      ['task-set', 'first-response', false],
      ['deal-created', null, false],
    ])
    expect(body.items[0]!.summary).toBe('Регламент не пропустил на этап «Квалифицирован»')
  })
})

describe('[L1] finding a client', () => {
  test('by the beginning of the name with ё as е, by a phone in any spelling, by an e-mail', async () => {
    await aDeal(owner, { contact: { name: 'Семён Ёлкин', phone: '+7 495 555-38-20', email: 'Elkin@Polimer.example' } })
    for (const typed of ['семен', 'СЕМЁН Ё', '8 (495) 555-38-20', '+7495555', '8495 555', 'elkin@po']) {
      const { body } = await owner.get<{ items: { name: string }[] }>(`/contacts?q=${encodeURIComponent(typed)}`)
      expect([typed, body.items.map(({ name }) => name)]).toEqual([typed, ['Семён Ёлкин']])
    }
  })

  test('[A4] the timeline of a deal that was moved and handed over reads without a fault', async () => {
    const deal = await inStage(owner, 'qualified')
    await owner.patch(`/deals/${deal.id}`, { responsibleId: manager.id })
    for (let i = 0; i < 8; i++) expect((await owner.get<Timeline>(`/deals/${deal.id}/timeline`)).status).toBe(200)
  })
})
