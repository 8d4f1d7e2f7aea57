import { describe, expect, test } from 'vitest'
import { compileRegulation, faultsOf } from '../compile.ts'
import { differencesBetween } from '../differences/index.ts'
import type { RegulationDocument } from '../document.ts'
import { namesMended, stageNow, stillFormer, successorOf, withoutGaps } from '../formerStages.ts'
import { leavesFor, sweep } from '../judge.ts'
import { namesIn } from '../names.ts'
import { shippedRegulation } from '../shipped/index.ts'
import { aDeal, inMoscow, moscow } from '../testing/index.ts'

const ru = shippedRegulation
/** The shipped regulation without stages of the sales pipeline, each with where its deals go. */
function without(gone: Record<string, string>): RegulationDocument {
  const [sales, ...others] = ru.pipelines as [RegulationDocument['pipelines'][number]]
  const stages = sales.stages
    .filter(({ key }) => !(key in gone))
    .map((stage) => ({
      ...stage,
      forward: [
        ...new Set(stage.forward.flatMap((key) => (key in gone ? sales.stages.find((one) => one.key === key)!.forward : [key]))),
      ].filter((key) => !(key in gone)),
    }))
  const document: RegulationDocument = {
    ...ru,
    pipelines: [{ ...sales, stages }, ...others],
    former: Object.entries(gone).map(([key, to]) => ({ pipeline: 'sales', stage: sales.stages.find((stage) => stage.key === key)!, to })),
  }
  const mended = (params: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(params).map(([key, value]) => [key, namesMended(document, value) ?? value]))
  const sections = document.sections.map((section) => ({
    ...section,
    clauses: section.clauses.map((clause) => ({ ...clause, params: mended(clause.params) })),
  }))
  return { ...document, sections }
}

