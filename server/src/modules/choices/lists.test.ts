import type {
  ActAnswer,
  Deal,
  Draft,
  LeadActAnswer,
  LeadReason,
  ListUse,
  LossReasons,
  Page,
  ReplacementRun,
  Timeline,
} from '@reglament/contract'
import { fold, type RegulationDocument } from '@reglament/regulation'
import { moscow } from '@reglament/regulation/testing'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
import { application, refusedBy, type Person, type Reply } from '../../testing/company.ts'
import { aClient, aDealIn, closed, dealOf, done, sandbox, told } from '../../testing/sandbox.ts'
import { sweepWorkspace } from '../deals/index.ts'

const app = await application('2026-02-02T07:00:00Z')
const begins = 'Thu 12.03 15:00'
type Reason = RegulationDocument['lossReasons'][number]

/** A deal that the client has refused in writing, closed by whoever works it. */
async function lostBy(by: Person, reason = 'too-dear'): Promise<Deal> {
  const deal = await aDealIn(by, 'proposal-sent', { contact: aClient({ mail: true }) })
  done(await told(by, deal, 'mail', 'in', 'received', { text: 'Для нас дорого' }))
  done(await told(by, deal, 'mail', 'out', 'sent', { text: 'Спасибо за ответ' }))
  return done(await closed(by, deal, reason, { evidence: await evidenceOf(by, deal) })).deal
}
const evidenceOf = async (by: Person, { id }: Pick<Deal, 'id'>) => {
  const { items } = done(await by.get<Page<{ id: string; direction: string }>>(`/deals/${id}/interactions`))
  return [items.find(({ direction }) => direction === 'in')!.id]
}
const documentOf = async (by: Person) => done(await by.get<{ document: RegulationDocument }>('/regulation/document')).document
/** A draft in which the reasons of loss are changed, as the screen sends it: the whole list. */
const redraw = async (by: Person, change: (reasons: Reason[]) => Reason[]) =>
  by.post<Draft>('/regulation/drafts', { lossReasons: change((await documentOf(by)).lossReasons) })
const enact = async (by: Person, draft: Reply<Draft>) => done(await by.post(`/regulation/drafts/${done(draft).id}/enactment`))
const retire =
  (key: string, replacedBy?: string) =>
  (reasons: Reason[]): Reason[] =>
    reasons.map((reason) => (reason.key === key ? { ...reason, retired: true, ...(replacedBy && { replacedBy }) } : reason))
const without = (key: string) => (reasons: Reason[]) => reasons.filter((reason) => reason.key !== key)
const runs = async (by: Person) => done(await by.get<{ items: ReplacementRun[] }>('/replacements')).items
const used = ({ problem }: Reply<unknown>) => (problem.current as { used: unknown[] }).used
const sweep = (workspaceId: number) => sweepWorkspace(app.services, workspaceId, moscow(begins))

