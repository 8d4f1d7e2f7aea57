import { describe, expect, test } from 'vitest'
import { company, testApp } from '../../testing/app.ts'

const { app } = await testApp()
const { owner, hire } = await company(app)

type TeamBody = { id: string; name: string; headId: string | null; members: number; version: number }
type MemberBody = {
  id: string
  teamId: string | null
  loadMin: number | null
  loadMax: number | null
  loadMaxOff: boolean
  version: number
}
const makeTeam = async (name: string, headId?: string) => (await owner.post<TeamBody>('/api/teams', { name, headId })).body
const teams = async () => (await owner.get<{ items: TeamBody[] }>('/api/teams')).body.items
const memberNow = async (id: string) => (await owner.get<{ items: MemberBody[] }>('/api/members')).body.items.find((it) => it.id === id)!

describe('[L6] teams', () => {
  test.for(['manager', 'trainee', 'head', 'quality-controller', 'account-manager'] as const)(
    'a %s reads teams and changes none',
    async (role) => {
      const team = await makeTeam(`Для роли ${role}`)
      const member = await hire(role)
      expect((await member.get<{ items: TeamBody[] }>('/api/teams')).body.items).toContainEqual(team)
      const tries = [
        await member.post('/api/teams', { name: 'Свой отдел' }),
        await member.patch(`/api/teams/${team.id}`, { name: 'Мой отдел' }),
        await member.delete(`/api/teams/${team.id}`),
        await member.patch('/api/workspace', { name: 'Моя компания' }),
        await member.post(`/api/members/${owner.id}/password-reset`),
      ]
      expect(tries.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
      expect(await teams()).toContainEqual(team)
    },
  )

  test('an admin makes a team with a head, renames it, changes the head; the name is there once', async () => {
    const [admin, head] = [await hire('admin'), await hire('head')]
    const made = await admin.post<TeamBody>('/api/teams', { name: ' Отдел Север ', headId: head.id })
    expect(made).toMatchObject({ status: 201, body: { name: 'Отдел Север', headId: head.id, members: 0, version: 1 } })
    expect(await admin.post('/api/teams', { name: 'ОТДЕЛ СЕВЕР' })).toMatchObject({
      status: 409,
      body: { detail: 'There is a team of this name already.' },
    })
    expect(await admin.patch(`/api/teams/${made.body.id}`, { name: 'Север', headId: null })).toMatchObject({
      status: 200,
      body: { name: 'Север', headId: null, version: 2 },
      headers: { etag: '"2"' },
    })
  })

  test('a head is an active head or owner', async () => {
    const manager = await hire('manager')
    const gone = await hire('head')
    await owner.patch(`/api/members/${gone.id}`, { deactivated: true })
    for (const headId of [manager.id, gone.id]) {
      expect(await owner.post('/api/teams', { name: `Отдел ${headId}`, headId })).toMatchObject({
        status: 400,
        body: { faults: [{ path: '/headId' }] },
      })
    }
    const head = await hire('head')
    await makeTeam('С главой', head.id)
    expect(await owner.patch(`/api/members/${head.id}`, { role: 'manager' })).toMatchObject({
      status: 409,
      body: { detail: 'The member heads a team. Give that team another head first.' },
    })
    expect((await owner.patch(`/api/members/${head.id}`, { role: 'owner' })).status).toBe(200)
  })

  test('a stale edit is refused with what is there; without a version it is unconditional', async () => {
    const team = await makeTeam('Две правки')
    const seen = { 'if-match': `"${team.version}"` }
    expect((await owner.patch(`/api/teams/${team.id}`, { name: 'Первая правка' }, seen)).status).toBe(200)
    expect(await owner.patch(`/api/teams/${team.id}`, { name: 'Вторая правка' }, seen)).toMatchObject({
      status: 412,
      body: { current: { name: 'Первая правка' } },
    })
    expect((await owner.patch(`/api/teams/${team.id}`, { name: 'Вторая правка' })).status).toBe(200)
  })

  test('a team with members is not deleted, an empty one is; whoever is moved in at that moment finds a team or none', async () => {
    const team = await makeTeam('На удаление')
    const member = await hire('manager', team.id)
    expect(await owner.delete(`/api/teams/${team.id}`)).toMatchObject({
      status: 409,
      body: { detail: 'The team has members. Move them to another team first.' },
    })
    await owner.patch(`/api/members/${member.id}`, { teamId: null })
    const [deleted, moved] = await Promise.all([
      owner.delete(`/api/teams/${team.id}`),
      owner.patch(`/api/members/${member.id}`, { teamId: team.id }),
    ])
    expect([
      [204, 409],
      [409, 200],
    ]).toContainEqual([deleted.status, moved.status])
    const left = (await teams()).some(({ id }) => id === team.id)
    expect((await memberNow(member.id)).teamId).toBe(left ? team.id : null)
    expect((await owner.delete('/api/teams/01890000-0000-7000-8000-000000000000')).status).toBe(404)
  })

  test('[B1] the head of a team sees the deals of its members and of nobody else', async () => {
    const head = await hire('head')
    await owner.patch(`/api/members/${head.id}`, { teamId: (await makeTeam('Дом главы')).id })
    const theirs = await makeTeam('Его отдел', head.id)
    const manager = await hire('manager')
    await owner.patch(`/api/members/${manager.id}`, { teamId: (await makeTeam('Чужой отдел')).id })
    const deal = await manager.post<{ id?: string; deal?: { id: string } }>('/api/deals', { title: 'Сделка отдела' })
    const dealId = deal.body.id ?? deal.body.deal!.id
    expect((await head.get(`/api/deals/${dealId}`)).status).toBe(404)
    await owner.patch(`/api/members/${manager.id}`, { teamId: theirs.id })
    expect((await head.get(`/api/deals/${dealId}`)).status).toBe(200)
  })
})

describe('[L6] the corridor of load of one member', () => {
  test('is his own, by his role again, or without an upper limit', async () => {
    const member = await hire('manager')
    const edit = (body: object) => owner.patch<MemberBody>(`/api/members/${member.id}`, body)
    const load = async () => (await member.get<{ load: { min: number | null; max: number | null } }>('/api/me')).body.load
    const byRole = await load()
    expect((await edit({ loadMin: 5, loadMax: 9 })).body).toMatchObject({ loadMin: 5, loadMax: 9, loadMaxOff: false })
    expect(await load()).toMatchObject({ min: 5, max: 9 })
    await edit({ loadMaxOff: true })
    expect(await load()).toMatchObject({ min: 5, max: null })
    await edit({ loadMin: null, loadMax: null, loadMaxOff: false })
    expect(await load()).toEqual(byRole)
  })

  test('does not stand upside down, and two who edit it see each other', async () => {
    const member = await hire('manager')
    const edit = (body: object, headers?: Record<string, string>) => owner.patch<MemberBody>(`/api/members/${member.id}`, body, headers)
    for (const body of [{ loadMin: 9, loadMax: 8 }, { loadMin: -1 }]) expect((await edit(body)).status).toBe(400)
    expect((await edit({ loadMin: 8, loadMax: 8 })).status).toBe(200)
    expect((await edit({ loadMin: 9 })).status).toBe(400)
    const seen = { 'if-match': `"${(await memberNow(member.id)).version}"` }
    expect((await edit({ loadMin: 1 }, seen)).status).toBe(200)
    expect(await edit({ loadMin: 2 }, seen)).toMatchObject({ status: 412, body: { current: { loadMin: 1 } } })
  })
})

describe('[L6] the company', () => {
  test('is renamed and given another default head by an owner or an admin', async () => {
    const [admin, head] = [await hire('admin'), await hire('head')]
    const before = await admin.get<{ version: number; defaultHeadId: string }>('/api/workspace')
    expect(before.body).toMatchObject({ name: 'Ромашка', timeZone: 'Europe/Moscow', currency: 'RUB' })
    expect((await admin.patch('/api/workspace', { defaultHeadId: admin.id })).status).toBe(400)
    expect(await admin.patch('/api/workspace', { name: ' Ромашка и сыновья ', defaultHeadId: head.id })).toMatchObject({
      status: 200,
      body: { name: 'Ромашка и сыновья', defaultHeadId: head.id },
    })
    expect((await admin.patch('/api/workspace', { name: 'Лютик' }, { 'if-match': `"${before.body.version}"` })).status).toBe(412)
    expect((await owner.patch(`/api/members/${head.id}`, { role: 'manager' })).status).toBe(409)
    await owner.patch('/api/workspace', { defaultHeadId: owner.id })
    expect((await owner.patch(`/api/members/${head.id}`, { role: 'manager' })).status).toBe(200)
  })
})