describe('[B1] a stage that was taken away', () => {
  const deal = aDeal().withEverythingFilled().inStage('proposal-discussed')
  const after = compileRegulation(without({ 'proposal-discussed': 'start-agreed' }), 2)

  test('[B1 D2] the deal goes where the version sends it, with the task of the stage there, by nobody', () => {
    const { events, after: left } = sweep(after, deal.situation(), moscow('Tue 10 Mar 10:00'))
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['stage-moved', 'task-set']))
    expect(events.find(({ type }) => type === 'stage-moved')!.data).toEqual({
      from: 'proposal-discussed',
      to: 'start-agreed',
      direction: 'by-version',
      reasonLength: 0,
      version: 2,
    })
    expect(left!.stage).toBe('start-agreed')
    expect(left!.openTasks.map(({ kind, dueAt }) => `${kind}, ${inMoscow(dueAt)}`)).toContain('contract-and-invoice, Wed 11 Mar 10:00')
    // To look again changes nothing, and where nothing was taken away nothing moves.
    expect(sweep(after, { ...deal.situation(), deal: left }, moscow('Tue 10 Mar 10:00')).events).toEqual([])
    expect(leavesFor(deal.regulation, deal.situation().deal!)).toBeNull()
  })

  test('[D1] where the stage there plans nothing, or nothing is planned at all, what was open stays', () => {
    const planless = without({ 'proposal-discussed': 'attempts' })
    const sections = planless.sections.map((section) => ({
      ...section,
      clauses: section.clauses.map((clause) => (clause.kind === 'stage-task' ? { ...clause, mode: 'observe' as const } : clause)),
    }))
    const bare = without({ 'proposal-discussed': 'new-request' })
    for (const document of [{ ...planless, sections }, bare]) {
      const { after: left } = sweep(compileRegulation(document, 2), deal.situation(), moscow('Tue 10 Mar 10:00'))
      expect(left!.openTasks.length).toBeGreaterThan(0)
    }
  })

  test('a closed deal stays; opened again, it goes where the others went', () => {
    const lost = deal.imported({ status: 'lost', stage: 'proposal-discussed' })
    expect(leavesFor(after, lost.deal!)).toBeNull()
  })

  test('over several versions it goes to where the last one sends it; a circle leads nowhere', () => {
    const two = without({ 'proposal-discussed': 'proposal-sent', 'proposal-sent': 'qualified' })
    expect(successorOf(two, 'sales', 'proposal-discussed')).toBe('qualified')
    expect(faultsOf(two)).toEqual([])
    const circle = without({ 'proposal-discussed': 'proposal-sent', 'proposal-sent': 'proposal-discussed' })
    expect(successorOf(circle, 'sales', 'proposal-discussed')).toBeNull()
    expect(faultsOf(circle).map(({ path }) => path)).toEqual(expect.arrayContaining(['/former/0/to', '/former/1/to']))
  })

  test.each(['started', 'lost', 'nowhere'])('[A11] deals do not go to %s', (to) => {
    expect(faultsOf(without({ 'proposal-discussed': to })).map(({ path }) => path)).toContain('/former/0/to')
  })

  test('put back, it is no former one; where nobody chose, the stage before it is the one', () => {
    const document = without({ 'proposal-discussed': 'start-agreed' })
    expect(stillFormer(document.former!, ru.pipelines)).toEqual([])
    const { former: _former, ...silent } = document
    expect(withoutGaps(ru, silent).former).toMatchObject([{ pipeline: 'sales', to: 'proposal-sent' }])
    const first = without({ 'new-request': 'taken' })
    const { former: _none, ...silentFirst } = first
    expect(withoutGaps(ru, silentFirst).former).toMatchObject([{ to: 'taken' }])
  })

  test('what people wrote down by its key speaks of the stage that took its deals', () => {
    const document = without({ 'proposal-discussed': 'start-agreed' })
    expect([
      stageNow(document, 'proposal-discussed'),
      stageNow(document, 'taken'),
      stageNow(document, 'proposal-discussed', 'meeting'),
    ]).toEqual(['start-agreed', 'taken', 'proposal-discussed'])
    expect(after.stageName('proposal-discussed', 'sales')).toEqual({ ru: 'Обсудили КП', en: 'Proposal discussed' })
  })

  test('it is called as it was, wherever it is still read; what is known to nobody by its key', () => {
    const [ru, en] = [namesIn(after, 'ru'), namesIn(after, 'en')]
    expect([ru.stage('proposal-discussed', 'sales'), en.stage('taken', 'sales')]).toEqual(['Обсудили КП', 'Taken into work'])
    expect([ru.pipeline('sales'), ru.lossReason('too-dear'), ru.option('platform', 'site')]).toEqual(['Продажи', 'Дорого', 'Сайт'])
    for (const { key, name } of after.document.criteria) expect(ru.criterion(key)).toBe(name.ru)
    const unknown = [
      ru.pipeline,
      ru.stage,
      ru.taskKind,
      ru.lossReason,
      ru.falseLoss,
      ru.criterion,
      (key: string) => ru.option('platform', key),
    ]
    expect(unknown.map((name) => name('unheard-of'))).toEqual(unknown.map(() => 'unheard-of'))
  })

  test('[A5] the differences say where its deals go', () => {
    const told = differencesBetween(ru, without({ 'proposal-discussed': 'start-agreed' }), 'ru')
    expect(told.find(({ title }) => title.includes('Обсудили КП'))!.after).toBe(
      'этапа больше нет, его сделки переходят на «Согласован старт»',
    )
  })
})

describe('[B1] an archived pipeline', () => {
  test('[A11] one of sales takes new deals, and none is opened by winning in one that does not', () => {
    const archived = (...keys: string[]) => ({
      ...ru,
      pipelines: ru.pipelines.map((pipeline) => (keys.includes(pipeline.key) ? { ...pipeline, archived: true } : pipeline)),
    })
    const sales = ru.pipelines.filter(({ kind }) => kind === 'sales').map(({ key }) => key)
    expect(faultsOf(archived(...sales)).map(({ path }) => path)).toContain('/pipelines')
    expect(faultsOf(archived('production')).map(({ ru: text }) => text)).toContain('Воронка «Производство» в архиве.')
    expect(faultsOf(archived('sales')).map(({ path }) => path)).not.toContain('/pipelines')
  })
})
