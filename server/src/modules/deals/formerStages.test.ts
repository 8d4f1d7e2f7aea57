import type {
  ActAnswer,
  Board,
  Draft,
  DraftCreation,
  Page,
  QualificationBook,
  RegulationPreview,
  RegulationText,
  RegulationVersion,
  SavedView,
  TimelineEntry,
  WorkingDraft,
} from '@reglament/contract'
import { moscow } from '@reglament/regulation/testing'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
import { application, type Person } from '../../testing/company.ts'
import { manyDeals } from '../../testing/manyDeals.ts'
import { aDealIn, closed, dealOf, done, openTasksOf, said, sandbox } from '../../testing/sandbox.ts'
import { slowed } from '../../testing/slowed.ts'
import { goOnRechecking } from './recheck.ts'
import { sweepWorkspace } from './sweep.ts'

const begins = moscow('Tue 10.03 10:00')
const app = await application(new Date(begins).toISOString())
const { services, database } = app

type Stage = RegulationText['document']['pipelines'][number]['stages'][number]
const read = async (by: Person) => done(await by.get<RegulationText>('/regulation/document'))

/** What the screen sends when a stage of the sales pipeline is taken away; `to`: where its deals go. */
async function without(by: Person, key: string, to?: string): Promise<DraftCreation> {
  const { version, document } = await read(by)
  const [sales, ...others] = document.pipelines
  const gone = sales!.stages.find((stage) => stage.key === key)!
  const before = sales!.stages[sales!.stages.indexOf(gone) - 1]?.key ?? ''
  const led = (stage: Stage) => ({
    ...stage,
    forward: [...new Set(stage.forward.flatMap((next) => (next === key ? gone.forward : [next])))],
  })
  const former = document.former ?? []
  const creation: DraftCreation = {
    basedOn: version,
    pipelines: [{ ...sales!, stages: sales!.stages.filter((stage) => stage !== gone).map(led) }, ...others],
    former: [...former, { pipeline: 'sales', stage: gone, to: to ?? before }],
  }
  const { faults } = done(await by.post<RegulationPreview>('/regulation/previews', creation))
  // Clauses that name it name the other instead.
  const changes = faults.flatMap(({ mend }) => (mend ? [{ clause: mend.clause, params: mend.params }] : []))
  return { ...creation, ...(to === undefined && { former }), ...(changes.length > 0 && { changes }) }
}
const enact = async (by: Person, creation: DraftCreation) => {
  const { id } = done(await by.post<Draft>('/regulation/drafts', creation))
  return done(await by.post<RegulationVersion>(`/regulation/drafts/${id}/enactment`))
}
const movesOf = async (workspaceId: number, dealId?: string) => {
  const { rows } = await inWorkspace(services, workspaceId, (tx) =>
    sql<{ data: object; actor: string | null; version: number }>`
      select data, actor_id as actor, regulation_version as version from journal
      where workspace_id = ${workspaceId} and type = 'stage-moved' and data ->> 'direction' = 'by-version'
        ${dealId === undefined ? sql`` : sql`and stream_id = ${dealId}`} order by position`.execute(tx),
  )
  return rows
}
const standingIn = async (workspaceId: number, stage: string) => {
  const { rows } = await inWorkspace(services, workspaceId, (tx) =>
    sql<{ n: number }>`select count(*)::integer as n from deal where workspace_id = ${workspaceId} and stage = ${stage}`.execute(tx),
  )
  return rows[0]!.n
}
/** As the program does it once a second. */
const round = async (workspaceId: number, now = begins) => {
  await goOnRechecking(services)
  await sweepWorkspace(services, workspaceId, now)
}

