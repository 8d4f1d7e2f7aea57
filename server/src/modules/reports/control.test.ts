import { randomUUID } from 'node:crypto'
import type { ActAnswer, Control, ControlRow, Page } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { withClient } from '../../platform/database/withClient.ts'
import { statementsOf } from '../../platform/statementLog.ts'
import { application, type Person } from '../../testing/company.ts'
import { aClient, aDeal, done, iso, openTasksOf, said, sandbox } from '../../testing/sandbox.ts'

const app = await application('2026-02-02T07:00:00Z')

const controlOf = async (by: Person) => done(await by.get<Control>('/control'))
const rowsOf = async (by: Person, query = '') => done(await by.get<Page<ControlRow>>(`/control/rows?${query}`))
const titles = ({ items }: Page<ControlRow>) => items.map(({ deal }) => deal?.title)
const cellOf = ({ cells }: Control, member: string, clause: string) => cells.find((one) => one.member === member && one.clause === clause)

const teamOf = (workspaceId: number, head: Person, { id }: Person) =>
  withClient(app.database.ownerUrl, async (client) => {
    await client.query(`set app.workspace = '${workspaceId}'`)
    const team = randomUUID()
    await client.query('insert into team (workspace_id, id, name, head_id, created_at) values ($1, $2, $3, $4, now())', [
      workspaceId,
      team,
      'Отдел',
      head.id,
    ])
    await client.query('update member set team_id = $2 where id = any($1::uuid[])', [[id, head.id], team])
  })

/** Two managers; the first has two deals whose first call is overdue, the other one. */
async function lateCompany() {
  const made = await sandbox(app, 'Tue 10.03 10:00')
  await made.onlyWatching()
  const [anna, pavel] = [await made.member('manager'), await made.member('manager')]
  await aDeal(anna, { title: 'Первая', contact: aClient() })
  await aDeal(pavel, { title: 'Чужая', contact: aClient() })
  await made.until('Tue 10.03 10:10')
  await aDeal(anna, { title: 'Вторая', contact: aClient() })
  return { ...made, anna, pavel }
}

