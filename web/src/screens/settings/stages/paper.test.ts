import { describe, expect, test } from 'vitest'
import { merged } from './merge.ts'
import {
  chainText,
  contentOf,
  faultsAt,
  paperOf,
  withNewPipeline,
  withNewStage,
  withoutPipeline,
  withoutStage,
  withParams,
  withPipeline,
  withStage,
  withStageBack,
  withStageMoved,
  type Paper,
  type StageText,
} from './paper.ts'

const stage = (key: string, forward: string[], more: Partial<StageText> = {}): StageText => ({
  key,
  name: { ru: key, en: key },
  kind: 'open',
  optional: false,
  forward,
  required: [],
  tasks: [],
  stay: null,
  worksIt: ['manager'],
  ...more,
})
const document = {
  pipelines: [
    {
      key: 'sales',
      name: { ru: 'Продажи', en: 'Sales' },
      kind: 'sales',
      stages: [
        stage('new', ['sent']),
        stage('sent', ['agreed']),
        stage('agreed', ['won']),
        stage('won', [], { kind: 'won' }),
        stage('lost', [], { kind: 'lost' }),
      ],
    },
  ],
}
const base = paperOf(document, null)
const keysOf = ({ pipelines: [sales] }: Paper) => sales!.stages.map(({ key }) => key)
const one = ({ pipelines: [sales] }: Paper, key: string) => sales!.stages.find((it) => it.key === key)!

describe('[B1] a draft of stages', () => {
  test('what is put back to what is in force is no draft', () => {
    const moved = withStageMoved(base, 'sales', 'sent', 1)
    expect(keysOf(moved)).toEqual(['new', 'agreed', 'sent', 'won', 'lost'])
    expect(contentOf(moved, document, 3, null)).toEqual({ basedOn: 3, pipelines: moved.pipelines })
    expect(contentOf(withStageMoved(moved, 'sales', 'sent', -1), document, 3, null)).toBeNull()
    // What the draft changes elsewhere stays in it.
    expect(contentOf(base, document, 3, { basedOn: 2, criteria: [] })).toEqual({ basedOn: 3, criteria: [] })
  })

  test('stages in which deals end stay at the end', () => {
    expect(keysOf(withStageMoved(base, 'sales', 'agreed', 1))).toEqual(keysOf(base))
    expect(keysOf(withStageMoved(base, 'sales', 'new', -1))).toEqual(keysOf(base))
  })

  test('a new stage stands in the way, with a key that nothing has or had', () => {
    const added = withNewStage(base, 'sales', { name: { ru: 'Замер', en: 'Measuring' }, before: 'agreed' })
    expect(keysOf(added)).toEqual(['new', 'sent', 'measuring', 'agreed', 'won', 'lost'])
    expect([one(added, 'sent').forward, one(added, 'measuring').forward]).toEqual([['measuring'], ['agreed']])
    const twice = withNewStage(added, 'sales', { name: { ru: 'Замер', en: 'Measuring' }, before: 'agreed' })
    expect(keysOf(twice)).toContain('measuring-2')
    const gone = withoutStage(base, 'sales', 'sent', 'new')
    expect(keysOf(withNewStage(gone, 'sales', { name: { ru: 'КП', en: 'Sent' }, before: 'agreed' }))).toContain('sent-2')
    expect(keysOf(withNewStage(base, 'sales', { name: { ru: 'Замер', en: 'Замер' }, before: 'new' }))[0]).toBe('zamer')
  })

  test('a stage that goes is bypassed, its deals go where it is said, and it can be put back as it was', () => {
    const gone = withoutStage(base, 'sales', 'sent', 'agreed')
    expect([keysOf(gone), one(gone, 'new').forward]).toEqual([['new', 'agreed', 'won', 'lost'], ['agreed']])
    expect(gone.former.map(({ pipeline, stage: { key }, to }) => [pipeline, key, to])).toEqual([['sales', 'sent', 'agreed']])
    // Where deals were to go goes away too: they go on with its own.
    const both = withoutStage(gone, 'sales', 'agreed', 'new')
    expect(both.former.map(({ stage: { key }, to }) => [key, to])).toEqual([
      ['sent', 'new'],
      ['agreed', 'new'],
    ])
    const back = withStageBack(gone, 'sales', 'sent', document.pipelines)
    expect([keysOf(back), back.former, one(back, 'new').forward]).toEqual([keysOf(base), [], ['agreed', 'sent']])
  })

  test('a new pipeline begins with a stage that leads to its end', () => {
    const name = { ru: 'Сервис', en: 'Service' }
    const { pipelines } = withNewPipeline(base, { name, kind: 'sales', first: name, won: name, lost: name })
    expect(pipelines[1]).toMatchObject({ key: 'service', stages: [{ kind: 'open', forward: ['won'] }, { kind: 'won' }, { kind: 'lost' }] })
  })

  test('a pipeline that goes takes what its deals were to do with it', () => {
    const name = { ru: 'Сервис', en: 'Service' }
    const added = withNewPipeline(base, { name, kind: 'sales', first: name, won: name, lost: name })
    expect(withoutPipeline(added, 'service')).toEqual(base)
    expect(
      chainText([
        { from: 'sales', to: 'service' },
        { from: 'service', to: 'production' },
      ]),
    ).toBe('sales > service, service > production')
  })

  test('parameters of one clause add up', () => {
    const paper = withParams(withParams(base, 'taking', { a: 1 }), 'taking', { b: 2 })
    expect(paper.changes).toEqual([{ clause: 'taking', params: { a: 1, b: 2 } }])
  })

  test('[A11] faults stand at their stage, the rest at the pipeline', () => {
    const faults = ['/pipelines/0/stages/1/forward', '/pipelines/0/stages/11', '/pipelines/0/name', '/sections/0'].map((path) => ({
      path,
      message: path,
    }))
    expect(faultsAt(faults, base.pipelines, 'sales', 'sent')).toEqual(['/pipelines/0/stages/1/forward'])
    expect(faultsAt(faults, base.pipelines, 'sales')).toEqual(['/pipelines/0/name'])
  })
})