describe('[B1] a stage with deals in it is taken away', () => {
  test('[B1] without saying where they go it is not; said so, they go there as the version’s own act, once, with the task and the clock of the new stage', async () => {
    const { owner, member, workspaceId, until } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const deal = await aDealIn(manager, 'proposal-discussed')
    const other = await aDealIn(manager, 'proposal-sent')
    const refused = await owner.post('/regulation/drafts', await without(owner, 'proposal-discussed'))
    expect([refused.status, refused.problem.current]).toMatchObject([
      409,
      { used: [{ stage: 'proposal-discussed', open: 1, ways: ['move'] }] },
    ])

    const { number } = await enact(owner, await without(owner, 'proposal-discussed', 'start-agreed'))
    await until('Tue 10.03 10:01')
    const after = await dealOf(manager, deal)
    expect([after.stage, after.pipeline]).toEqual(['start-agreed', 'sales'])
    // Its own task is superseded by that of the new stage, and the stay runs from now (D2, B9).
    expect((await openTasksOf(manager, deal)).map(({ kind, dueAt }) => `${kind}, ${said(dueAt)}`)).toEqual([
      'contract-and-invoice, Wed 11 Mar 10:00',
    ])
    expect(after.stayUntil).toBe('2026-03-13T07:00:00.000Z')
    expect(await movesOf(workspaceId)).toEqual([
      {
        data: { from: 'proposal-discussed', to: 'start-agreed', direction: 'by-version', reasonLength: 0, version: number },
        actor: null,
        version: number,
      },
    ])
    const { items } = done(await manager.get<Page<TimelineEntry>>(`/deals/${deal.id}/timeline`))
    expect(JSON.stringify(items)).toContain(
      `Этапа «Обсудили КП» больше нет в версии ${number} регламента: сделка переведена на «Согласован старт»`,
    )
    expect((await dealOf(manager, other)).stage).toBe('proposal-sent')
    await until('Tue 10.03 11:00')
    expect(await movesOf(workspaceId)).toHaveLength(1)
    // The counts of the board moved along.
    const pipelines = done(await manager.get<{ items: { id: string }[] }>('/pipelines')).items
    const board = done(await owner.get<Board>(`/pipelines/${pipelines[0]!.id}/board`))
    expect(board.columns.find(({ stage }) => stage === 'start-agreed')?.count).toBe(1)
  })

  test('[B1] a manager who acts before anybody came to move the deal finds it where it goes', async () => {
    const { owner, member, workspaceId } = await app.company()
    const manager = await member('manager')
    const deal = await aDealIn(manager, 'proposal-discussed')
    await enact(owner, await without(owner, 'proposal-discussed', 'proposal-sent'))
    // Until then it is read by its old name, and nothing fails.
    expect((await dealOf(manager, deal)).stage).toBe('proposal-discussed')
    expect((await manager.get(`/deals/${deal.id}/acts`)).status).toBe(200)
    expect((await manager.get('/deals')).status).toBe(200)
    const moved = await manager.post<ActAnswer>(`/deals/${deal.id}/stage-moves`, { to: 'start-agreed', result: 'Договорились' })
    expect([moved.status, moved.body.deal.stage]).toEqual([201, 'start-agreed'])
    expect(await movesOf(workspaceId, deal.id)).toMatchObject([{ data: { to: 'proposal-sent' } }])
    await round(workspaceId)
    expect((await dealOf(manager, deal)).stage).toBe('start-agreed')
  })

  test('[B1] a deal that was closed there is opened again where the others went, also over two versions', async () => {
    const { owner, member } = await app.company()
    const manager = await member('manager')
    const deal = await aDealIn(manager, 'proposal-discussed')
    done(await closed(manager, deal, 'by-rules', { criterion: 'too-small', comment: 'Слишком мало' }))
    // Nobody stands there, so nobody has to say where deals go: the stage before it will do.
    await enact(owner, await without(owner, 'proposal-discussed'))
    await enact(owner, await without(owner, 'proposal-sent', 'qualified'))
    done(await owner.post(`/deals/${deal.id}/reopening`, { responsibleId: manager.id }))
    expect((await dealOf(manager, deal)).stage).toBe('qualified')
  })

  test('[A11] deals are sent to an open stage of the same pipeline, and clauses that name the stage are told with the way to mend them', async () => {
    const { owner } = await app.company()
    const faultsOf = async (to: string) => {
      const creation = await without(owner, 'proposal-discussed', to)
      const { faults } = done(await owner.post<RegulationPreview>('/regulation/previews', { ...creation, changes: [] }))
      return faults.map(({ path, message, clause, mend }) => ({ path, message, clause, mend: mend?.params }))
    }
    for (const to of ['started', 'lost', 'preparing', 'no-such-stage'])
      expect(await faultsOf(to), to).toContainEqual(
        expect.objectContaining({ path: '/former/0/to', message: 'Выберите открытый этап той же воронки для сделок этапа «Обсудили КП».' }),
      )
    expect(await faultsOf('attempts')).toEqual([
      expect.objectContaining({
        clause: 'thinking-weekly',
        message: 'Этап «Обсудили КП» убран, а здесь он назван.',
        mend: { stages: ['attempts'] },
      }),
      expect.objectContaining({
        clause: 'taking',
        mend: { traineeStages: ['new-request', 'taken', 'qualified', 'proposal-sent', 'attempts'] },
      }),
    ])
  })

  test('[B1 L2 B12] saved views and questions that name the stage speak of the one that took its deals', async () => {
    const { owner } = await app.company()
    const query = { pipeline: 'sales', stages: 'proposal-discussed,start-agreed,taken' }
    done(await owner.post('/views', { name: 'Горячие', screen: 'table', query, shared: true }))
    await enact(owner, await without(owner, 'proposal-discussed', 'start-agreed'))
    const views = done(await owner.get<{ items: SavedView[] }>('/views')).items
    expect(views.map(({ query: { stages } }) => stages)).toEqual(['start-agreed,taken'])
    const { version, document } = await read(owner)
    expect([version, document.former?.length]).toEqual([2, 1])
    await enact(owner, await without(owner, 'proposal-sent', 'start-agreed'))
    const asked = done(await owner.get<QualificationBook>('/qualification')).questions
    expect(asked.map(({ stage }) => stage)).not.toContain('proposal-sent')
    expect(asked.find(({ key }) => key === 'reaction')?.stage).toBe('start-agreed')
  })

  test('[B1] a pipeline with deals in it is archived: no new ones begin, those that are there go on', async () => {
    const { owner, member } = await app.company()
    const manager = await member('manager')
    const deal = done(await manager.post<ActAnswer>('/deals', { title: 'Встреча', pipelineId: 'meeting', note: 'Заметка' })).deal
    const { version, document } = await read(owner)
    const rest = document.pipelines.filter(({ key }) => key !== 'meeting')
    const chain = { clause: 'won-opens-next', params: { chain: 'sales > production' } }
    const gone = await owner.post('/regulation/drafts', { basedOn: version, pipelines: rest, changes: [chain] })
    expect([gone.status, gone.problem.current]).toMatchObject([409, { used: [{ pipeline: 'meeting', open: 1, ways: ['archive'] }] }])
    const archived = document.pipelines.map((pipeline) => (pipeline.key === 'meeting' ? { ...pipeline, archived: true } : pipeline))
    await enact(owner, { basedOn: version, pipelines: archived, changes: [chain] })
    const refused = await manager.post('/deals', { title: 'Ещё встреча', pipelineId: 'meeting' })
    expect([refused.status, refused.problem.detail]).toEqual([409, expect.stringContaining('в архиве')])
    const won = await manager.post<ActAnswer>(`/deals/${deal.id}/stage-moves`, { to: 'held', result: 'Встретились' })
    expect([won.status, won.body.deal?.stage]).toEqual([201, 'held'])
  })
})