describe('[J1] control', () => {
  test('[J1] counts what is broken by clause and by member, beside a week ago; each figure opens exactly its rows', async () => {
    const { owner, anna, pavel, until } = await lateCompany()
    await until('Tue 10.03 10:15')
    expect((await controlOf(owner)).cells.filter(({ clause }) => clause === 'overdue')).toEqual([])
    await until('Tue 10.03 18:00')
    const control = await controlOf(owner)
    expect(cellOf(control, anna.id, 'overdue')).toMatchObject({ open: 2, before: 0 })
    expect(cellOf(control, pavel.id, 'overdue')).toMatchObject({ open: 1, before: 0 })
    expect(control.members.find(({ id }) => id === anna.id)).toMatchObject({ deals: 2, max: 80 })
    for (const { member, clause, open, oldest } of control.cells.filter((cell) => cell.open > 0)) {
      const { items } = await rowsOf(owner, `clause=${clause}&member=${member ?? 'none'}`)
      expect(items).toHaveLength(open)
      expect(items[0]!.from).toBe(oldest)
    }
    const mine = await rowsOf(owner, `clause=overdue&member=${anna.id}`)
    expect(titles(mine)).toEqual(['Первая', 'Вторая'])
    expect(mine.items[0]).toMatchObject({ clause: 'overdue', member: { id: anna.id }, deal: { responsible: { id: anna.id } } })
    expect(mine.items[0]!.deal!.task).not.toBeNull()
  })

  test('[J1] a week later the same breaches are those of a week ago; what is mended since then counts for then only', async () => {
    const { owner, anna, until } = await lateCompany()
    await until('Wed 18.03 12:00')
    expect(cellOf(await controlOf(owner), anna.id, 'overdue')).toMatchObject({ open: 2, before: 2 })
    const [first] = (await rowsOf(owner, `clause=overdue&member=${anna.id}`)).items
    const [task] = await openTasksOf(anna, first!.deal!)
    const next = { text: 'Отправить расчёт', dueAt: iso('Wed 18.03 17:00') }
    done(await anna.post<ActAnswer>(`/tasks/${task!.id}/completion`, { result: 'Дозвонились', next }))
    expect(cellOf(await controlOf(owner), anna.id, 'overdue')).toMatchObject({ open: 1, before: 2 })
  })

  test('[D4 J1] above, a breach is seen from the instant that the clause names, in the figure and in its rows', async () => {
    const { owner, anna, until } = await lateCompany()
    await until('Tue 10.03 13:00')
    const before = cellOf(await controlOf(owner), anna.id, 'overdue')?.open ?? 0
    expect((await rowsOf(owner, `clause=overdue&member=${anna.id}`)).items).toHaveLength(before)
    await until('Wed 11.03 12:00')
    expect(before).toBeLessThan(cellOf(await controlOf(owner), anna.id, 'overdue')!.open)
  })

  test('[J1] the worst deals: most clauses broken first, each with what is broken and since when', async () => {
    const { owner, until } = await lateCompany()
    await until('Wed 18.03 12:00')
    const { worst } = await controlOf(owner)
    expect(worst.length).toBeGreaterThanOrEqual(3)
    const counts = worst.map(({ broken }) => broken.length)
    expect(counts).toEqual(counts.toSorted((a, b) => b - a))
    for (const { broken, oldest } of worst) expect(broken[0]!.from).toBe(oldest)
  })

  test('[L6 J1] a head sees his team and nobody else; a manager and a trainee may not look', async () => {
    const { workspaceId, member, anna, pavel, until } = await lateCompany()
    const head = await member('head')
    await teamOf(workspaceId, head, anna)
    await until('Tue 10.03 18:00')
    const control = await controlOf(head)
    const whose = control.cells.map(({ member: id }) => id)
    expect(whose).toContain(anna.id)
    expect(whose).not.toContain(pavel.id)
    expect(control.members.map(({ id }) => id)).not.toContain(pavel.id)
    expect(control.worst.map(({ title }) => title)).not.toContain('Чужая')
    expect(titles(await rowsOf(head))).not.toContain('Чужая')
    expect((await rowsOf(head, `member=${pavel.id}`)).items).toEqual([])
    expect(control.mayAct).toBe(true)
    for (const who of [anna, await member('trainee')]) {
      expect((await who.get('/control')).status).toBe(403)
      expect((await who.get('/control/rows')).status).toBe(403)
    }
    expect((await controlOf(await member('quality-controller'))).mayAct).toBe(false)
  })

  test('[J1] narrowed to a team, a pipeline, and beside another day, figures and rows agree', async () => {
    const { workspaceId, owner, member, anna, pavel, until } = await lateCompany()
    const head = await member('head')
    await teamOf(workspaceId, head, anna)
    await until('Wed 18.03 12:00')
    const all = await controlOf(owner)
    const [team] = all.teams
    expect(all.teams.map(({ name }) => name)).toEqual(['Отдел'])
    const of = done(await owner.get<Control>(`/control?team=${team!.id}&pipeline=sales&days=1`))
    expect(of.days).toBe(1)
    expect(new Set(of.members.map(({ teamId }) => teamId))).toEqual(new Set([team!.id]))
    expect(cellOf(of, pavel.id, 'overdue')).toBeUndefined()
    expect(cellOf(of, anna.id, 'overdue')).toMatchObject({ open: 2, before: 2 })
    expect(cellOf(done(await owner.get<Control>('/control?days=30')), anna.id, 'overdue')).toMatchObject({ open: 2, before: 0 })
    const rows = await rowsOf(owner, `team=${team!.id}&pipeline=sales`)
    expect(rows.items).toHaveLength(of.cells.reduce((sum, { open }) => sum + open, 0))
    expect(of.worst.map(({ title }) => title)).not.toContain('Чужая')
    // What is about a member alone is in no pipeline; another pipeline has none of it.
    const other = done(await owner.get<Control>('/control?pipeline=production'))
    expect([other.cells, other.worst]).toEqual([[], []])
    expect((await rowsOf(owner, 'pipeline=production')).items).toEqual([])
    // A head asks in vain for what he does not see.
    expect(done(await head.get<Control>(`/control?team=${randomUUID()}`)).cells).toEqual([])
    expect((await owner.get('/control?days=12')).status).toBe(400)
    expect((await owner.get('/control?team=mine')).status).toBe(400)
  })

  test('[D6] too often stands beside without movement, for each member, and each opens its own deals', async () => {
    const { owner, member, until, modes } = await sandbox(app, 'Mon 2.03 10:00')
    await modes({ 'overdue-hand-over': 'off', lifetime: 'off', 'silence-end': 'off' })
    const manager = await member('manager')
    const [pestered, forgotten] = [await aDeal(manager, { contact: aClient() }), await aDeal(manager, { contact: aClient() })]
    for (const day of ['Mon 2.03', 'Tue 3.03', 'Wed 4.03', 'Thu 5.03', 'Fri 6.03'])
      for (const time of ['11:00', '13:00', '15:00']) {
        await until(`${day} ${time}`)
        done(await manager.post(`/deals/${pestered.id}/interactions`, { channel: 'call', direction: 'out', outcome: 'no-answer' }))
      }
    await until('Fri 6.03 15:30')
    expect((await controlOf(owner)).attention).toEqual([{ member: manager.id, tooOften: 1, noMovement: 0 }])
    const rows = (about: string) => rowsOf(owner, `clause=attention&about=${about}&member=${manager.id}`)
    expect((await rows('too-often')).items.map(({ deal }) => deal!.id)).toEqual([pestered.id])
    await until('Tue 24.03 12:00')
    expect((await controlOf(owner)).attention).toEqual([{ member: manager.id, tooOften: 0, noMovement: 2 }])
    expect((await rows('no-movement')).items.map(({ deal }) => deal!.id).toSorted()).toEqual([pestered.id, forgotten.id].toSorted())
  })

  test('[J1] page by page every row once; a page that is none is a fault with its place', async () => {
    const { owner, until } = await lateCompany()
    await until('Tue 10.03 18:00')
    const all = await rowsOf(owner)
    const seen: string[] = []
    for (let after: string | undefined = ''; after !== undefined;) {
      const { items, next }: Page<ControlRow> = await rowsOf(owner, `limit=2${after && `&after=${after}`}`)
      seen.push(...items.map(({ id }) => id))
      after = next
    }
    expect(seen).toEqual(all.items.map(({ id }) => id))
    expect((await owner.get('/control/rows?after=nonsense')).status).toBe(400)
    expect((await owner.get('/control/rows?member=nobody')).status).toBe(400)
    expect((await owner.get('/control/rows?clause=no-such-clause')).status).toBe(200)
    expect(said(all.items[0]!.from)).toMatch(/^Tue 10 Mar/)
  })

  test('[A9] as few statements for many breaches as for one: eight for the panel, five for rows', async () => {
    const { owner, until } = await lateCompany()
    await until('Tue 10.03 18:00')
    await controlOf(owner)
    expect((await statementsOf(() => owner.get('/control'))).statements.length).toBe(8)
    expect((await statementsOf(() => owner.get('/control/rows'))).statements.length).toBe(5)
  })
})
