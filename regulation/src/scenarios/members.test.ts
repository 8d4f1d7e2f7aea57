import { describe, expect, test } from 'vitest'
import { clauseKinds } from '../clauses/index.ts'
import type { MemberSituation, OwnDeal } from '../memberSituation.ts'
import { memberStanding, settleMember } from '../memberStanding.ts'
import { aDeal, aRegulation, inMoscow, moscow, moscowCalendar } from '../testing/index.ts'

const regulation = aRegulation().compiled()
const manager: MemberSituation = {
  memberId: '01920000-0000-7000-8000-000000000001',
  role: 'manager',
  joinedAt: moscow('Mon 1 Dec 2025 09:00'),
  calendar: moscowCalendar,
  absences: [],
  load: { open: 60, min: 50, belowSince: null },
  deals: [],
  unanswered: [],
  tasks: [],
  counts: [],
  breaches: [],
  controllerId: 'controller',
}
const at = (text: string, carriedOn: string | null = null) => ({ id: text, at: moscow(text), carriedOn })
/** What is broken at an instant, as it is read aloud. */
const broken = (member: MemberSituation, when: string | number, of = regulation) =>
  memberStanding(of, member, typeof when === 'number' ? when : moscow(when)).breaches.map(
    ({ clause, about, from, mode }) => `${clause}${about && ` (${about})`}, ${inMoscow(from)}, ${mode}`,
  )
const nextOf = (member: MemberSituation, when: string) => {
  const { nextCheckAt } = memberStanding(regulation, member, moscow(when))
  return nextCheckAt === null ? null : inMoscow(nextCheckAt)
}

test('[A1] every clause about a member has its case here', () => {
  expect(clauseKinds.filter(({ memberWatch, memberConsequence }) => memberWatch ?? memberConsequence).map(({ kind }) => kind)).toEqual([
    'load-min',
    'day-closing',
    'daily-review',
    'repeated-breach',
  ])
})

test('[A9] who has nothing is never looked at by himself', () => {
  expect(memberStanding(regulation, manager, moscow('Tue 10 Mar 12:00'))).toEqual({ breaches: [], nextCheckAt: null })
})

describe('[D9] under the minimum for one working day', () => {
  const below = (since: string, more: Partial<MemberSituation> = {}) => ({
    ...manager,
    load: { open: 49, min: 50, belowSince: moscow(since) },
    ...more,
  })

  test('from the same clock time of the next working day, and not a millisecond before', () => {
    const member = below('Fri 6 Mar 15:00')
    expect(nextOf(member, 'Fri 6 Mar 15:00')).toBe('Tue 10 Mar 15:00')
    expect(broken(member, moscow('Tue 10 Mar 15:00') - 1)).toEqual([])
    expect(broken(member, 'Tue 10 Mar 15:00')).toEqual(['load-min, Tue 10 Mar 15:00, warn'])
  })

  test.each([
    ['at the minimum', { load: { open: 50, min: 50, belowSince: moscow('Fri 6 Mar 15:00') } }],
    ['without a minimum', { load: { open: 0, min: null, belowSince: moscow('Fri 6 Mar 15:00') } }],
    ['below, but only just now', { load: { open: 49, min: 50, belowSince: moscow('Tue 10 Mar 14:59') } }],
  ])('%s nothing is broken', (_name, more) => expect(broken({ ...manager, ...more }, 'Tue 10 Mar 15:00')).toEqual([]))

  test('in a member’s first thirty days it is only observed', () => {
    const newcomer = below('Mon 16 Feb 09:00', { joinedAt: moscow('Mon 16 Feb 09:00') })
    expect(broken(newcomer, 'Tue 17 Feb 09:00')).toEqual(['load-min (newcomer), Tue 17 Feb 09:00, observe'])
    expect(nextOf(newcomer, 'Tue 17 Feb 09:00')).toBe('Wed 18 Mar 09:00')
    expect(broken(newcomer, moscow('Wed 18 Mar 09:00') - 1)).toEqual(['load-min (newcomer), Tue 17 Feb 09:00, observe'])
    expect(broken(newcomer, 'Wed 18 Mar 09:00')).toEqual(['load-min, Wed 18 Mar 09:00, warn'])
  })

  test('[D11] nobody breaks it on leave', () => {
    const away = below('Fri 6 Mar 15:00', { absences: [{ from: moscow('Tue 10 Mar 09:00'), until: moscow('Mon 16 Mar 09:00') }] })
    expect(broken(away, 'Fri 13 Mar 15:00')).toEqual([])
    expect(broken(away, 'Mon 16 Mar 09:00')).toEqual(['load-min, Mon 16 Mar 09:00, warn'])
  })
})

