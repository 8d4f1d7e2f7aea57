import type { Deal, DealListItem, FieldSettings, FieldUses, LeadActAnswer, Page, ReplacementRun, SavedView } from '@reglament/contract'
import { moscow } from '@reglament/regulation/testing'
import { describe, expect, test } from 'vitest'
import { application, type Person, type Reply } from '../../testing/company.ts'
import { aDeal, aDealIn, closed, dealOf, done, everything, sandbox } from '../../testing/sandbox.ts'
import { sweepWorkspace } from '../deals/index.ts'

const app = await application('2026-02-02T07:00:00Z')
const begins = 'Thu 12.03 15:00'
const sweep = (workspaceId: number) => sweepWorkspace(app.services, workspaceId, moscow(begins))

const settings = async (by: Person) => done(await by.get<{ items: FieldSettings[] }>('/fields/settings')).items
const fieldOf = async (by: Person, key: string) => (await settings(by)).find((field) => field.key === key)!
const used = ({ problem }: Reply<unknown>) => (problem.current as { used: Record<string, unknown>[] }).used
const option = (key: string, ru: string, more: object = {}) => ({ key, name: { ru, en: ru }, ...more })
const name = { ru: 'Срочность', en: 'Urgency' }

describe('[B11] fields of one’s own', () => {
  test('[B11] of every kind: on the card, in the list, in filters and in the file taken out', async () => {
    const { owner } = await sandbox(app, begins)
    const kinds = [
      ['comment', 'text', 'Просил перезвонить', undefined],
      ['floors', 'number', 3, '3..4'],
      ['deposit', 'money', 50_000, undefined],
      ['moves-in', 'date', '2026-09-01', '2026-08-01..2026-10-01'],
      ['has-lift', 'boolean', true, 'true'],
      ['plan', 'url', 'https://example.org/plan', undefined],
      ['urgency', 'list', 'soon', 'soon'],
    ] as const
    for (const [key, type] of kinds) {
      const options = type === 'list' ? [option('soon', 'Скоро'), option('later', 'Потом')] : []
      expect(done(await owner.post<FieldSettings>('/fields', { key, name: { ru: `Поле ${key}`, en: key }, type, options })).version).toBe(1)
    }
    const fields = Object.fromEntries(kinds.map(([key, , value]) => [key, value]))
    const deal = await aDeal(owner, { title: 'Дом у озера', fields })
    expect((await dealOf(owner, deal)).fields).toMatchObject(fields)
    await aDeal(owner, { title: 'Другая' })
    for (const [key, , , asked] of kinds) {
      if (asked === undefined) continue
      const { items } = done(await owner.get<Page<DealListItem>>(`/deals?field=${key}:${asked}`))
      expect(items.map(({ title }) => title)).toEqual(['Дом у озера'])
    }
    const shown = done(await owner.get<{ items: { key: string }[] }>('/fields')).items
    expect(shown.slice(-7).map(({ key }) => key)).toEqual(kinds.map(([key]) => key))
  })

  test('[B11 L6] a manager changes none; bad input is told by its path; a key is taken once', async () => {
    const { owner, member } = await sandbox(app, begins)
    const manager = await member('manager')
    expect((await manager.post('/fields', { key: 'own', name, type: 'text' })).status).toBe(403)
    expect((await manager.get('/fields/settings')).status).toBe(403)
    const faults = async (body: object) => (await owner.post('/fields', body as never)).problem.faults?.map(({ path }) => path)
    expect(await faults({ key: 'own', name, type: 'list' })).toEqual(['/options'])
    expect(await faults({ key: 'own', name, type: 'text', options: [option('a', 'а')] })).toEqual(['/options'])
    expect(await faults({ key: 'own', name, type: 'list', options: [option('a', 'а'), option('a', 'б')] })).toEqual(['/options/1/key'])
    expect(await faults({ key: 'own', name, type: 'list', options: [option('a', 'а', { retired: true, replacedBy: 'b' })] })).toEqual(['/options/0/replacedBy']) // prettier-ignore
    done(await owner.post('/fields', { key: 'own', name, type: 'text' }))
    expect((await owner.post('/fields', { key: 'own', name, type: 'text' })).status).toBe(409)
    expect((await owner.patch('/fields/note', { retired: true })).status).toBe(400)
    expect(done(await owner.patch<FieldSettings>('/fields/note', { name: { ru: 'Суть', en: 'Gist' } })).name.ru).toBe('Суть')
  })

  test('[B3] a field that a stage asks for is not retired nor removed: 409 names the stage; others are retired and still read', async () => {
    const { owner } = await sandbox(app, begins)
    const refused = await owner.patch('/fields/niche', { retired: true })
    expect([refused.status, used(refused)[0]]).toMatchObject([409, { references: [{ what: 'stage', name: 'Продажи: Квалифицирован' }] }])
    done(await owner.post('/fields', { key: 'urgency', name, type: 'text' }))
    const deal = await aDeal(owner, { fields: { urgency: 'Горит' } })
    const kept = await owner.delete('/fields/urgency')
    expect([kept.status, used(kept)[0]]).toMatchObject([409, { deals: 1, ways: ['retire'] }])
    done(await owner.patch('/fields/urgency', { retired: true }))
    expect((await dealOf(owner, deal)).fields).toMatchObject({ urgency: 'Горит' })
    const filled = await owner.patch(`/deals/${deal.id}`, { fields: { urgency: 'Нет' } })
    expect([filled.status, filled.problem.faults?.map(({ path }) => path)]).toEqual([400, ['/fields/urgency']])
    expect(done(await owner.patch<{ deal: Deal }>(`/deals/${deal.id}`, { fields: { urgency: null } })).deal.fields).not.toHaveProperty(
      'urgency',
    )
    expect((await owner.delete('/fields/urgency')).status).toBe(204)
  })
})

