import path from 'node:path'
import { fold, type DealEvent, type Dossier } from '@reglament/regulation'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ImportReport } from './index.ts'
import { readMapping } from './index.ts'
import { aProgram } from './testing/aWorkspace.ts'

const data = process.env.REGLAMENT_TEST_DATA
const example = (name: string) => readMapping(path.join(import.meta.dirname, 'examples', `${name}.json`))

describe.skipIf(!data)('[L3] the deals of crm-maven are adopted as they are', async () => {
  const program = await aProgram()
  const file = path.join(data ?? '', 'crm-maven', 'sales_pipeline.csv')
  let workspaceId = 0
  let other = 0
  let report: ImportReport

  beforeAll(async () => {
    other = (await program.found()).workspaceId
    workspaceId = (await program.found('USD')).workspaceId
    report = await program.adopt({ file, mapping: await example('crm-maven'), workspaceId })
    console.log(
      `crm-maven: ${report.rows} rows in ${report.durationMs} ms, ${Math.round(report.rows / (report.durationMs / 1000))} deals/s`,
    )
  }, 60_000)

  const deals = (question: string) => program.rows<Record<string, unknown>>(workspaceId, question)

  test('every row comes in, none is dropped', () => {
    expect(report).toMatchObject({ rows: 8800, already: 0, rejected: 0, reasons: {}, companies: 85, people: 35, teams: 6 })
    expect(report.adopted).toEqual({
      open: { deals: 2089, sums: {} },
      won: { deals: 4238, sums: { USD: 1_000_553_400 } },
      lost: { deals: 2473, sums: { USD: 0 } },
    })
  })

  test('stages, sums and reasons stand in the tables', async () => {
    const found = await deals(`select stage, status, count(*)::integer as deals, sum(budget)::text as sum, min(loss_reason) as reason
      from deal group by stage, status order by stage`)
    expect(found).toEqual([
      { stage: 'lost', status: 'lost', deals: 2473, sum: '0', reason: 'not-stated' },
      { stage: 'new-request', status: 'open', deals: 500, sum: null, reason: null },
      { stage: 'started', status: 'won', deals: 4238, sum: '1000553400', reason: null },
      { stage: 'taken', status: 'open', deals: 1589, sum: null, reason: null },
    ])
  })

  test('GTXPro is not in the list of products; it is kept as written, marked and reported', async () => {
    expect(report.kept).toEqual([{ field: 'product', value: 'GTXPro', rows: 1480 }])
    expect(await program.count(workspaceId, `deal where fields ->> 'product' = 'GTXPro'`)).toBe(1480)
    const [field] = await deals(
      `select jsonb_path_query_array(options, '$[*] ? (@.adopted == true).key') as kept from field where key = 'product'`,
    )
    expect(field?.kept).toEqual(['GTXPro'])
  })

  test('1,425 deals have no company, as in the file; the companies have what their file knows', async () => {
    expect(await program.count(workspaceId, 'deal where company_id is null')).toBe(1425)
    expect(await program.count(workspaceId, 'company')).toBe(85)
    const [acme] = await deals(`select details from company where name = 'Acme Corporation'`)
    expect(acme?.details).toMatchObject({ sector: 'technolgy', employees: '2822', office: 'United States' })
  })

  test('a company or person with won deals is returning', async () => {
    const [sum] = await deals('select sum(won_deals)::integer as won from company')
    expect(sum?.won).toBe(await program.count(workspaceId, `deal where status = 'won' and company_id is not null`))
  })

  test('each open deal has exactly one open task to review it, closed ones none', async () => {
    const [counts] = await deals(`select count(*)::integer as tasks, count(distinct deal_id)::integer as deals,
        count(*) filter (where kind = 'review-imported' and assignee_id = responsible_id and status = 'open')::integer as right_ones
      from task join deal on deal.workspace_id = task.workspace_id and deal.id = task.deal_id`)
    expect(counts).toEqual({ tasks: 2089, deals: 2089, right_ones: 2089 })
  })

  test('the reviews are spread evenly over five working days, for the company and for each person', async () => {
    const days = await deals(
      `select (due_at at time zone 'Europe/Moscow')::date::text as day, count(*)::integer as tasks from task group by 1 order by 1`,
    )
    expect(days.map(({ day }) => day)).toEqual(['2026-03-11', '2026-03-12', '2026-03-13', '2026-03-16', '2026-03-17'])
    const tasks = days.map((it) => it.tasks as number)
    expect(Math.max(...tasks) - Math.min(...tasks)).toBeLessThanOrEqual(3)
    const [worst] = await deals(`select max(most - least) as gap from (
        select max(tasks) as most, case when count(*) = 5 then min(tasks) else 0 end as least from (
          select assignee_id, due_at, count(*) as tasks from task group by 1, 2) as daily group by assignee_id) as people`)
    expect(Number(worst?.gap)).toBeLessThanOrEqual(1)
  })

  test('35 agents are members without a sign-in, in the teams of 6 managers', async () => {
    expect(await program.count(workspaceId, 'member where identity_id is null and team_id is not null')).toBe(35)
    expect(await program.count(workspaceId, 'member')).toBe(36)
    expect(await program.count(workspaceId, 'team')).toBe(6)
  })

  test('the journal of each deal folds to what its row says', async () => {
    const events = await program.rows<{ stream_id: string; type: string; at: number; clause: string | null; data: unknown }>(
      workspaceId,
      `select stream_id, type, (extract(epoch from at) * 1000)::float8 as at, clause, data from journal where stream_kind = 'deal' order by position`,
    )
    const streams = Map.groupBy(events, ({ stream_id }) => stream_id)
    const rows = await program.rows<{ id: string; dossier: Dossier }>(workspaceId, 'select id, dossier from deal')
    expect(streams.size).toBe(8800)
    for (const { id, dossier } of rows) {
      const folded = fold(
        streams.get(id)!.map(({ type, at, clause, data }) => ({ type, at, data, clause: clause ?? undefined }) as DealEvent),
      )
      expect(folded).toEqual(dossier)
    }
  })

  test('the counts of the board are the counts of the deals', async () => {
    const kept = await deals(
      `select pipeline, stage, responsible_id, currency, deals, amount::float8 as amount from board_count where deals <> 0 order by 1, 2, 3, 4`,
    )
    const counted = await deals(`select pipeline, stage, coalesce(responsible_id, '00000000-0000-0000-0000-000000000000') as responsible_id,
        coalesce(currency, '') as currency, count(*)::integer as deals, coalesce(sum(budget), 0)::float8 as amount
      from deal group by 1, 2, 3, 4 order by 1, 2, 3, 4`)
    expect(kept).toEqual(counted)
  })

  test('what the regulation would have refused is recorded and reported', async () => {
    const recorded =
      await deals(`select met.clause, count(*)::integer as deals from journal, jsonb_array_elements_text(data -> 'clauses') as met (clause)
      where type = 'would-refuse' group by 1 order by 1`)
    expect(Object.fromEntries(recorded.map(({ clause, deals: counted }) => [clause, counted]))).toEqual(report.clauses)
    expect(report.clauses).toMatchObject({ 'required-fields': expect.any(Number) })
  })

  test('the same file again adopts nothing', async () => {
    const again = await program.adopt({ file, mapping: await example('crm-maven'), workspaceId })
    expect(again).toMatchObject({ rows: 8800, already: 8800, rejected: 0, people: 0, teams: 0, companies: 0, kept: [] })
    expect(await program.count(workspaceId, 'deal')).toBe(8800)
    expect(await program.count(workspaceId, 'task')).toBe(2089)
    expect(await program.count(workspaceId, 'member')).toBe(36)
  })

  test('another workspace is untouched', async () => {
    for (const table of ['deal', 'company', 'task', 'journal', 'team', 'board_count']) expect(await program.count(other, table)).toBe(0)
    expect(await program.count(other, 'member')).toBe(1)
    expect(await program.count(other, `field where key = 'product'`)).toBe(0)
  })
})