describe('[L5] two heads on one draft', () => {
  const named = (paper: Paper, key: string, ru: string) => withStage(paper, 'sales', { ...one(paper, key), name: { ru, en: key } })

  test('what each has changed for himself is put together', () => {
    const mine = withStageMoved(named(base, 'sent', 'Моё'), 'sales', 'sent', 1)
    const theirs = withNewStage(named(base, 'agreed', 'Его'), 'sales', { name: { ru: 'Замер', en: 'Measuring' }, before: 'sent' })
    const { paper, clashes } = merged(base, mine, theirs)
    expect(clashes).toEqual([])
    expect([keysOf(paper), one(paper, 'sent').name.ru, one(paper, 'agreed').name.ru]).toEqual([
      ['new', 'measuring', 'agreed', 'sent', 'won', 'lost'],
      'Моё',
      'Его',
    ])
    expect(one(paper, 'new').forward).toEqual(['measuring'])
  })

  test('what both have changed otherwise is shown with both values; who chooses the other’s gets it', () => {
    const [mine, theirs] = [named(base, 'sent', 'Моё'), named(base, 'sent', 'Его')]
    const { paper, clashes } = merged(base, mine, theirs)
    expect(clashes).toEqual([{ id: 'sales/sent/name.ru', pipeline: 'sales', stage: 'sent', what: 'name.ru', mine: 'Моё', theirs: 'Его' }])
    expect(one(paper, 'sent').name.ru).toBe('Моё')
    expect(one(merged(base, mine, theirs, { 'sales/sent/name.ru': 'theirs' }).paper, 'sent').name.ru).toBe('Его')
  })

  test('a stage that one takes away and the other changes: they are asked; untouched by the other it goes, with where its deals go', () => {
    const mine = withoutStage(base, 'sales', 'sent', 'agreed')
    expect(merged(base, mine, named(base, 'agreed', 'Его'))).toMatchObject({ clashes: [], paper: { former: [{ to: 'agreed' }] } })
    const touched = named(base, 'sent', 'Его')
    expect(merged(base, mine, touched).clashes.map(({ id }) => id)).toEqual(['sales/sent/whole'])
    const kept = merged(base, mine, touched, { 'sales/sent/whole': 'theirs' }).paper
    expect([keysOf(kept).includes('sent'), kept.former]).toEqual([true, []])
    const elsewhere = merged(base, mine, withoutStage(base, 'sales', 'sent', 'new'))
    expect(elsewhere.clashes.map(({ what, mine: my, theirs }) => [what, my, theirs])).toEqual([['to', 'agreed', 'new']])
  })

  test('two orders and two archivings', () => {
    const up = withStageMoved(base, 'sales', 'agreed', -1)
    expect(merged(base, up, up).clashes).toEqual([])
    const down = withStageMoved(base, 'sales', 'new', 1)
    expect(merged(base, up, down).clashes.map(({ what }) => what)).toEqual(['order'])
    const archived = withPipeline(base, 'sales', (pipeline) => ({ ...pipeline, archived: true }))
    expect(merged(base, base, archived).paper.pipelines[0]!.archived).toBe(true)
    expect(merged(base, archived, archived).clashes).toEqual([])
  })
})
