import { describe, expect, test } from 'vitest'
import { clauseKinds } from '../clauses/index.ts'
import { compileRegulation, faultsOf, UnreadableRegulation } from '../compile.ts'
import type { ClauseDocument, PipelineDocument, RegulationDocument } from '../document.ts'
import { shippedRegulation } from '../shipped/index.ts'
import { aRegulation } from '../testing/index.ts'

const shipped = aRegulation()
const lucky = shipped.withClause({ key: 'luck', kind: 'luck', mode: 'warn', params: {} })
const places = (document: unknown) => faultsOf(document).map(({ path }) => path)

describe('[A2 A11] the shipped regulation', () => {
  test('has no faults', () => {
    expect(faultsOf(shippedRegulation)).toEqual([])
    expect(compileRegulation(shippedRegulation, 7)).toMatchObject({ version: 7 })
  })

  test('carries every clause kind of the book', () => {
    const kinds = shippedRegulation.sections.flatMap(({ clauses }) => clauses.map(({ kind }) => kind))
    expect(kinds.toSorted()).toEqual(clauseKinds.map(({ kind }) => kind).toSorted())
  })

  test('is plain data: what is stored and read back is the same', () => {
    expect(JSON.parse(JSON.stringify(shippedRegulation))).toEqual(shippedRegulation)
    expect(faultsOf(JSON.parse(JSON.stringify(shippedRegulation)))).toEqual([])
  })
})

describe('[A11] a reference to what is not there', () => {
  test.each<[string, RegulationDocument, string, string]>([
    [
      'a stage',
      shipped.withStage('taken', { forward: ['qualified', 'nowhere'] }).document,
      '/pipelines/0/stages/1/forward/1',
      'no stage nowhere',
    ],
    [
      'a field',
      shipped.withStage('taken', { required: ['platform', 'region'] }).document,
      '/pipelines/0/stages/1/required/1',
      'no field region',
    ],
    [
      'a task kind',
      shipped.withStage('taken', { tasks: [{ kind: 'dance', term: '1 wd' }] }).document,
      '/pipelines/0/stages/1/tasks/0/kind',
      'no task kind dance',
    ],
    [
      'the role that works a stage',
      shipped.withStage('taken', { worksIt: ['boss'] }).document,
      '/pipelines/0/stages/1/worksIt/0',
      'no role boss',
    ],
    [
      'a stage of a parameter',
      shipped.withParams('thinking-weekly', { every: '1 w', stages: ['attempts', 'nowhere'] }).document,
      `${shipped.placeOf('thinking-weekly')}/params/stages/1`,
      'no stage nowhere',
    ],
    ['a clause kind', lucky.document, `${lucky.placeOf('luck')}/kind`, 'no clause kind luck'],
    [
      'a pipeline of a scope',
      shipped.withScope('stage-order', { pipelines: ['sales', 'rentals'] }).document,
      `${shipped.placeOf('stage-order')}/scope/pipelines/1`,
      'no pipeline rentals',
    ],
    [
      'a stage of a scope',
      shipped.withScope('stage-order', { stages: ['nowhere'] }).document,
      `${shipped.placeOf('stage-order')}/scope/stages/0`,
      'no stage nowhere',
    ],
    [
      'a role of a scope',
      shipped.withScope('stage-order', { roles: ['boss'] }).document,
      `${shipped.placeOf('stage-order')}/scope/roles/0`,
      'no role boss',
    ],
  ])('%s', (_what, document, path, message) => {
    expect(faultsOf(document)).toEqual([{ path, message: expect.stringContaining(message), ru: expect.stringMatching(/[а-яё]/i) }])
  })
})

