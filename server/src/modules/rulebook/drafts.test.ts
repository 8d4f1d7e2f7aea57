import type {
  Draft,
  RegulationInForce,
  RegulationPreview,
  RegulationText,
  RegulationVersion,
  VersionDifferences,
} from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, type Person } from '../../testing/company.ts'
import { aDeal, done, iso, sandbox } from '../../testing/sandbox.ts'

const app = await application('2026-03-10T07:00:00Z')

const draft = (by: Person, ...changes: object[]) => by.post<Draft>('/regulation/drafts', { changes })
const enact = (by: Person, { id }: { id: string }) => by.post<RegulationVersion>(`/regulation/drafts/${id}/enactment`)
const faultsIn = async (asked: ReturnType<typeof draft>) => {
  const { status, problem } = await asked
  return [status, problem.faults?.map(({ path }) => path)]
}

describe('[A11] a draft is checked for sense at once, every fault with its place', () => {
  test('[A11] unknown clauses, clauses named twice, parameters out of range, parameters that are not there', async () => {
    const { owner } = await app.company()
    expect(await faultsIn(draft(owner, { clause: 'no-such-clause', mode: 'off' }))).toEqual([400, ['/changes/0/clause']])
    expect(await faultsIn(draft(owner, { clause: 'lifetime', mode: 'off' }, { clause: 'lifetime', mode: 'warn' }))).toEqual([
      400,
      ['/changes/1/clause'],
    ])
    const [status, paths] = await faultsIn(
      draft(
        owner,
        { clause: 'lifetime', params: { prolongationsMax: 1e9 } },
        { clause: 'attempts-before-closing', params: { attemptsMin: 0, apartMinutes: -1 } },
        { clause: 'silence-end', params: { after: '99999999 w' } },
        { clause: 'open-task', params: { nothing: 1 } },
      ),
    )
    expect(status).toBe(400)
    expect(paths).toEqual(
      expect.arrayContaining([
        '/changes/0/params/prolongationsMax',
        '/changes/1/params/attemptsMin',
        '/changes/1/params/apartMinutes',
        '/changes/2/params/after',
        '/changes/3/params',
      ]),
    )
    for (const params of [
      { longest: ['3 mo'] },
      { longest: null },
      { longest: '0'.repeat(5000) },
      { longest: '-3 mo' },
      { longest: { $gt: 1 } },
    ])
      expect((await draft(owner, { clause: 'lifetime', params })).status).toBe(400)
    expect(await faultsIn(draft(owner, { clause: 'lifetime', mode: 'sometimes' }))).toEqual([400, ['/changes/0/mode']])
    expect((await draft(owner)).status).toBe(400)
    expect((await draft(owner, ...Array.from({ length: 201 }, () => ({ clause: 'lifetime', mode: 'off' })))).status).toBe(400)
    expect(done(await owner.get<{ items: Draft[] }>('/regulation/drafts')).items).toEqual([])
  })

  test('[A12] steps lie ahead and come in the order of their dates', async () => {
    const { owner } = await sandbox(app, 'Tue 10.03 10:00')
    const from = (...dates: string[]) => ({ clause: 'lifetime', from: dates.map((at) => ({ mode: 'warn', at: iso(at) })) })
    expect(await faultsIn(draft(owner, from('Tue 10.03 10:00')))).toEqual([400, ['/changes/0/from/0/at']])
    expect(await faultsIn(draft(owner, from('Thu 12.03 10:00', 'Wed 11.03 10:00')))).toEqual([400, ['/changes/0/from/1/at']])
    expect((await draft(owner, from('Wed 11.03 10:00', 'Thu 12.03 10:00'))).status).toBe(201)
    expect((await draft(owner, from(...Array.from({ length: 5 }, (_, i) => `${20 + i}.03 10:00`)))).status).toBe(400)
  })

  test('[A5] a draft that changes nothing is none; one that does tells what, before and after', async () => {
    const { owner } = await app.company()
    expect(await faultsIn(draft(owner, { clause: 'lifetime', mode: 'enforce' }))).toEqual([400, ['/changes']])
    const made = done(
      await draft(owner, { clause: 'lifetime', mode: 'warn', params: { longest: '4 mo' } }, { clause: 'note-fresh', mode: 'off' }),
    )
    expect(made).toMatchObject({ basedOn: 1, enactedAs: null, author: 'Ирина Соколова' })
    expect(made.differences.map(({ clause, what, was, willBe }) => [clause, what, was, willBe])).toEqual(
      expect.arrayContaining([
        ['lifetime', 'mode', 'enforce', 'warn'],
        ['note-fresh', 'mode', 'observe', 'off'],
      ]),
    )
    expect(made.differences.find(({ what }) => what === 'params')).toMatchObject({
      was: { longest: '3 mo' },
      willBe: { longest: '4 mo', prolongBy: '1 mo' },
      before: expect.stringContaining('не дольше, чем 3\u00A0месяца') as string,
      after: expect.stringContaining('не дольше, чем 4\u00A0месяца') as string,
    })
  })
})

