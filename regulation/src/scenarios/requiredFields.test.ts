import { describe, expect, test } from 'vitest'
import { aDeal, aRegulation, aTask, lacksOf, refusedBy, tasksAfter } from '../testing/index.ts'

const fieldsLackedBy = (verdict: Parameters<typeof lacksOf>[0]) => lacksOf(verdict, 'required-fields')?.fields ?? []
const reason = 'The stage was wrong'

describe('[B3] a move asks for the fields of every stage up to its target', () => {
  test.each([
    ['new-request', 'taken', ['platform']],
    ['taken', 'qualified', ['platform', 'niche', 'source']],
    ['qualified', 'proposal-sent', ['platform', 'niche', 'source', 'budget']],
    ['proposal-sent', 'start-agreed', ['platform', 'niche', 'source', 'budget']],
    ['start-agreed', 'invoiced', ['platform', 'niche', 'source', 'budget', 'contractLink']],
    ['invoiced', 'started', ['platform', 'niche', 'source', 'budget', 'contractLink']],
    ['invoiced', 'lost', []],
  ])('an empty card, %s → %s', (from, to, fields) => {
    expect(fieldsLackedBy(aDeal().inStage(from).moved(to))).toEqual(fields)
  })

  test('what the same act fills in counts', () => {
    const filling = { fields: { niche: 'windows', source: 'search' }, note: 'Windows for a summer house' }
    expect(aDeal().inStage('taken').with({ platform: 'site' }).moved('qualified', { filling }).allowed).toBe(true)
  })

  test('what the same act empties is missing', () => {
    const deal = aDeal().inStage('taken').withEverythingFilled()
    expect(fieldsLackedBy(deal.moved('qualified', { filling: { fields: { niche: ' ' } } }))).toEqual(['niche'])
  })

  test('a company may ask for more at a stage', () => {
    const regulation = aRegulation().withStage('taken', { required: ['platform', 'source'] })
    expect(fieldsLackedBy(aDeal().under(regulation).moved('taken'))).toEqual(['platform', 'source'])
  })
})

describe('[B3] the budget must be above zero', () => {
  const deal = aDeal().withEverythingFilled().inStage('qualified')

  test.each([
    ['none', null, false],
    ['zero', 0, false],
    ['one kopeck', 1, true],
  ])('%s', (_said, amount, allowed) => {
    expect(deal.budgeted(amount).moved('proposal-sent').allowed).toBe(allowed)
  })
})

describe('[B3] what is required can be changed but not emptied', () => {
  const deal = aDeal().withEverythingFilled().inStage('proposal-sent')

  test.each([
    ['the platform to nothing', { fields: { platform: null } }, ['required-fields']],
    ['the niche to blanks', { fields: { niche: '  ' } }, ['required-fields']],
    ['the budget to zero', { budget: { amount: 0, currency: 'RUB' } }, ['required-fields']],
    ['the note to nothing', { note: '' }, ['note-present']],
    ['both', { note: '', budget: null }, ['required-fields', 'note-present']],
    ['the platform to another', { fields: { platform: 'phone' } }, []],
    ['the link, which a later stage asks for, to nothing', { fields: { contractLink: null } }, []],
    ['the title', { title: 'Windows and doors' }, []],
  ])('%s', (_what, edits, refusals) => {
    expect(refusedBy(deal.edited(edits))).toEqual(refusals)
  })

  test('before the stage that asks, it can be emptied', () => {
    expect(refusedBy(deal.inStage('new-request').edited({ fields: { platform: null }, note: '', budget: null }))).toEqual([])
  })
})

describe('[B4] the note has at least ten characters', () => {
  const deal = aDeal().withEverythingFilled().inStage('taken')

  test.each([
    ['123456789', ['note-present']],
    ['1234567890', []],
    [' 123456789 ', ['note-present']],
  ])('“%s”', (note, refusals) => {
    expect(refusedBy(deal.noted(note).moved('qualified'))).toEqual(refusals)
  })

  test('taken does not ask for a note yet', () => {
    expect(aDeal().withEverythingFilled().noted('').moved('taken').allowed).toBe(true)
  })

  test('the company may ask for more', () => {
    const regulation = aRegulation().withParams('note-present', { charactersMin: 40 })
    const verdict = aDeal().under(regulation).withEverythingFilled().noted('Windows, two').inStage('taken').moved('qualified')
    expect(lacksOf(verdict, 'note-present')).toEqual({ what: 'note', needed: 40, made: 12 })
  })

  test('it can be shortened to ten, not to nine', () => {
    expect(refusedBy(deal.inStage('qualified').edited({ note: '1234567890' }))).toEqual([])
    expect(refusedBy(deal.inStage('qualified').edited({ note: '123456789' }))).toEqual(['note-present'])
  })
})

describe('[B3 B4 L3] an adopted deal that has lacked everything from the start', () => {
  const adopted = aDeal().adopted().inStage('proposal-sent')

  test('edits of other things pass', () => {
    expect(refusedBy(adopted.edited({ fields: { contractLink: 'https://example.org/1' } }))).toEqual([])
    expect(refusedBy(adopted.edited({ fields: { platform: null } }))).toEqual([])
  })

  test('filling in one of the lacking passes; emptying it again does not', () => {
    const filled = adopted.edited({ fields: { platform: 'site' } })
    expect(filled.allowed).toBe(true)
    expect(fieldsLackedBy(adopted.leftBy(filled).edited({ fields: { platform: null } }))).toEqual(['platform'])
  })

  test('its next move forward asks for everything up to the target', () => {
    const verdict = adopted.moved('start-agreed')
    expect(refusedBy(verdict)).toEqual(['required-fields', 'note-present'])
    expect(fieldsLackedBy(verdict)).toEqual(['platform', 'niche', 'source', 'budget'])
  })

  test('a move back asks for what its target needs', () => {
    expect(fieldsLackedBy(adopted.moved('taken', { reason }))).toEqual(['platform'])
    expect(fieldsLackedBy(adopted.moved('qualified', { reason }))).toEqual(['platform', 'niche', 'source'])
    expect(adopted.moved('new-request', { reason }).allowed).toBe(true)
  })
})

test('[B3] what is emptied leaves no trace among the facts', () => {
  const answer = aDeal()
    .withEverythingFilled()
    .edited({ fields: { platform: null, niche: ' ' } })
  expect(answer.deal?.fields).toEqual({ source: 'search', contractLink: 28 })
})

test('[L3 D1] an open adopted deal has the task that adoption gives; a closed one has none', () => {
  const task = aTask('review-imported', { due: 'Tue 17 Mar 18:00' })
  const deal = aDeal().withEverythingFilled()
  expect(tasksAfter(deal.inStage('invoiced').imported({ task }))).toEqual(['review-imported, Tue 17 Mar 18:00'])
  expect(tasksAfter(deal.inStage('started').imported({ task }))).toEqual([])
})

test('[L3 A3] adoption itself is never refused; what does not hold is recorded', () => {
  const answer = aDeal().inStage('invoiced').imported()
  expect(answer.allowed).toBe(true)
  expect(refusedBy(answer)).toEqual([])
  expect(answer.events.at(-1)).toMatchObject({
    type: 'would-refuse',
    data: { act: 'adopt', clauses: ['required-fields', 'note-present', 'open-task'] },
  })
})