describe.skipIf(!data)('[L3] the deals of crm-generated-b2b go in by a mapping alone', async () => {
  const program = await aProgram()
  const file = path.join(data ?? '', 'crm-generated-b2b', 'sales_pipeline.csv')

  test('8,766 rows come in, and an open deal with an expected closing date stays open', async () => {
    const { workspaceId } = await program.found('USD')
    const report = await program.adopt({ file, mapping: await example('crm-generated-b2b'), workspaceId })
    expect(report).toMatchObject({ rows: 8766, rejected: 0, people: 35, teams: 4, companies: 85, emptyLines: 1, kept: [] })
    const { open, won, lost } = report.adopted
    expect([open.deals, won.deals, lost.deals]).toEqual([1938 + 1747 + 1537 + 1377, 1290, 877])
    expect(await program.count(workspaceId, `deal where status = 'open' and closed_at is null`)).toBe(6599)
    expect(await program.count(workspaceId, 'deal where closed_at < created_at')).toBe(0)
    expect(await program.count(workspaceId, `company where name = 'Company_61' and details ->> 'sector' is not null`)).toBe(1)
    expect(await program.count(workspaceId, `deal where fields ->> 'product' is null`)).toBe(0)
    const [first] = await program.rows<{ title: string }>(workspaceId, `select title from deal where external_id = 'crm-generated-b2b:D1'`)
    expect(first?.title).toBe('CRM Professional — Company_68')
  })
})