describe('[A5 A11] a draft is read before it is kept', () => {
  test('a preview tells the faults at their clauses in the reader’s language, and keeps nothing', async () => {
    const { owner, member } = await app.company()
    const preview = (changes: object[], by: Person = owner) => by.post<RegulationPreview>('/regulation/previews', { changes })
    const wrong = await preview([{ clause: 'lifetime', params: { prolongationsMax: 99 } }])
    expect([wrong.status, wrong.body.faults]).toEqual([
      200,
      [{ path: '/changes/0/params/prolongationsMax', clause: 'lifetime', message: expect.stringMatching(/^Не больше \d+\.$/) as string }],
    ])
    const fine = (await preview([{ clause: 'overdue', params: { headSeesAfter: '2 wh' } }])).body
    expect(fine.differences.map(({ what, title }) => [what, title])).toEqual([['params', 'Просроченное дело']])
    expect(fine.clauses.map(({ key, parts }) => [key, parts.find(({ param }) => param === 'headSeesAfter')?.text])).toEqual([
      ['overdue', '2\u00A0рабочих часа'],
    ])
    expect((await preview([{ clause: 'overdue', mode: 'off' }], await member('manager'))).status).toBe(403)
    expect(done(await owner.get<{ items: Draft[] }>('/regulation/drafts')).items).toEqual([])
  })

  test('[C3 A11] people are named by their names; who gets no inquiries is told at his place, and the clause can be read still', async () => {
    const { owner, member } = await app.company()
    const [manager, admin] = [await member('manager'), await member('admin')]
    const route = (id: string) => [{ clause: 'lead-routing', params: { others: 'source', members: { bySource: { авито: id } } } }]
    const preview = async (id: string) => done(await owner.post<RegulationPreview>('/regulation/previews', { changes: route(id) }))
    const name = async ({ id }: Person) =>
      done(await owner.get<{ items: { id: string; name: string }[] }>('/members')).items.find((one) => one.id === id)!.name
    const wrong = await preview(admin.id)
    expect(wrong.faults).toMatchObject([{ path: '/changes/0/params/members/bySource/авито', clause: 'lead-routing' }])
    expect(wrong.clauses[0]!.sentence).toContain(`авито — ${await name(admin)}`)
    expect(await faultsIn(draft(owner, ...route(admin.id)))).toEqual([400, ['/changes/0/params/members/bySource/авито']])
    expect((await preview('019aa000-0000-7000-8000-000000000009')).faults).toMatchObject([{ message: 'Такого сотрудника нет.' }])

    expect((await preview(manager.id)).faults).toEqual([])
    const made = done(await draft(owner, ...route(manager.id)))
    expect(made.differences[0]!.after).toContain(`авито — ${await name(manager)}`)
    done(await enact(owner, made))
    const { clauses } = done(await manager.get<RegulationInForce>('/regulation'))
    expect(clauses.find(({ key }) => key === 'lead-routing')!.sentence).toContain(`авито — ${await name(manager)}`)
  })

  test('a draft of an old version is told so at once', async () => {
    const { owner } = await app.company()
    done(await enact(owner, done(await draft(owner, { clause: 'note-fresh', mode: 'off' }))))
    const old = await owner.post('/regulation/drafts', { basedOn: 1, changes: [{ clause: 'lifetime', mode: 'warn' }] })
    expect([old.status, old.problem.detail]).toEqual([409, expect.stringContaining('составьте черновик заново')])
    expect((await owner.post('/regulation/drafts', { basedOn: 2, changes: [{ clause: 'lifetime', mode: 'warn' }] })).status).toBe(201)
  })

  test('two versions side by side', async () => {
    const { owner } = await app.company()
    done(await enact(owner, done(await draft(owner, { clause: 'note-fresh', mode: 'off' }))))
    done(await enact(owner, done(await draft(owner, { clause: 'overdue', params: { headSeesAfter: '2 wh' } }))))
    const between = async (number: number, query = '') =>
      (await owner.get<VersionDifferences>(`/regulation/versions/${number}/differences${query}`)).body.differences.map(
        ({ clause }) => clause,
      )
    expect(await between(3)).toEqual(['overdue'])
    expect(await between(3, '?against=1')).toEqual(['note-fresh', 'overdue'])
    expect(await between(1)).toEqual([])
    for (const number of ['9', 'x', '0']) expect((await owner.get(`/regulation/versions/${number}/differences`)).status).toBe(404)
  })
})

