import { describe, expect, test } from 'vitest'
import { aDeal, aRegulation, lacksOf, recordedIn, refusedBy } from '../testing/index.ts'

/**
 * From the stage on the left to the stage above:
 * `→` allowed · `←` allowed with a reason · `·` refused, other stages come first · `=` refused, it is there already ·
 * `c` refused, lost is reached by closing · `x` refused, the deal is closed.
 */
const table = `
                   | new | tak | qua | sen | dis | att | agr | inv | won | lost
new-request        |  =  |  →  |  ·  |  ·  |  ·  |  ·  |  ·  |  ·  |  ·  |  c
taken              |  ←  |  =  |  →  |  ·  |  ·  |  ·  |  ·  |  ·  |  ·  |  c
qualified          |  ←  |  ←  |  =  |  →  |  ·  |  ·  |  ·  |  ·  |  ·  |  c
proposal-sent      |  ←  |  ←  |  ←  |  =  |  →  |  →  |  →  |  ·  |  ·  |  c
proposal-discussed |  ←  |  ←  |  ←  |  ←  |  =  |  →  |  →  |  ·  |  ·  |  c
attempts           |  ←  |  ←  |  ←  |  ←  |  ←  |  =  |  →  |  ·  |  ·  |  c
start-agreed       |  ←  |  ←  |  ←  |  ←  |  ←  |  ←  |  =  |  →  |  ·  |  c
invoiced           |  ←  |  ←  |  ←  |  ←  |  ←  |  ←  |  ←  |  =  |  →  |  c
started            |  x  |  x  |  x  |  x  |  x  |  x  |  x  |  x  |  x  |  x
lost               |  x  |  x  |  x  |  x  |  x  |  x  |  x  |  x  |  x  |  x`

const rows = table
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('|').map((cell) => cell.trim()))
const stages = rows.map(([stage]) => stage!)
const pairs = rows.flatMap(([from, ...signs]) => signs.map((sign, i) => ({ from: from!, to: stages[i]!, sign })))
const filled = aDeal().withEverythingFilled()

/** What a refusal by `stage-order` says is lacking, by the sign in the table. */
const lacking: Record<string, string> = { '·': 'stage', '=': 'other-stage', c: 'closure', x: 'open-deal' }

describe('[B2] from every stage to every stage', () => {
  test('the table has every stage of the shipped pipeline', () => {
    expect(stages).toEqual([...filled.regulation.pipelines.get('sales')!.stages.keys()])
    expect(pairs).toHaveLength(100)
  })

  test.each(pairs.filter(({ sign }) => sign === '→'))('$from → $to is allowed, and needs no reason', ({ from, to }) => {
    expect(refusedBy(filled.inStage(from).moved(to))).toEqual([])
  })

  test.each(pairs.filter(({ sign }) => sign === '←'))('$from ← $to asks for a reason, and for nothing else', ({ from, to }) => {
    const deal = filled.inStage(from)
    expect(refusedBy(deal.moved(to))).toEqual(['back-needs-reason'])
    expect(refusedBy(deal.moved(to, { reason: ' ' }))).toEqual(['back-needs-reason'])
    expect(refusedBy(deal.moved(to, { reason: 'The task has changed' }))).toEqual([])
  })

  test.each(pairs.filter(({ sign }) => sign in lacking))('$from → $to is refused, sign $sign', ({ from, to, sign }) => {
    const answer = filled.inStage(from).moved(to, { reason: 'They are in a great hurry' })
    expect(answer.allowed).toBe(false)
    expect(lacksOf(answer, 'stage-order')?.what).toBe(lacking[sign])
  })

  test('a refusal names the stages that come next', () => {
    expect(lacksOf(filled.inStage('proposal-sent').moved('invoiced'), 'stage-order')).toEqual({
      what: 'stage',
      stages: ['proposal-discussed', 'attempts', 'start-agreed'],
    })
  })
})

describe('[B2] in a pipeline whose lost stage stands before others', () => {
  const [sales] = aRegulation().document.pipelines
  const lostFirst = sales!.stages.toSorted((a, b) => Number(b.kind === 'lost') - Number(a.kind === 'lost'))
  const stages = [lostFirst[1]!, lostFirst[0]!, ...lostFirst.slice(2)]
  const deal = aDeal().under(aRegulation().withPipeline('rentals', { stages })).withEverythingFilled().inPipeline('rentals')

  test('lost is no way back, whatever the reason', () => {
    expect(lacksOf(deal.inStage('qualified').moved('lost', { reason: 'He said no' }), 'stage-order')).toEqual({ what: 'closure' })
  })
})

describe('[B2] the first stage', () => {
  test('a new deal begins there', () => {
    expect(aDeal().created().allowed).toBe(true)
  })

  test('a new deal is refused anywhere else, and hears all reasons at once', () => {
    const verdict = aDeal().inStage('qualified').created()
    expect(refusedBy(verdict)).toEqual(['first-stage-only', 'required-fields', 'note-present'])
    expect(lacksOf(verdict, 'first-stage-only')).toEqual({ what: 'stage', stages: ['new-request'] })
  })
})

test('[B2] a move is remembered with both stages, its direction, and that a reason was given, not the reason', () => {
  const answer = filled.inStage('attempts').at('Wed 11 Mar 12:00').moved('proposal-sent', { reason: 'Asks for a smaller proposal' })
  expect(answer.events).toContainEqual(
    expect.objectContaining({
      type: 'stage-moved',
      data: { from: 'attempts', to: 'proposal-sent', direction: 'back', reasonLength: 27 },
    }),
  )
  expect(answer.texts.moveReason).toBe('Asks for a smaller proposal')
  expect(answer.deal).toMatchObject({ stage: 'proposal-sent', visits: 2, version: 2 })
  expect(recordedIn(answer)).toEqual({})
})