describe('[A1 A11] parameters out of range', () => {
  test.each<[string, string, Record<string, unknown>, string]>([
    ['a note of no characters', 'note-present', { charactersMin: 0 }, `${shipped.placeOf('note-present')}/params/charactersMin`],
    ['a note of half a character', 'note-present', { charactersMin: 9.5 }, `${shipped.placeOf('note-present')}/params/charactersMin`],
    ['a result of a novel', 'result-note', { charactersMin: 501 }, `${shipped.placeOf('result-note')}/params/charactersMin`],
    ['a term in calendar days', 'first-response', { within: '1 d' }, `${shipped.placeOf('first-response')}/params/within`],
    [
      'a term beyond any calendar',
      'first-response',
      { within: '99999999999999999999 wd' },
      `${shipped.placeOf('first-response')}/params/within`,
    ],
    ['a parameter that nobody knows', 'stage-order', { strictly: true }, `${shipped.placeOf('stage-order')}/params/strictly`],
  ])('%s', (_what, clause, params, path) => {
    expect(places(shipped.withParams(clause, params).document)).toContain(path)
  })

  test('a parameter that is missing', () => {
    const { sections } = shipped.document
    const bare: ClauseDocument = { key: 'note-present', kind: 'note-present', mode: 'enforce', params: {} }
    expect(faultsOf({ ...shipped.document, sections: [...sections.slice(0, 1), { name: sections[1]!.name, clauses: [bare] }] })).toEqual([
      { path: '/sections/1/clauses/0/params', message: expect.stringContaining('charactersMin'), ru: 'Не хватает: charactersMin.' },
    ])
  })

  test.each(['1 wmin', '9999 wd', '999 mo'])('a term of %s is readable', (term) => {
    expect(faultsOf(shipped.withStage('new-request', { stay: term }).document)).toEqual([])
  })

  test.each(['30', '30 minutes', '-1 wd', '1.5 wh', '10000 wd', '1000 mo', '5 s'])('a stay of “%s” is not', (stay) => {
    expect(places(shipped.withStage('taken', { stay }).document)).toContain('/pipelines/0/stages/1/stay')
  })

  test('a term of nothing is refused in plain words, in a clause, in a list of terms, of a stage and of its tasks', () => {
    const { sections } = shipped.document
    const listed = sections.flatMap(({ clauses }) => clauses).find(({ params }) => Object.values(params).some((one) => isTermList(one)))!
    const key = Object.keys(listed.params).find((one) => isTermList(listed.params[one]))!
    const inList = shipped.withParams(listed.key, { ...listed.params, [key]: (listed.params[key] as string[]).with(0, '0 wh') })
    const [task] = shipped.document.pipelines[0]!.stages[1]!.tasks
    const refused: [RegulationDocument, string][] = [
      [shipped.withParams('first-response', { within: '0 wmin' }).document, `${shipped.placeOf('first-response')}/params/within`],
      [inList.document, `${shipped.placeOf(listed.key)}/params/${key}/0`],
      [shipped.withStage('taken', { stay: '0 wd' }).document, '/pipelines/0/stages/1/stay'],
      [shipped.withStage('taken', { tasks: [{ ...task!, term: '0 wmin' }] }).document, '/pipelines/0/stages/1/tasks/0/term'],
    ]
    for (const [document, path] of refused)
      expect(faultsOf(document)).toContainEqual({ path, message: expect.stringContaining('zero'), ru: expect.stringContaining('нулевым') })
  })
})

const isTermList = (value: unknown) => Array.isArray(value) && typeof value[0] === 'string' && /^\d+ w/.test(value[0])

