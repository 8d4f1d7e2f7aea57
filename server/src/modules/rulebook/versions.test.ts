import type {
  ActAnswer,
  Breach,
  Draft,
  Page,
  RegulationFigures,
  RegulationInForce,
  RegulationPreview,
  RegulationText,
  RegulationVersion,
  VersionDifferences,
} from '@reglament/contract'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
import { application, refusedBy, type Person } from '../../testing/company.ts'
import { aClient, aDeal, done, iso, readBreaches, sandbox } from '../../testing/sandbox.ts'

const app = await application('2026-03-10T07:00:00Z')

const draft = (by: Person, ...changes: object[]) => by.post<Draft>('/regulation/drafts', { changes })
const enact = (by: Person, { id }: { id: string }) => by.post<RegulationVersion>(`/regulation/drafts/${id}/enactment`)
const versions = async (by: Person) => done(await by.get<{ items: RegulationVersion[] }>('/regulation/versions')).items
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

describe('[A5] versions', () => {
  test('[A5 L6] only a head, the owner or an admin changes the regulation; others read it', async () => {
    const { owner, member } = await app.company()
    const made = done(await draft(owner, { clause: 'note-fresh', mode: 'off' }))
    for (const role of ['manager', 'trainee', 'quality-controller', 'account-manager'] as const) {
      const person = await member(role)
      expect((await draft(person, { clause: 'note-fresh', mode: 'warn' })).status).toBe(403)
      expect((await person.get('/regulation/drafts')).status).toBe(403)
      expect((await enact(person, made)).status).toBe(403)
      expect((await person.get<RegulationInForce>('/regulation')).body.version).toBe(1)
    }
    for (const role of ['head', 'admin'] as const)
      expect((await draft(await member(role), { clause: 'note-fresh', mode: 'warn' })).status).toBe(201)
    expect((await versions(owner)).map(({ number }) => number)).toEqual([1])
  })

  test('[A5] two heads who enact at once: the second hears that the regulation has changed; a draft comes in force once', async () => {
    const { owner, member } = await app.company()
    const head = await member('head')
    const [one, other] = [
      done(await draft(owner, { clause: 'note-fresh', mode: 'off' })),
      done(await draft(head, { clause: 'note-fresh', mode: 'warn' })),
    ]
    const both = await Promise.all([enact(owner, one), enact(head, other)])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
    expect(both.find(({ status }) => status === 409)!.problem.detail).toContain('составьте черновик заново')
    expect((await versions(owner)).map(({ number, inForce }) => [number, inForce])).toEqual([
      [2, true],
      [1, false],
    ])
    const winner = both[0].status === 201 ? one : other
    expect((await enact(owner, winner)).status).toBe(409)
    expect((await enact(owner, { id: crypto.randomUUID() })).status).toBe(404)
    const drafts = done(await owner.get<{ items: Draft[] }>('/regulation/drafts')).items
    expect(drafts.filter(({ enactedAs }) => enactedAs === 2).map(({ id }) => id)).toEqual([winner.id])
  })

  test('[A5] every event of the journal carries the version by which it was judged', async () => {
    const { owner, workspaceId } = await app.company()
    const deal = await aDeal(owner)
    done(await enact(owner, done(await draft(owner, { clause: 'stage-task-result', mode: 'enforce' }))))
    const refused = await owner.post(`/deals/${deal.id}/stage-moves`, { to: 'taken', fields: { platform: 'site' } })
    expect(refusedBy(refused)).toEqual(['stage-task-result'])
    const { rows } = await inWorkspace(app.services, workspaceId, (tx) =>
      sql`select type, regulation_version as version from journal where workspace_id = ${workspaceId} order by position`.execute(tx),
    )
    expect(rows).toEqual([
      { type: 'deal-created', version: 1 },
      { type: 'task-set', version: 1 },
      { type: 'book-changed', version: 2 },
      { type: 'refused', version: 2 },
    ])
    expect((await owner.get<RegulationInForce>('/regulation')).body).toMatchObject({ version: 2, author: 'Ирина Соколова' })
  })

  test('[A5] open deals are looked at again by the new version, with progress; closed ones are let be', async () => {
    const { owner, until } = await sandbox(app, 'Tue 10.03 10:00')
    const deals = [await aDeal(owner, { contact: aClient() }), await aDeal(owner, { contact: aClient() }), await aDeal(owner)]
    done(await owner.post(`/deals/${deals[2]!.id}/closure`, { reason: 'spam' }))
    await until('Tue 10.03 13:00')
    expect(await readBreaches(owner, 'clause=stage-stay')).toEqual([])
    done(await enact(owner, done(await draft(owner, { clause: 'overdue', mode: 'off' }))))
    expect((await versions(owner))[0]!.recheck).toEqual({ deals: 2, done: 0, finished: false })
    await until('Tue 10.03 13:01')
    expect((await versions(owner))[0]!.recheck).toEqual({ deals: 2, done: 2, finished: true })
    // The clause is gone, and so are its breaches, from the instant at which it went.
    expect(await readBreaches(owner, 'clause=overdue')).toEqual([
      'overdue, Tue 10 Mar 10:30 – Tue 10 Mar 13:00',
      'overdue, Tue 10 Mar 10:30 – Tue 10 Mar 13:00',
    ])
  })

  test('[A5] a version that comes while the last is still being re-checked takes its place', async () => {
    const { owner, until } = await sandbox(app, 'Tue 10.03 10:00')
    await aDeal(owner, { contact: aClient() })
    for (const mode of ['warn', 'observe']) done(await enact(owner, done(await draft(owner, { clause: 'overdue', mode }))))
    await until('Tue 10.03 10:01')
    expect((await versions(owner)).map(({ recheck }) => recheck?.finished ?? null)).toEqual([true, true, null])
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

describe('[A5] a version that comes in force on a date', () => {
  const states = async (by: Person) => (await versions(by)).map(({ number, state }) => [number, state])
  const tomorrow = { from: iso('Wed 11.03 10:00') }

  test('until then the present one judges; on the day it comes by itself, and open deals are looked at again', async () => {
    const { owner, until } = await sandbox(app, 'Tue 10.03 10:00')
    await aDeal(owner, { contact: aClient() })
    const made = done(await draft(owner, { clause: 'note-fresh', mode: 'off' }))
    const past = await owner.post(`/regulation/drafts/${made.id}/enactment`, { from: iso('Tue 10.03 10:00') })
    expect([past.status, past.problem.faults?.map(({ path }) => path)]).toEqual([400, ['/from']])
    done(await owner.post(`/regulation/drafts/${made.id}/enactment`, tomorrow))
    expect(await states(owner)).toEqual([
      [2, 'ahead'],
      [1, 'in-force'],
    ])
    const other = done(await draft(owner, { clause: 'lifetime', mode: 'warn' }))
    expect((await enact(owner, other)).problem.detail).toContain('Уже назначена версия')
    await until('Wed 11.03 09:59')
    expect((await owner.get<RegulationInForce>('/regulation')).body.version).toBe(1)
    await until('Wed 11.03 10:00')
    expect((await owner.get<RegulationInForce>('/regulation')).body.version).toBe(2)
    expect(await states(owner)).toEqual([
      [2, 'in-force'],
      [1, 'former'],
    ])
    expect((await versions(owner))[0]!.recheck).toMatchObject({ deals: 1, finished: true })
    expect((await owner.get(`/regulation/drafts`)).status).toBe(200)
  })

  test('it can be called off until it has come; its number is not given again', async () => {
    const { owner, member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const made = done(await draft(owner, { clause: 'note-fresh', mode: 'off' }))
    done(await owner.post(`/regulation/drafts/${made.id}/enactment`, tomorrow))
    const withdraw = (by: Person, number: number) => by.delete(`/regulation/versions/${number}`)
    expect((await withdraw(await member('manager'), 2)).status).toBe(403)
    expect([(await withdraw(owner, 2)).status, (await withdraw(owner, 2)).status, (await withdraw(owner, 7)).status]).toEqual([
      204, 409, 404,
    ])
    await until('Thu 12.03 10:00')
    expect((await owner.get<RegulationInForce>('/regulation')).body.version).toBe(1)
    done(await enact(owner, done(await draft(owner, { clause: 'lifetime', mode: 'warn' }))))
    expect(await states(owner)).toEqual([
      [3, 'in-force'],
      [2, 'withdrawn'],
      [1, 'former'],
    ])
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

describe('[K1] figures of the last 30 days beside the clauses', () => {
  test('refusals and breaches of all deals, for who sees them all; a manager has none', async () => {
    const { owner, member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    expect(refusedBy(await manager.post(`/deals/${deal.id}/stage-moves`, { to: 'qualified' }))).toContain('stage-order')
    await until('Tue 10.03 12:00')
    const { items } = done(await owner.get<RegulationFigures>('/regulation/figures'))
    expect(items.find(({ clause }) => clause === 'stage-order')).toMatchObject({ refused: 1, breaches: 0 })
    expect(items.find(({ clause }) => clause === 'overdue')).toMatchObject({ refused: 0, breaches: 1, open: 1 })
    expect((await manager.get('/regulation/figures')).status).toBe(403)
    await until('Wed 15.04 12:00')
    const later = done(await owner.get<RegulationFigures>('/regulation/figures')).items
    expect(later.find(({ clause }) => clause === 'stage-order')?.refused ?? 0).toBe(0)
  })
})

describe('[A1] modes of a clause that is watched, regulation §1', () => {
  /** A request that nobody answers, in a company where the clause stands in this mode. */
  const overdueIn = async (mode: string) => {
    const company = await sandbox(app, 'Tue 10.03 10:00')
    const [manager, head, controller] = [
      await company.member('manager'),
      await company.member('head'),
      await company.member('quality-controller'),
    ]
    const changes = [
      { clause: 'stage-stay', mode: 'off' },
      { clause: 'overdue', mode: 'observe' },
      { clause: 'overdue-hand-over', mode },
    ]
    done(await enact(company.owner, done(await draft(company.owner, ...changes.filter((it) => it.mode !== 'enforce')))))
    const deal = await aDeal(manager, { contact: aClient() })
    await company.until('Thu 12.03 12:00')
    const seenBy = (person: Person) => readBreaches(person, `dealId=${deal.id}&clause=overdue-hand-over`)
    const responsible = done(await company.owner.get<{ responsible: { id: string } | null }>(`/deals/${deal.id}`)).responsible
    return { ...company, manager, head, controller, deal, seenBy, responsible }
  }

  test('[A1] off: nobody sees a breach and nothing follows', async () => {
    const { seenBy, owner, manager, responsible } = await overdueIn('off')
    expect([await seenBy(owner), responsible?.id]).toEqual([[], manager.id])
  })

  test('[A1] observe: heads and controllers see it, the manager does not; nothing follows, and it is recorded', async () => {
    const { seenBy, owner, head, controller, manager, responsible, deal, workspaceId } = await overdueIn('observe')
    for (const above of [owner, head, controller]) expect(await seenBy(above)).toEqual(['overdue-hand-over, Thu 12 Mar 10:30'])
    expect([await seenBy(manager), responsible?.id]).toEqual([[], manager.id])
    const { rows } = await inWorkspace(app.services, workspaceId, (tx) =>
      sql`select data from journal where workspace_id = ${workspaceId} and stream_id = ${deal.id} and type = 'would-do'`.execute(tx),
    )
    expect(rows).toEqual([{ data: { kind: 'responsible-changed' } }])
  })

  test('[A1] warn: the manager sees it too; nothing follows', async () => {
    const { seenBy, owner, manager, responsible } = await overdueIn('warn')
    for (const person of [owner, manager]) expect(await seenBy(person)).toEqual(['overdue-hand-over, Thu 12 Mar 10:30'])
    expect(responsible?.id).toBe(manager.id)
  })

  test('[A1] enforce: its consequence runs', async () => {
    const { seenBy, owner, responsible } = await overdueIn('enforce')
    expect(await seenBy(owner)).toEqual(['overdue-hand-over, Thu 12 Mar 10:30 – Thu 12 Mar 10:30'])
    expect(responsible).toBeNull()
  })

  test('[A12] in steps: observed, then warned of, then enforced, each from its date, and seen accordingly', async () => {
    const { owner, member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const from = [
      { mode: 'observe', at: iso('Wed 11.03 10:00') },
      { mode: 'warn', at: iso('Thu 12.03 10:00') },
      { mode: 'enforce', at: iso('Fri 13.03 10:00') },
    ]
    const changes = [
      { clause: 'note-present', mode: 'off', from },
      { clause: 'stage-stay', mode: 'off', from },
      { clause: 'overdue-hand-over', mode: 'off' },
    ]
    done(await enact(owner, done(await draft(owner, ...changes))))
    const deal = await aDeal(manager, { contact: aClient(), fields: { platform: 'site', niche: 'Медицина', source: 'search' } })
    done(await manager.post(`/deals/${deal.id}/stage-moves`, { to: 'taken', result: 'Дозвонились' }))
    const bare = (more = {}) => manager.post<ActAnswer>(`/deals/${deal.id}/stage-moves`, { to: 'qualified', result: 'Поговорили', ...more })
    const back = () => manager.post(`/deals/${deal.id}/stage-moves`, { to: 'taken', reason: 'Ошиблись этапом' })
    const modeNow = async () =>
      done(await owner.get<RegulationInForce>('/regulation')).clauses.find(({ key }) => key === 'note-present')!.mode

    expect([await modeNow(), (await bare()).status]).toEqual(['off', 201])
    done(await back())
    await until('Wed 11.03 10:00')
    const observed = await bare()
    expect([await modeNow(), observed.status, observed.body.findings.map(({ clause }) => clause)]).toEqual([
      'observe',
      201,
      ['note-present'],
    ])
    done(await back())
    await until('Thu 12.03 10:00')
    expect([await modeNow(), refusedBy(await bare()), (await bare({ confirmed: true })).status]).toEqual(['warn', ['note-present'], 201])
    done(await back())
    await until('Fri 13.03 10:00')
    expect([await modeNow(), refusedBy(await bare({ confirmed: true }))]).toEqual(['enforce', ['note-present']])
    expect((await versions(owner)).map(({ number, inForce }) => [number, inForce])).toEqual([
      [2, true],
      [1, false],
    ])
  })

  test('[A12] a breach that stands while its clause goes from observed to warned of becomes visible to its member', async () => {
    const { owner, member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const from = [{ mode: 'warn', at: iso('Thu 12.03 10:00') }]
    done(
      await enact(
        owner,
        done(await draft(owner, { clause: 'stage-stay', mode: 'observe', from }, { clause: 'overdue-hand-over', mode: 'off' })),
      ),
    )
    const deal = await aDeal(manager, { contact: aClient() })
    await until('Wed 11.03 10:00')
    const seen = () => readBreaches(manager, `dealId=${deal.id}&clause=stage-stay`)
    expect(await seen()).toEqual([])
    expect(await readBreaches(owner, `dealId=${deal.id}&clause=stage-stay`)).toEqual(['stage-stay, Tue 10 Mar 14:00'])
    await until('Thu 12.03 10:00')
    expect(await seen()).toEqual(['stage-stay, Tue 10 Mar 14:00'])
    const [breach] = done(await manager.get<Page<Breach>>(`/breaches?dealId=${deal.id}&clause=stage-stay`)).items
    expect(breach!.mode).toBe('warn')
  })
})