describe('[D10 D7] closing the day', () => {
  const closing = (items: Partial<MemberSituation>) => ({ ...manager, ...items })

  test('a task due that day and a letter of that day are asked for at its closing, to the millisecond', () => {
    const member = closing({ tasks: [at('Tue 10 Mar 12:00')], unanswered: [at('Tue 10 Mar 17:59')] })
    expect(nextOf(member, 'Tue 10 Mar 17:59')).toBe('Tue 10 Mar 18:00')
    expect(broken(member, moscow('Tue 10 Mar 18:00') - 1)).toEqual([])
    expect(broken(member, 'Tue 10 Mar 18:00')).toEqual(['day-closing (2026-03-10), Tue 10 Mar 18:00, warn'])
  })

  test.each([
    ['a task due exactly at the closing', { tasks: [at('Tue 10 Mar 18:00')] }, 'Tue 10 Mar 18:00'],
    ['what comes in exactly at the closing', { unanswered: [at('Tue 10 Mar 18:00')] }, 'Wed 11 Mar 18:00'],
    ['a task due in the evening', { tasks: [at('Tue 10 Mar 20:00')] }, 'Wed 11 Mar 18:00'],
    ['a letter of a Saturday', { unanswered: [at('Sat 14 Mar 12:00')] }, 'Mon 16 Mar 18:00'],
    ['on a short day', { tasks: [at('Thu 30 Apr 12:00')] }, 'Thu 30 Apr 17:00'],
    ['carried over with a reason', { unanswered: [at('Tue 10 Mar 12:00', '2026-03-10')] }, 'Wed 11 Mar 18:00'],
    ['carried over on a Friday before days off', { unanswered: [at('Fri 6 Mar 12:00', '2026-03-06')] }, 'Tue 10 Mar 18:00'],
  ])('%s has until %s', (_name, items, due) => {
    const member = closing(items)
    expect(broken(member, moscow(due) - 1)).toEqual([])
    expect(broken(member, due)).toHaveLength(1)
  })

  test('answered, done or carried over late, the breach ends; each day has its own', () => {
    const open = closing({ tasks: [at('Tue 10 Mar 12:00')], unanswered: [at('Wed 11 Mar 12:00')] })
    expect(broken(open, 'Thu 12 Mar 12:00')).toEqual([
      'day-closing (2026-03-10), Tue 10 Mar 18:00, warn',
      'day-closing (2026-03-11), Wed 11 Mar 18:00, warn',
    ])
    const breaches = [{ clause: 'day-closing', about: '2026-03-10', from: moscow('Tue 10 Mar 18:00') }]
    const { opened, closed } = settleMember(regulation, { ...open, tasks: [], breaches }, moscow('Thu 12 Mar 12:00'))
    expect([opened.map(({ about }) => about), closed.map(({ about }) => about)]).toEqual([['2026-03-11'], ['2026-03-10']])
  })

  test('swept again nothing opens twice', () => {
    const open = closing({ tasks: [at('Tue 10 Mar 12:00')] })
    const now = moscow('Tue 10 Mar 18:00')
    const { opened } = settleMember(regulation, open, now)
    expect(settleMember(regulation, { ...open, breaches: opened }, now)).toMatchObject({ opened: [], closed: [] })
  })
})