describe('[A11] what is named twice', () => {
  const { document } = shipped
  const [sales] = document.pipelines as [PipelineDocument]
  const again = shipped.withClause({ key: 'stage-order', kind: 'stage-order', mode: 'warn', params: {} })

  test.each<[string, RegulationDocument, string]>([
    ['a clause', again.document, `${again.placeOf('stage-order')}/key`],
    ['a pipeline', { ...document, pipelines: [sales, sales] }, '/pipelines/1/key'],
    [
      'a stage',
      { ...document, pipelines: [{ ...sales, stages: [...sales.stages, { ...sales.stages.at(-1)! }] }] },
      '/pipelines/0/stages/10/key',
    ],
    ['a field', { ...document, fields: [...document.fields, document.fields[0]!] }, `/fields/${document.fields.length}/key`],
    [
      'a task kind',
      { ...document, taskKinds: [...document.taskKinds, document.taskKinds[0]!] },
      `/taskKinds/${document.taskKinds.length}/key`,
    ],
    [
      'an option of a list',
      { ...document, fields: document.fields.map((field) => ({ ...field, options: [...field.options, ...field.options.slice(0, 1)] })) },
      '/fields/2/options/8/key',
    ],
  ])('%s', (_what, twice, path) => {
    expect(faultsOf(twice)).toContainEqual({
      path,
      message: expect.stringContaining('used twice'),
      ru: expect.stringContaining('занят дважды'),
    })
  })

  test('two pipelines may have stages of the same key', () => {
    expect(
      places({ ...document, pipelines: [sales, { ...sales, key: 'second-sales' }] }).filter((path) => path.startsWith('/pipelines')),
    ).toEqual([])
  })
})

describe('[A11 B1] the way through a pipeline', () => {
  test.each<[string, RegulationDocument, string[]]>([
    [
      'the first stage is not open',
      shipped.withStage('new-request', { kind: 'won', forward: [] }).document,
      ['/pipelines/0/stages/0/kind'],
    ],
    [
      'a stage that can’t be reached',
      shipped.withStage('proposal-sent', { forward: ['attempts', 'start-agreed'] }).document,
      ['/pipelines/0/stages/4'],
    ],
    [
      'a stage after which nothing comes',
      shipped.withStage('proposal-discussed', { forward: [] }).document,
      ['/pipelines/0/stages/4/forward'],
    ],
    [
      'two stages that only lead to one another',
      shipped.withStage('proposal-discussed', { forward: ['attempts'] }).withStage('attempts', { forward: ['proposal-discussed'] })
        .document,
      ['/pipelines/0/stages/4/forward', '/pipelines/0/stages/5/forward'],
    ],
    [
      'no stage is won',
      shipped.withStage('started', { kind: 'lost' }).withStage('invoiced', { forward: [] }).document,
      shipped.document.pipelines[0]!.stages.slice(0, 8).map((_stage, i) => `/pipelines/0/stages/${i}/forward`),
    ],
    [
      'lost is entered by a move',
      shipped.withStage('taken', { forward: ['qualified', 'lost'] }).document,
      ['/pipelines/0/stages/1/forward/1'],
    ],
    ['a won deal goes on', shipped.withStage('started', { forward: ['invoiced'] }).document, ['/pipelines/0/stages/8/forward']],
    [
      'a closed deal has tasks',
      shipped.withStage('started', { tasks: [{ kind: 'call', term: '1 wd' }] }).document,
      ['/pipelines/0/stages/8/tasks'],
    ],
  ])('%s', (_what, document, paths) => {
    expect(places(document)).toEqual(expect.arrayContaining(paths))
  })

  test('a document with one fault has one fault', () => {
    expect(faultsOf(shipped.withStage('proposal-discussed', { forward: [] }).document)).toEqual([
      {
        path: '/pipelines/0/stages/4/forward',
        message: 'no way leads from proposal-discussed to a won stage',
        ru: 'С этапа «Обсудили КП» нельзя дойти до выигрыша.',
      },
    ])
  })
})

