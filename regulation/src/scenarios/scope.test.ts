import { describe, expect, test } from 'vitest'
import { aDeal, aRegulation, aTask, refusedBy, tasksAfter } from '../testing/index.ts'

describe('[A1] a clause holds where its scope says', () => {
  const withScope = (scope: Parameters<ReturnType<typeof aRegulation>['withScope']>[1]) =>
    aDeal().under(aRegulation().withPipeline('rentals').withScope('required-fields', scope))

  test.each([
    ['the pipeline of the deal', ['sales'], ['required-fields']],
    ['another pipeline', ['rentals'], []],
    ['several, this one among them', ['rentals', 'sales'], ['required-fields']],
  ])('pipeline: %s', (_which, pipelines, refusals) => {
    expect(refusedBy(withScope({ pipelines }).moved('taken'))).toEqual(refusals)
  })

  test.each([
    ['the stage where the deal stands', ['new-request'], ['required-fields']],
    ['the stage where it goes', ['taken'], []],
  ])('stage: %s', (_which, stages, refusals) => {
    expect(refusedBy(withScope({ stages }).moved('taken'))).toEqual(refusals)
  })

  test.each([
    ['manager', ['required-fields']],
    ['trainee', ['required-fields']],
    ['head', []],
    ['system', []],
  ] as const)('role: for managers and trainees only, asked by %s', (role, refusals) => {
    expect(
      refusedBy(
        withScope({ roles: ['manager', 'trainee'] })
          .by(role)
          .moved('taken'),
      ),
    ).toEqual(refusals)
  })

  test('all parts of a scope must fit', () => {
    const narrow = withScope({ pipelines: ['sales'], stages: ['new-request'], roles: ['trainee'] })
    expect(refusedBy(narrow.by('trainee').moved('taken'))).toEqual(['required-fields'])
    expect(refusedBy(narrow.by('manager').moved('taken'))).toEqual([])
  })

  test('without a scope a clause holds for every role', () => {
    for (const role of ['manager', 'trainee', 'head', 'owner', 'admin', 'system'] as const) {
      expect(refusedBy(aDeal().by(role).moved('taken'))).toEqual(['required-fields'])
    }
  })

  test('a consequence follows in the stage that was entered', () => {
    const entering = (stages: string[]) =>
      aDeal()
        .under(aRegulation().withScope('stage-task', { stages }))
        .withEverythingFilled()
        .moved('taken', { next: aTask('meeting') })
    expect(tasksAfter(entering(['taken']))).toContain('contact-and-qualify, Tue 10 Mar 10:30')
    expect(tasksAfter(entering(['new-request']))).toEqual(['meeting, Tue 10 Mar 18:00'])
  })

  test('one kind may stand twice, with other parameters for others', () => {
    const twice = aRegulation()
      .withScope('result-note', { roles: ['manager'] })
      .withClause({
        key: 'result-note-trainees',
        kind: 'result-note',
        mode: 'enforce',
        params: { charactersMin: 30 },
        scope: { roles: ['trainee'] },
      })
    const deal = aDeal().under(twice).withTask('meeting')
    expect(refusedBy(deal.completed('meeting', 'Agreed'))).toEqual([])
    expect(refusedBy(deal.by('trainee').completed('meeting', 'Agreed'))).toEqual(['result-note-trainees'])
  })
})