describe('[B11 A4] choices of a field', () => {
  test('[B11] a used choice is not taken out: 409 with deals and ways; views and forms that name it are told', async () => {
    const { owner } = await sandbox(app, begins)
    await aDeal(owner, { fields: { source: 'search' } })
    done(await owner.post<SavedView>('/views', { name: 'Поиск', screen: 'table', query: { field: ['source:search'] }, shared: true }))
    done(await owner.post('/forms', { name: 'Заявка с сайта', source: 'search' }))
    const { options } = await fieldOf(owner, 'source')
    const refused = await owner.patch('/fields/source', { options: options.filter(({ key }) => key !== 'search' && key !== 'cold') })
    expect([refused.status, used(refused)]).toEqual([
      409,
      [{ what: 'option', field: 'source', key: 'search', deals: 1, leads: 0, ways: ['retire', 'replace'] }],
    ])
    const uses = done(await owner.get<FieldUses>('/fields/source/uses'))
    expect(uses.options.find(({ key }) => key === 'search')).toEqual({ key: 'search', deals: 1, earlier: 0 })
    expect(uses.references).toEqual(
      expect.arrayContaining([
        { what: 'view', name: 'Поиск', option: 'search' },
        { what: 'form', name: 'Заявка с сайта', option: 'search' },
        { what: 'stage', name: 'Продажи: Квалифицирован', option: null },
      ]),
    )
  })

  test('[B11 L4] a stale list answers with both, and nothing is lost', async () => {
    const { owner } = await sandbox(app, begins)
    const { options, version } = await fieldOf(owner, 'source')
    const seen = { 'if-match': `"${version}"` }
    done(await owner.patch('/fields/source', { options: [...options, option('radio', 'Радио')] }, seen))
    const stale = await owner.patch('/fields/source', { options: [...options, option('tv', 'ТВ')] }, seen)
    expect(stale.status).toBe(412)
    const keysOf = (value: unknown) => (value as FieldSettings).options.map(({ key }) => key).at(-1)
    expect([keysOf(stale.problem.yours), keysOf(stale.problem.current)]).toEqual(['tv', 'radio'])
  })

  test('[B11 A4] replaced: open and closed deals go over once, what comes from outside too; nobody chooses the old one', async () => {
    const { owner, member, workspaceId } = await sandbox(app, begins)
    const manager = await member('manager')
    const open = await aDealIn(manager, 'qualified', everything)
    const lost = await aDeal(manager, { fields: { source: 'search' } })
    done(await closed(manager, lost, 'spam'))
    const other = await aDeal(manager, { fields: { source: 'cold' } })
    const { options } = await fieldOf(owner, 'source')
    const replaced = options.map((it) => (it.key === 'search' ? { ...it, retired: true, replacedBy: 'search-ads' } : it))
    for (let click = 0; click < 2; click++) done(await owner.patch('/fields/source', { options: replaced }))
    await Promise.all([sweep(workspaceId), sweep(workspaceId)])
    await sweep(workspaceId)
    const { items } = done(await owner.get<{ items: ReplacementRun[] }>('/replacements'))
    expect(items).toMatchObject([{ what: 'field', field: 'source', fromName: 'Поиск', done: 2, finished: true }])
    for (const { id } of [open, lost]) expect((await dealOf(owner, { id })).fields).toMatchObject({ source: 'search-ads' })
    expect((await dealOf(owner, other)).fields).toMatchObject({ source: 'cold' })
    for (const [status, { id }] of [
      ['open', open],
      ['lost', lost],
    ] as const) {
      const found = done(await owner.get<Page<DealListItem>>(`/deals?status=${status}&field=source:search-ads`)).items
      expect(found.map((deal) => deal.id)).toEqual([id])
    }
    expect((await manager.patch(`/deals/${other.id}`, { fields: { source: 'search' } })).status).toBe(400)
    const lead = done(await owner.post<LeadActAnswer>('/leads', { name: 'Анна', phone: '+79165550001', channel: 'form', source: 'Поиск' }))
    expect((await dealOf(owner, { id: lead.dealId! })).fields).toMatchObject({ source: 'search-ads' })
    // Now nothing has it: it may go.
    done(await owner.patch('/fields/source', { options: replaced.filter(({ key }) => key !== 'search') }))
  })
})