describe('[A9] deals of a stage that goes are moved each exactly once', () => {
  const many = 900
  async function withMany() {
    const { workspaceId, owner, member } = await app.company()
    const manager = await member('manager')
    await manyDeals(services, { workspaceId, memberId: manager.id, now: begins, count: many })
    await enact(owner, await without(owner, 'new-request', 'taken'))
    return { workspaceId, owner, manager }
  }
  const allMoved = async (workspaceId: number) => {
    expect([await standingIn(workspaceId, 'new-request'), await standingIn(workspaceId, 'taken')]).toEqual([0, many])
    const { rows } = await inWorkspace(services, workspaceId, (tx) =>
      sql`select count(*)::integer as moves, count(distinct stream_id)::integer as deals from journal
        where workspace_id = ${workspaceId} and type = 'stage-moved'`.execute(tx),
    )
    expect(rows).toEqual([{ moves: many, deals: many }])
  }

  test('[A9] by three processes at once', async () => {
    const { workspaceId } = await withMany()
    await Promise.all([1, 2, 3].map(() => round(workspaceId)))
    await round(workspaceId)
    await allMoved(workspaceId)
  })

  test('[A9] by one that is killed in the middle, and others after it', async () => {
    const { workspaceId } = await withMany()
    const { kill, hurry } = await slowed(database, 'insert on stage_visit')
    const killThenHurry = async () => {
      try {
        await kill()
      } finally {
        await hurry()
      }
    }
    const outcomes = await Promise.allSettled([round(workspaceId), killThenHurry()])
    expect(outcomes.at(-1)!.status).toBe('fulfilled')
    await round(workspaceId)
    await allMoved(workspaceId)
  })

  test('[A5 A9] two heads who enact at once: one version comes, deals go once', async () => {
    const { owner, member, workspaceId } = await app.company()
    const manager = await member('manager')
    const head = await member('head')
    const deal = await aDealIn(manager, 'proposal-discussed')
    const drafts = [
      done(await owner.post<Draft>('/regulation/drafts', await without(owner, 'proposal-discussed', 'proposal-sent'))),
      done(await head.post<Draft>('/regulation/drafts', await without(head, 'proposal-discussed', 'start-agreed'))),
    ]
    const enacted = await Promise.all(
      drafts.map(({ id }, i) => [owner, head][i]!.post<RegulationVersion>(`/regulation/drafts/${id}/enactment`)),
    )
    expect(new Set(enacted.map(({ status }) => status))).toEqual(new Set([201, 409]))
    // The second press of the same button, too, changes nothing more.
    const again = await owner.post(`/regulation/drafts/${drafts[0]!.id}/enactment`)
    expect(again.status).toBe(409)
    await Promise.all([round(workspaceId), round(workspaceId)])
    expect(await movesOf(workspaceId, deal.id)).toHaveLength(1)
  })
})

