import type { CalendarPreview, WorkingCalendar } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, type Person } from '../../testing/company.ts'
import { aDeal, dealOf, done, moved, sandbox, tasksOf, everything } from '../../testing/sandbox.ts'

const app = await application('2026-02-02T07:00:00Z')
const read = async (by: Person) => done(await by.get<WorkingCalendar>('/calendar'))
const editOf = ({ timeZone, week, days }: WorkingCalendar) => ({ timeZone, week, days })
const put = (by: Person, calendar: object, version?: number) =>
  by.put<WorkingCalendar>('/calendar', calendar as never, version === undefined ? {} : { 'if-match': `"${version}"` })
const withDay = (calendar: WorkingCalendar, date: string, spans: object[]) => ({
  ...editOf(calendar),
  days: [...calendar.days.filter((day) => day.date !== date), { date, spans }],
})

describe('[A8] the working calendar', () => {
  test('[A8 L6] as shipped at first; a manager reads it and does not change it', async () => {
    const { owner, member } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const calendar = await read(manager)
    expect(calendar).toMatchObject({ own: false, version: 1, timeZone: 'Europe/Moscow', today: '2026-03-10' })
    expect(calendar.week.mon).toEqual([{ open: 540, close: 1080 }])
    expect(calendar.days.find(({ date }) => date === '2026-03-09')).toEqual({ date: '2026-03-09', spans: [] })
    expect((await put(manager, editOf(calendar))).status).toBe(403)
    expect((await manager.post('/calendar/previews', editOf(calendar))).status).toBe(403)
    expect((await read(owner)).own).toBe(false)
  })

  test('[A8] bad input is told by its place; a stale edit answers with both', async () => {
    const { owner } = await sandbox(app, 'Tue 10.03 10:00')
    const calendar = await read(owner)
    const faults = async (edit: object) => (await put(owner, { ...editOf(calendar), ...edit })).problem.faults?.map(({ path }) => path)
    expect(await faults({ timeZone: 'Mars/Olympus' })).toEqual(['/timeZone'])
    expect(await faults({ week: { ...calendar.week, mon: [{ open: 600, close: 600 }] } })).toEqual(['/week/mon'])
    expect(await faults({ days: [{ date: '2026-02-30', spans: [] }] })).toEqual(['/days/0'])
    expect(await faults({ days: [{ date: '2026-03-12', spans: [] }, { date: '2026-03-12', spans: [] }] })).toEqual(['/days/1/date']) // prettier-ignore
    const none = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
    expect(await faults({ week: none })).toEqual(['/week'])
    done(await put(owner, withDay(calendar, '2026-03-12', []), 1))
    const stale = await put(owner, withDay(calendar, '2026-03-13', []), 1)
    expect([stale.status, (stale.problem.current as WorkingCalendar).version]).toEqual([412, 2])
  })

  test('[A8 A9] a new day off: told beforehand whose terms move; then stays, tasks of clauses and what is due go by it', async () => {
    const { owner, until, onlyWatching } = await sandbox(app, 'Wed 11.03 10:00')
    await onlyWatching('stage-stay')
    const deal = await aDeal(owner, everything)
    const taken = await moved(owner, deal, 'taken')
    await moved(owner, taken, 'qualified')
    const before = await dealOf(owner, deal)
    const planned = await owner.post('/tasks', {
      dealId: deal.id,
      kind: 'call',
      text: 'Клиент просил в четверг',
      dueAt: '2026-03-12T12:00:00Z',
    })
    expect(planned.status).toBe(201)
    await until('Wed 11.03 16:00')
    const late = await moved(owner, await aDeal(owner, everything), 'taken')
    done(await owner.post(`/deals/${late.id}/stage-moves`, { to: 'qualified', result: 'Договорились' }))
    expect(tasksOf(await dealOf(owner, late))).toEqual(['prepare-proposal, Thu 12 Mar 11:00'])
    const edit = withDay(await read(owner), '2026-03-12', [])
    expect(done(await owner.post<CalendarPreview>('/calendar/previews', edit))).toEqual({ deals: 2, looked: 2, moves: 2 })
    expect((await read(owner)).own).toBe(false)
    const saved = done(await put(owner, edit, 1))
    expect(saved).toMatchObject({ own: true, version: 2, recheck: { deals: 2, done: 0, finished: false } })
    await until('Wed 11.03 16:01')
    expect((await read(owner)).recheck).toEqual({ deals: 2, done: 2, finished: true })
    expect(tasksOf(await dealOf(owner, late))).toEqual(['prepare-proposal, Fri 13 Mar 11:00'])
    const after = await dealOf(owner, deal)
    // What a person has set stays; what the clause had set for Wednesday too.
    expect(tasksOf(after)).toEqual([...tasksOf(before), 'call, Thu 12 Mar 15:00'])
    // Two working days in the stage: Friday before, Monday now.
    expect([before.stayUntil, after.stayUntil]).toEqual(['2026-03-13T07:00:00.000Z', '2026-03-16T07:00:00.000Z'])
  })

  test('[A8] the same save twice is one change, and everything said again is the same', async () => {
    const { owner } = await sandbox(app, 'Wed 11.03 10:00')
    const edit = withDay(await read(owner), '2026-03-14', [{ open: 600, close: 900 }])
    const key = { 'idempotency-key': 'one-click', 'if-match': '"1"' }
    const [one, two] = [await owner.put<WorkingCalendar>('/calendar', edit, key), await owner.put<WorkingCalendar>('/calendar', edit, key)]
    expect([one.status, two.status, (await read(owner)).version]).toEqual([200, 200, 2])
    expect((await read(owner)).days.find(({ date }) => date === '2026-03-14')).toEqual({
      date: '2026-03-14',
      spans: [{ open: 600, close: 900 }],
    })
  })
})