describe('[H1] reasons of loss', () => {
  test('[H1 L6] who sets the company up sees how often each is used; a manager does not change them', async () => {
    const { owner, member } = await sandbox(app, begins)
    const manager = await member('manager')
    await lostBy(manager)
    const { items } = done(await owner.get<{ items: ListUse[] }>('/loss-reasons/uses'))
    expect(items.find(({ key }) => key === 'too-dear')).toEqual({ key: 'too-dear', deals: 1, earlier: 0 })
    for (const url of ['/loss-reasons/uses', '/task-kinds/uses', '/replacements']) expect((await manager.get(url)).status).toBe(403)
    expect((await redraw(manager, without('terms')).catch(() => ({ status: 403 }))).status).toBe(403)
  })

  test('[H1] an unused one is removed; one that deals have is not: 409 with how many and the ways', async () => {
    const { owner, member } = await sandbox(app, begins)
    const lost = await lostBy(await member('manager'))
    await enact(owner, await redraw(owner, without('chose-others')))
    const refused = await redraw(owner, without('too-dear'))
    expect([refused.status, used(refused)]).toEqual([
      409,
      [{ what: 'loss-reason', key: 'too-dear', deals: 1, earlier: 0, ways: ['retire', 'replace'] }],
    ])
    expect(refused.problem.detail).toContain('«Дорого» — 1')
    done(await owner.post(`/deals/${lost.id}/reopening`, { reason: 'Клиент передумал' }))
    const history = await redraw(owner, without('too-dear'))
    expect([history.status, used(history)]).toEqual([
      409,
      [{ what: 'loss-reason', key: 'too-dear', deals: 0, earlier: 1, ways: ['retire'] }],
    ])
  })

  test('[H1] a retired one closes nothing more, and old deals are read with it', async () => {
    const { owner, member } = await sandbox(app, begins)
    const manager = await member('manager')
    const lost = await lostBy(manager)
    await enact(owner, await redraw(owner, retire('too-dear')))
    const { items } = done(await manager.get<LossReasons>('/loss-reasons'))
    expect(items.find(({ key }) => key === 'too-dear')).toMatchObject({ name: 'Дорого', retired: true, asks: 'nothing' })
    const next = await aDealIn(manager, 'taken', { contact: aClient() })
    expect(refusedBy(await closed(manager, next, 'too-dear'))).toContain('loss-reason')
    expect((await dealOf(manager, lost)).lossReason).toBe('too-dear')
  })

  test('[H1 A4] replaced: every lost deal goes over once, keeps its history, and the journal still folds to it', async () => {
    const { owner, member, workspaceId } = await sandbox(app, begins)
    const manager = await member('manager')
    const lost = [await lostBy(manager), await lostBy(manager)]
    const other = await lostBy(manager, 'no-need')
    await enact(owner, await redraw(owner, retire('too-dear', 'terms')))
    expect(await runs(owner)).toMatchObject([{ from: 'too-dear', toName: 'Не подошли условия', done: 0, finished: false }])
    // Two processes at once, and once more afterwards.
    await Promise.all([sweep(workspaceId), sweep(workspaceId)])
    await sweep(workspaceId)
    expect(await runs(owner)).toMatchObject([{ done: 2, finished: true, by: 'Ирина Соколова' }])
    expect((await dealOf(owner, other)).lossReason).toBe('no-need')
    for (const { id } of lost) {
      expect((await dealOf(owner, { id })).lossReason).toBe('terms')
      const { items } = done(await owner.get<Timeline>(`/deals/${id}/timeline`))
      const texts = items.map(({ summary }) => summary)
      expect(texts.filter((text) => text.includes('«Дорого» → «Не подошли условия»'))).toHaveLength(1)
      expect(texts).toContain('Сделка закрыта: Дорого')
      const { rows } = await inWorkspace(app.services, workspaceId, (tx) =>
        sql<{ reason: string; stated: string; events: never[] }>`
          select closure.reason, closure.stated_reason as stated, (
            select json_agg(json_build_object('type', type, 'at', extract(epoch from at) * 1000, 'clause', clause, 'data', data) order by position)
            from journal where workspace_id = ${workspaceId} and stream_kind = 'deal' and stream_id = deal.id
          ) as events
          from deal join closure on closure.workspace_id = deal.workspace_id and closure.deal_id = deal.id
          where deal.workspace_id = ${workspaceId} and deal.id = ${id}::uuid`.execute(tx),
      )
      expect([rows[0]!.reason, rows[0]!.stated]).toEqual(['terms', 'too-dear'])
      expect(fold(rows[0]!.events)!.lossReason).toBe('terms')
    }
    const { items } = done(await owner.get<{ items: ListUse[] }>('/loss-reasons/uses'))
    expect(items.find(({ key }) => key === 'too-dear')).toEqual({ key: 'too-dear', deals: 0, earlier: 2 })
  })

  test('[H9] a reason of one’s own may ask for a date', async () => {
    const { owner, member } = await sandbox(app, begins)
    const manager = await member('manager')
    const own: Reason = {
      key: 'next-budget',
      name: { ru: 'Ждём бюджета', en: 'Waits for its budget' },
      kind: 'client-refused',
      asks: 'date',
      letter: false,
      review: 'none',
    }
    await enact(owner, await redraw(owner, (reasons) => [...reasons, own]))
    const deal = await aDealIn(manager, 'proposal-sent', { contact: aClient({ mail: true }) })
    done(await told(manager, deal, 'mail', 'in', 'received', { text: 'В следующем году' }))
    done(await told(manager, deal, 'mail', 'out', 'sent', { text: 'Хорошо' }))
    const evidence = await evidenceOf(manager, deal)
    expect(refusedBy(await closed(manager, deal, 'next-budget', { evidence }))).toEqual(['loss-reason'])
    const lost = done(await closed(manager, deal, 'next-budget', { evidence, until: '2026-09-01T07:00:00Z' }))
    expect(lost.deal).toMatchObject({ status: 'lost', lossReason: 'next-budget', tasks: [] })
  })

  test('[A5] two heads at once: the second hears that the regulation has changed', async () => {
    const { owner, member } = await sandbox(app, begins)
    const head = await member('head')
    const [one, other] = [await redraw(owner, retire('terms')), await redraw(head, retire('no-need'))]
    await enact(owner, one)
    expect((await head.post(`/regulation/drafts/${done(other).id}/enactment`)).status).toBe(409)
  })
})