describe('[D8] the daily review', () => {
  const quiet = aDeal().withEverythingFilled().createdOn('Mon 2 Mar 10:00').inStage('qualified')
  const owned = (deal: typeof quiet, lookedOn: string | null): OwnDeal => ({ dossier: deal.dossier, lookedOn })
  const far = quiet.withOnlyTask('call', { due: 'Wed 25 Mar 12:00' }).touched('Mon 9 Mar 15:00')
  const old = aDeal()
    .withEverythingFilled()
    .createdOn('Mon 16 Feb 10:00')
    .inStage('qualified')
    .withOnlyTask('call', { due: 'Wed 25 Mar 12:00' })
  const reviewing = (...deals: OwnDeal[]) => ({ ...manager, deals })

  test('a deal that nobody has looked at today is a breach at closing, and the next opening ends it', () => {
    const member = reviewing(owned(far, '2026-03-09'))
    expect(nextOf(member, 'Tue 10 Mar 12:00')).toBe('Tue 10 Mar 18:00')
    expect(broken(member, moscow('Tue 10 Mar 18:00') - 1)).toEqual([])
    expect(broken(member, 'Tue 10 Mar 18:00')).toEqual(['daily-review (2026-03-10), Tue 10 Mar 18:00, warn'])
    expect(nextOf(member, 'Tue 10 Mar 18:00')).toBe('Wed 11 Mar 09:00')
    expect(broken(member, 'Wed 11 Mar 08:59')).toHaveLength(1)
    expect(broken(member, 'Wed 11 Mar 09:00')).toEqual([])
    expect(nextOf(member, 'Wed 11 Mar 09:00')).toBe('Wed 11 Mar 18:00')
  })

  test('where his deals were not read, the closing to come is looked at if he has any, and the one that is over is not judged', () => {
    const member = { ...manager, deals: null }
    expect(nextOf(member, 'Tue 10 Mar 12:00')).toBe('Tue 10 Mar 18:00')
    expect(nextOf({ ...member, load: { open: 0, min: null, belowSince: null } }, 'Tue 10 Mar 12:00')).toBeNull()
    expect(broken(member, 'Tue 10 Mar 18:00')).toEqual([])
    expect(nextOf(member, 'Tue 10 Mar 18:00')).toBe('Wed 11 Mar 18:00')
  })

  test('looked at, also after the closing, it is none', () => {
    expect(broken(reviewing(owned(far, '2026-03-10')), 'Tue 10 Mar 18:00')).toEqual([])
    expect(nextOf(reviewing(owned(far, '2026-03-10')), 'Tue 10 Mar 18:00')).toBe('Wed 11 Mar 18:00')
  })

  test.each([
    ['a task due that day, not touched', far.withOnlyTask('call', { due: 'Tue 10 Mar 18:00' }), true],
    ['a task due that day, touched', far.withOnlyTask('call', { due: 'Tue 10 Mar 18:00' }).touched('Tue 10 Mar 11:00'), false],
    ['a task due the next morning', far.withOnlyTask('call', { due: 'Wed 11 Mar 09:00' }), false],
    ['the touch due at the closing of the next working day', old.touched('Wed 25 Feb 15:00'), true],
    ['the touch due the day after it', old.touched('Thu 26 Feb 15:00'), false],
  ])('looked at, and %s', (_name, deal, isBroken) => {
    expect(broken(reviewing(owned(deal, '2026-03-10')), 'Tue 10 Mar 18:00').length > 0).toBe(isBroken)
  })

  test('a deal that came after the closing was not his to look at', () => {
    const late = aDeal().createdOn('Tue 10 Mar 18:00')
    expect(broken(reviewing(owned(late, null)), 'Tue 10 Mar 20:00')).toEqual([])
  })

  test('over days off it is the last working day that counts', () => {
    const member = reviewing(owned(far.touched('Fri 6 Mar 10:00'), '2026-03-05'))
    expect(broken(member, 'Sun 8 Mar 12:00')).toEqual(['daily-review (2026-03-06), Fri 6 Mar 18:00, warn'])
    expect(nextOf(member, 'Sun 8 Mar 12:00')).toBe('Tue 10 Mar 09:00')
  })
})

describe('[J7] a clause broken again and again', () => {
  const counted = (count: number, given = false) => ({ ...manager, counts: [{ clause: 'overdue', month: '2026-03', count, given }] })
  const followingOf = (member: MemberSituation, of = regulation) => settleMember(of, member, moscow('Thu 12 Mar 16:00')).following

  test('twice is not enough, three times goes to the quality controller within two working days', () => {
    expect(followingOf(counted(2))).toEqual([])
    expect(
      followingOf(counted(3)).map(({ about, assigneeId, dueAt, clause }) => [
        about.clause,
        about.count,
        assigneeId,
        inMoscow(dueAt),
        clause,
      ]),
    ).toEqual([['overdue', 3, 'controller', 'Mon 16 Mar 16:00', 'repeated-breach']])
  })

  test('once for a month, however often it is broken after that', () => expect(followingOf(counted(7, true))).toEqual([]))

  test.each(['off', 'observe', 'warn'] as const)('in mode %s nothing is done by the system', (mode) => {
    expect(followingOf(counted(3), aRegulation().withMode('repeated-breach', mode).compiled())).toEqual([])
  })
})

test('[A1] a clause that is off or is for others’ roles asks nothing of him', () => {
  const member = { ...manager, tasks: [at('Tue 10 Mar 12:00')] }
  expect(broken(member, 'Tue 10 Mar 18:00', aRegulation().withMode('day-closing', 'off').compiled())).toEqual([])
  expect(
    broken(
      member,
      'Tue 10 Mar 18:00',
      aRegulation()
        .withScope('day-closing', { roles: ['trainee'] })
        .compiled(),
    ),
  ).toEqual([])
  expect(
    broken(
      member,
      'Tue 10 Mar 18:00',
      aRegulation()
        .withScope('day-closing', { roles: ['manager'] })
        .compiled(),
    ),
  ).toHaveLength(1)
})