describe('[A5 L5] the paper on which heads write together', () => {
  const paper = async (by: Person) => done(await by.get<WorkingDraft>('/regulation/working-draft'))
  const write = (by: Person, version: number, content: object) =>
    by.put<WorkingDraft>('/regulation/working-draft', content as Record<string, unknown>, { 'if-match': `"${version}"` })

  test('[L6] it is the heads’: a manager neither reads nor writes it', async () => {
    const { member } = await app.company()
    const manager = await member('manager')
    const asked = [
      await manager.get('/regulation/working-draft'),
      await manager.put('/regulation/working-draft', { changes: [] }),
      await manager.delete('/regulation/working-draft'),
    ]
    expect(asked.map(({ status }) => status)).toEqual([403, 403, 403])
  })

  test('[L5] a stale edit shows both values and loses nothing; what is wrong is kept and told, what has no shape is not', async () => {
    const { owner, member } = await app.company()
    const head = await member('head')
    const mine = await without(owner, 'proposal-discussed', 'lost')
    expect((await paper(owner)).version).toBe(0)
    const kept = done(await write(owner, 0, mine))
    expect([kept.version, kept.editedBy, kept.content?.former?.[0]?.to]).toEqual([1, 'Ирина Соколова', 'lost'])
    const yours = { basedOn: 1, changes: [{ clause: 'overdue', mode: 'warn' }] }
    const late = await write(head, 0, yours)
    expect([late.status, late.problem.yours, (late.problem.current as WorkingDraft).content?.former?.[0]?.to]).toEqual([412, yours, 'lost'])
    const misshapen = await write(head, 1, { basedOn: 1, pipelines: [{ key: 'sales' }] })
    expect([misshapen.status, misshapen.problem.faults?.[0]?.path]).toEqual([400, '/pipelines/0'])
    expect((await write(head, 1, { basedOn: 7, changes: [] })).problem.faults?.map(({ path }) => path)).toEqual(['/basedOn'])
    expect((await paper(owner)).version).toBe(1)
  })

  test('[A5] what comes in force is taken off it; what does not waits there for the new version, with what it was based on', async () => {
    const { owner } = await app.company()
    const creation = await without(owner, 'proposal-discussed', 'proposal-sent')
    done(await write(owner, 0, creation))
    await enact(owner, { changes: [{ clause: 'overdue', mode: 'warn' }] })
    const waiting = await paper(owner)
    expect([waiting.version, waiting.inForce, waiting.base?.pipelines.length]).toEqual([1, 2, 6])
    const renewed = await without(owner, 'proposal-discussed', 'proposal-sent')
    done(await write(owner, 1, renewed))
    expect((await paper(owner)).base).toBeNull()
    await enact(owner, renewed)
    expect(await paper(owner)).toMatchObject({ version: 0, content: null, inForce: 3 })
  })
})