describe('[H1 H6] criteria of dropping and kinds of false loss', () => {
  type Named = RegulationDocument['criteria'][number]
  type List = 'criteria' | 'falseLosses'
  const change = async (by: Person, list: List, edit: (items: readonly Named[]) => Named[]) =>
    by.post<Draft>('/regulation/drafts', { [list]: edit((await documentOf(by))[list]!) })
  const own: Named = { key: 'own', name: { ru: 'Своё', en: 'Our own' } }
  const drop = (by: Person, deal: Deal, criterion: string) => closed(by, deal, 'by-rules', { criterion, comment: 'Так решили' })

  test('[H1] a used criterion is not removed but retired: it closes nothing more, and what it closed is read by its name', async () => {
    const { owner, member } = await sandbox(app, begins)
    const manager = await member('manager')
    const lost = done(await drop(manager, await aDealIn(manager, 'taken', { contact: aClient() }), 'too-small')).deal
    const { items } = done(await owner.get<{ items: ListUse[] }>('/loss-criteria/uses'))
    expect(items.slice(0, 2)).toEqual([
      { key: 'too-small', deals: 1, earlier: 0 },
      { key: 'not-our-kind', deals: 0, earlier: 0 },
    ])
    const refused = await change(owner, 'criteria', (list) => list.filter(({ key }) => key !== 'too-small'))
    expect([refused.status, used(refused)]).toEqual([
      409,
      [{ what: 'criterion', key: 'too-small', deals: 1, earlier: 0, ways: ['retire'] }],
    ])
    await enact(
      owner,
      await change(owner, 'criteria', (list) => [
        ...list.filter(({ key }) => key !== 'unreliable').map((it) => (it.key === 'too-small' ? { ...it, retired: true } : it)),
        own,
      ]),
    )
    const { criteria } = done(await manager.get<LossReasons>('/loss-reasons'))
    expect(criteria.map(({ key }) => key)).toEqual(['not-our-kind', 'no-capacity', 'lifetime', 'own'])
    const next = await aDealIn(manager, 'taken', { contact: aClient() })
    expect(refusedBy(await drop(manager, next, 'too-small'))).toEqual(['loss-reason'])
    expect((await drop(manager, next, 'own')).status).toBe(201)
    const reviews = done(await owner.get<{ items: { id: string; deal: { id: string } }[] }>('/closing-reviews')).items
    const review = reviews.find(({ deal }) => deal.id === lost.id)!
    expect(done(await owner.get<{ criterion: string }>(`/closing-reviews/${review.id}`)).criterion).toBe('Сумма ниже нашей минимальной')
  })

  test('[H6] a kind of false loss of one’s own is offered to quality control; a used one stays; the last one can’t be retired', async () => {
    const { owner, member, enact: put } = await sandbox(app, begins)
    await put([{ clause: 'quality-sample', params: { percent: 100 } }])
    const [manager, controller] = [await member('manager'), await member('quality-controller')]
    await enact(owner, await change(owner, 'falseLosses', (list) => [...list.filter(({ key }) => key !== 'not-worked'), own]))
    const lost = await lostBy(manager)
    const reviews = done(await owner.get<{ items: { id: string }[] }>('/closing-reviews')).items
    done(await owner.post(`/closing-reviews/${reviews[0]!.id}/verdict`, { verdict: 'confirmed' }))
    const calls = done(await controller.get<{ items: { id: string }[]; falseLosses: { name: string }[] }>('/quality-samples'))
    expect(calls.falseLosses.map(({ name }) => name)).toEqual(['Не понравился менеджер', 'Менеджер решил за клиента', 'Своё'])
    const verdict = (falseLoss: string) =>
      controller.post(`/quality-samples/${calls.items[0]!.id}/verdict`, { verdict: 'false', falseLoss })
    expect(refusedBy(await verdict('not-worked'))).toEqual(['quality-sample'])
    expect((await verdict('own')).status).toBe(201)
    expect(await dealOf(owner, lost)).toMatchObject({ status: 'open', responsible: null })
    expect(used(await change(owner, 'falseLosses', (list) => list.filter(({ key }) => key !== 'own')))).toEqual([
      { what: 'false-loss', key: 'own', deals: 0, earlier: 1, ways: ['retire'] },
    ])
    const none = await change(owner, 'falseLosses', (list) => list.map((kind) => ({ ...kind, retired: true })))
    expect([none.status, none.problem.faults?.map(({ path }) => path)]).toEqual([400, ['/falseLosses']])
    for (const url of ['/loss-criteria/uses', '/false-losses/uses']) expect((await controller.get(url)).status).toBe(403)
  })
})