describe('[A11] a bad document is refused as a whole', () => {
  const bad = shipped
    .withStage('taken', { forward: ['nowhere'], required: ['region'] })
    .withParams('note-present', { charactersMin: 0 })
    .withClause({ key: 'stage-order', kind: 'luck', mode: 'warn', params: {} })

  test('with every fault and its place at once', () => {
    expect(places(bad.document)).toEqual(
      expect.arrayContaining([
        '/pipelines/0/stages/1/forward/0',
        '/pipelines/0/stages/1/required/0',
        '/pipelines/0/stages/2',
        `${shipped.placeOf('note-present')}/params/charactersMin`,
        `${bad.placeOf('stage-order')}/key`,
        `${bad.placeOf('stage-order')}/kind`,
      ]),
    )
  })

  test('and is not compiled', () => {
    expect(() => bad.compiled()).toThrow(UnreadableRegulation)
    expect(() => bad.compiled()).toThrow('no field region')
  })

  test.each([null, undefined, 7, 'regulation', [], {}])('%o is no regulation', (nonsense) => {
    expect(faultsOf(nonsense)).not.toEqual([])
    expect(() => compileRegulation(nonsense, 1)).toThrow(UnreadableRegulation)
  })

  test('a mode that does not exist and a name in one language only are told by their place', () => {
    const document = structuredClone(shipped.document) as { sections: { name: { en?: string }; clauses: { mode: string }[] }[] }
    document.sections[1]!.clauses[0]!.mode = 'strict'
    delete document.sections[2]!.name.en
    expect(places(document)).toEqual(expect.arrayContaining(['/sections/1/clauses/0/mode', '/sections/2/name']))
  })
})

describe('[A11] what does not fit together', () => {
  const faultsWith = (document: RegulationDocument) => faultsOf(document).map(({ path, ru }) => [path, ru] as const)

  test.each<[string, RegulationDocument, string]>([
    [
      'three weeks of silence asked for where the system closes after two',
      shipped.withParams('silence-end', { after: '2 w' }).document,
      `${shipped.placeOf('silence-before-closing')}/params/after`,
    ],
    [
      'the head sees an overdue task when it was handed over long ago',
      shipped.withParams('overdue', { headSeesAfter: '3 wd' }).document,
      `${shipped.placeOf('overdue')}/params/headSeesAfter`,
    ],
    [
      'a silence that ends after the life',
      shipped.withParams('silence-end', { after: '6 mo' }).document,
      `${shipped.placeOf('silence-end')}/params/after`,
    ],
    [
      'shown ahead for longer than it lasts',
      shipped.withParams('lifetime', { shownAhead: '200 d' }).document,
      `${shipped.placeOf('lifetime')}/params/shownAhead`,
    ],
    [
      'more attempts than eight weeks have room for: a clause that can never pass',
      shipped.withParams('attempts-before-closing', { attemptsMin: 20, apartMinutes: 10080 }).document,
      `${shipped.placeOf('attempts-before-closing')}/params/attemptsMin`,
    ],
    [
      'a task of two weeks in a stage of two days',
      shipped.withStage('qualified', { tasks: [{ kind: 'prepare-proposal', term: '20 wd' }] }).document,
      '/pipelines/0/stages/2/tasks/0/term',
    ],
    [
      'a stage that the clause names and nobody has',
      shipped.withParams('no-invoice', { stage: 'dreaming' }).document,
      `${shipped.placeOf('no-invoice')}/params/stage`,
    ],
    [
      'the next pipeline in line is not there',
      shipped.withParams('won-opens-next', { chain: 'sales > workshop' }).document,
      `${shipped.placeOf('won-opens-next')}/params/chain`,
    ],
    [
      'a pipeline that opens itself',
      shipped.withParams('won-opens-next', { chain: 'sales > sales' }).document,
      `${shipped.placeOf('won-opens-next')}/params/chain`,
    ],
    [
      'a clause for stages that its pipelines do not have',
      shipped.withScope('stage-order', { pipelines: ['production'], stages: ['taken'] }).document,
      `${shipped.placeOf('stage-order')}/scope/stages`,
    ],
  ])('%s', (_what, document, path) => {
    const faults = faultsWith(document)
    expect(faults.map(([at]) => at)).toContain(path)
    for (const [, message] of faults) expect(message).toMatch(/[а-яё]/i)
  })

  test('a clause that is off contradicts nothing', () => {
    const off = shipped.withParams('silence-end', { after: '2 w' }).withMode('silence-end', 'off')
    expect(faultsWith(off.document)).toEqual([])
  })
})