describe('[B1 B3] stages are changed by a draft of the whole pipeline', () => {
  const book = async (by: Person) => done(await by.get<RegulationText>('/regulation/document'))
  type Stage = RegulationText['document']['pipelines'][number]['stages'][number]
  const withStages = async (by: Person, change: (stages: Stage[]) => Stage[]) => {
    const { version, document } = await book(by)
    const [sales, ...others] = document.pipelines
    return by.post<Draft>('/regulation/drafts', { basedOn: version, pipelines: [{ ...sales, stages: change(sales!.stages) }, ...others] })
  }
  const measuring: Stage = {
    key: 'measuring',
    name: { ru: 'Замер', en: 'Measuring' },
    kind: 'open',
    optional: false,
    forward: ['proposal-sent'],
    required: ['niche'],
    tasks: [{ kind: 'call', term: '1 wd' }],
    stay: '3 wd',
    worksIt: ['manager'],
  }
  const withMeasuring = (stages: Stage[]) =>
    stages.flatMap((stage) => (stage.key === 'qualified' ? [{ ...stage, forward: ['measuring', 'proposal-sent'] }, measuring] : [stage]))
  const withoutMeasuring = (stages: Stage[]) =>
    stages
      .filter(({ key }) => key !== 'measuring')
      .map((stage) => ({ ...stage, forward: stage.forward.filter((key) => key !== 'measuring') }))

  test('a new stage is there for deals and on the board; taken away from under deals it can’t be, emptied it can', async () => {
    const { owner } = await app.company()
    done(await enact(owner, done(await withStages(owner, withMeasuring))))
    const pipelines = done(await owner.get<{ items: { id: string; stages: { key: string; required: string[] }[] }[] }>('/pipelines')).items
    expect(pipelines[0]!.stages.map(({ key }) => key).slice(2, 5)).toEqual(['qualified', 'measuring', 'proposal-sent'])
    const deal = await aDeal(owner, { note: 'Клиенту нужен сайт к маю', fields: { platform: 'site', niche: 'Медицина', source: 'search' } })
    for (const to of ['taken', 'qualified', 'measuring'])
      done(await owner.post(`/deals/${deal.id}/stage-moves`, { to, result: 'Поговорили' }))

    const refused = await withStages(owner, withoutMeasuring)
    expect([refused.status, refused.problem.current]).toEqual([
      409,
      { used: [{ what: 'stage', pipeline: 'sales', stage: 'measuring', open: 1, closed: 0, ways: ['move'] }] },
    ])
    expect(refused.problem.detail).toContain('«Замер» — 1')
    done(
      await owner.post(`/deals/${deal.id}/stage-moves`, {
        to: 'proposal-sent',
        budget: { amount: 100, currency: 'RUB' },
        result: 'Замерили',
      }),
    )
    done(await enact(owner, done(await withStages(owner, withoutMeasuring))))
    // What it was called is still known where the deal has been.
    const timeline = JSON.stringify(done(await owner.get(`/deals/${deal.id}/timeline`)))
    expect(timeline).toContain('Замер')
    expect(timeline).not.toContain('«measuring»')
  })

  test('a deal that came between the draft and its enactment stops it too; a stage does not go on a date', async () => {
    const { owner } = await app.company()
    done(await enact(owner, done(await withStages(owner, withMeasuring))))
    const made = done(await withStages(owner, withoutMeasuring))
    const dated = await owner.post(`/regulation/drafts/${made.id}/enactment`, { from: '2026-03-11T07:00:00Z' })
    expect([dated.status, dated.problem.faults?.map(({ path }) => path)]).toEqual([400, ['/from']])
    const deal = await aDeal(owner, { note: 'Клиенту нужен сайт к маю', fields: { platform: 'site', niche: 'Медицина', source: 'search' } })
    for (const to of ['taken', 'qualified', 'measuring'])
      done(await owner.post(`/deals/${deal.id}/stage-moves`, { to, result: 'Поговорили' }))
    expect((await enact(owner, made)).status).toBe(409)
    expect((await owner.get<RegulationInForce>('/regulation')).body.version).toBe(2)
  })

  test.each<[string, object, string]>([
    ['an unknown stage ahead', { forward: ['nowhere'] }, '/pipelines/0/stages/1/forward/0'],
    ['a field that is not there', { required: ['region'] }, '/pipelines/0/stages/1/required/0'],
    ['a term in no unit', { stay: '3 years' }, '/pipelines/0/stages/1/stay'],
    ['no stage at all', { kind: 7 }, '/pipelines/0/stages/1/kind'],
  ])('[A11] %s is told with its place', async (_what, change, path) => {
    const { owner } = await app.company()
    const asked = await withStages(owner, (stages) => stages.map((stage, i) => (i === 1 ? { ...stage, ...change } : stage)))
    expect([asked.status, asked.problem.faults?.map((fault) => fault.path)]).toEqual([400, expect.arrayContaining([path])])
  })
})