describe('[C4] reasons of bad leads', () => {
  const reasonsOf = async (by: Person) => done(await by.get<{ items: LeadReason[] }>('/lead-reasons')).items
  const reasonOf = async (by: Person, key: string) => (await reasonsOf(by)).find((reason) => reason.key === key)!
  let calls = 0
  const badLead = async (by: Person, reason: string) => {
    const phone = `+7916777${String(++calls).padStart(4, '0')}`
    const lead = done(await by.post<LeadActAnswer>('/leads', { name: 'Пётр', phone, channel: 'hand' }))
    return [lead.id, await by.post<ActAnswer>(`/leads/${lead.id}/rejection`, { reason })] as const
  }
  const lateDeals = async () => {
    const company = await sandbox(app, begins)
    await company.enact([{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }])
    return company
  }

  test('[C4] used ones are not removed but retired; then nobody chooses them', async () => {
    const { owner, member } = await lateDeals()
    const manager = await member('manager')
    expect((await badLead(manager, 'contractor'))[1].status).toBe(201)
    const used = await reasonOf(owner, 'contractor')
    expect(used).toMatchObject({ leads: 1, used: true, retired: false, version: 1 })
    const refused = await owner.delete(`/lead-reasons/${used.id}`)
    expect([refused.status, (refused.problem.current as { used: unknown[] }).used]).toEqual([
      409,
      [{ what: 'lead-reason', key: 'contractor', leads: 1, ways: ['retire', 'replace'] }],
    ])
    expect((await manager.patch(`/lead-reasons/${used.id}`, { retired: true })).status).toBe(403)
    expect(done(await owner.patch<LeadReason>(`/lead-reasons/${used.id}`, { retired: true }))).toMatchObject({ retired: true, version: 2 })
    const [, again] = await badLead(manager, 'contractor')
    expect([again.status, again.problem.faults?.map(({ path }) => path)]).toEqual([400, ['/reason']])
    expect((await owner.delete(`/lead-reasons/${(await reasonOf(owner, 'job-seeker')).id}`)).status).toBe(204)
  })

  test('[C4 L4] a stale edit answers with both values; the same order of the list twice is the same', async () => {
    const { owner } = await lateDeals()
    const reason = await reasonOf(owner, 'spam')
    const name = { ru: 'Мусор', en: 'Junk' }
    done(await owner.patch(`/lead-reasons/${reason.id}`, { name }, { 'if-match': '"1"' }))
    const stale = await owner.patch(`/lead-reasons/${reason.id}`, { name: { ru: 'Реклама', en: 'Ads' } }, { 'if-match': '"1"' })
    expect([stale.status, stale.problem.yours, stale.problem.current]).toMatchObject([
      412,
      { name: { ru: 'Реклама' } },
      { name, version: 2 },
    ])
    const ids = (await reasonsOf(owner)).map(({ id }) => id).toReversed()
    for (let click = 0; click < 2; click++) done(await owner.put('/lead-reasons/order', { ids }))
    expect((await reasonsOf(owner)).map(({ id }) => id)).toEqual(ids)
    expect((await owner.put('/lead-reasons/order', { ids: ids.slice(1) })).status).toBe(412)
  })

  test('[C4 A4] replaced: leads go over once, each with an entry', async () => {
    const { owner, member, workspaceId } = await lateDeals()
    const manager = await member('manager')
    const [[lead]] = [await badLead(manager, 'contractor'), await badLead(manager, 'contractor')]
    const reason = await reasonOf(owner, 'contractor')
    const wrong = await owner.patch(`/lead-reasons/${reason.id}`, { retired: true, replacedBy: 'contractor' })
    expect([wrong.status, wrong.problem.faults?.map(({ path }) => path)]).toEqual([400, ['/replacedBy']])
    for (let click = 0; click < 2; click++) done(await owner.patch(`/lead-reasons/${reason.id}`, { retired: true, replacedBy: 'not-ours' }))
    await Promise.all([sweep(workspaceId), sweep(workspaceId)])
    await sweep(workspaceId)
    expect(await runs(owner)).toMatchObject([{ what: 'lead-reason', fromName: 'Подрядчик или поставщик', done: 2, finished: true }])
    const card = done(await owner.get<{ rejection: { reason: string }; history: { summary: string }[] }>(`/leads/${lead}`))
    expect(card.rejection.reason).toBe('not-ours')
    expect(card.history.filter(({ summary }) => summary.includes('Причина заменена'))).toHaveLength(1)
    expect((await owner.delete(`/lead-reasons/${reason.id}`)).status).toBe(204)
  })
})
