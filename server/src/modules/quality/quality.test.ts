import type {
  ActAnswer,
  Draft,
  MyDay,
  ClosingReviewDetail,
  ClosingReviewPage,
  Deal,
  QualitySamplePage,
  Receivers,
} from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, refusedBy, type Person } from '../../testing/company.ts'
import { aDealIn, closed, dealOf, done, iso, readBreaches, sandbox, tasksOf, told } from '../../testing/sandbox.ts'
import type { RegulationDocument } from '@reglament/regulation'
import { begins, fill, lostBy } from './testing/losses.ts'

const app = await application('2026-02-02T07:00:00Z')
const reviews = async (by: Person, state = 'pending') => done(await by.get<ClosingReviewPage>(`/closing-reviews?state=${state}`)).items
const reviewOf = async (by: Person, { id }: Pick<Deal, 'id'>, state = 'pending') =>
  (await reviews(by, state)).find(({ deal }) => deal.id === id)!
const verdict = (by: Person, id: string, body: Record<string, unknown>) => by.post<ActAnswer>(`/closing-reviews/${id}/verdict`, body)

describe('[H5] closing reviews', () => {
  test('[H5] confirmed once: the loss is final, its task is done, the next verdict hears of it', async () => {
    const { owner, member, enact } = await sandbox(app, begins)
    await enact([{ clause: 'quality-sample', params: { percent: 0 } }])
    const lost = await lostBy(await member('manager'))
    const review = await reviewOf(owner, lost)
    expect(review).toMatchObject({ reason: { key: 'too-dear', kind: 'client-refused' }, mayJudge: true, review: 'pending', signs: 0 })
    const both = await Promise.all([1, 2].map(() => verdict(owner, review.id, { verdict: 'confirmed', comment: 'Проверил, всё верно' })))
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
    expect((await dealOf(owner, lost)).tasks).toEqual([])
    const seen = done(await owner.get<ClosingReviewDetail>(`/closing-reviews/${review.id}`))
    expect(seen.verdict).toMatchObject({ verdict: 'confirmed', comment: 'Проверил, всё верно', by: { id: owner.id } })
  })

  test('[H5] the detail shows evidence, attempts by channel and every clause of closing', async () => {
    const { owner, member } = await sandbox(app, begins)
    const lost = await lostBy(await member('manager'))
    const seen = done(await owner.get<ClosingReviewDetail>(`/closing-reviews/${(await reviewOf(owner, lost)).id}`))
    expect(seen.evidence).toMatchObject([{ kind: 'interaction', channel: 'mail', direction: 'in', text: 'Для нас дорого' }])
    expect(seen.checks.map(({ clause, state }) => `${clause} ${state}`)).toEqual([
      'loss-reason kept',
      'loss-evidence kept',
      'nothing-unanswered kept',
    ])
    expect(seen.attempts.find(({ kind }) => kind === 'mail')).toMatchObject({ sinceHeard: 1, all: 1, known: true })
    expect(seen.visits.length).toBeGreaterThan(3)
  })

  test('[H5 A11] the clauses are ticked by the regulation of the day of the loss: what is retired, replaced or tightened since breaks nothing', async () => {
    const { owner, member, enact } = await sandbox(app, begins)
    const lost = await lostBy(await member('manager'))
    const { id } = await reviewOf(owner, lost)
    const ticked = async () => {
      const { checks, judgedBy } = done(await owner.get<ClosingReviewDetail>(`/closing-reviews/${id}`))
      return { ticks: checks.map(({ clause, state }) => `${clause} ${state}`), judgedBy }
    }
    const then = await ticked()
    expect(then.judgedBy).toMatchObject({ inForce: true })
    const { document } = done(await owner.get<{ document: RegulationDocument }>('/regulation/document'))
    const redraw = async (change: object) => {
      const lossReasons = document.lossReasons.map((reason) => (reason.key === 'too-dear' ? { ...reason, ...change } : reason))
      const draft = done(await owner.post<Draft>('/regulation/drafts', { lossReasons }))
      done(await owner.post(`/regulation/drafts/${draft.id}/enactment`))
    }
    const former = { version: then.judgedBy!.version, inForce: false }
    await redraw({ retired: true })
    expect(await ticked()).toEqual({ ticks: then.ticks, judgedBy: former })
    await enact([{ clause: 'loss-evidence', mode: 'observe' }])
    await redraw({ retired: true, replacedBy: 'terms' })
    expect(await ticked()).toEqual({ ticks: then.ticks, judgedBy: former })
    // What is lost today is judged by what is in force today.
    expect((await closed(owner, await aDealIn(owner, 'taken'), 'too-dear')).status).toBe(409)
  })

  test('[H5 D9] row 28: the head’s own goes to the quality controller and his own verdict is 403; to one who is full 409, to the exchange 201', async () => {
    const { owner, member, workspaceId } = await sandbox(app, begins)
    const [head, controller, full] = [await member('head'), await member('quality-controller'), await member('manager')]
    const lost = await lostBy(head)
    const review = await reviewOf(controller, lost)
    expect(review.reviewer?.id).toBe(controller.id)
    const own = await verdict(head, review.id, { verdict: 'confirmed' })
    expect([own.status, own.problem.detail]).toEqual([403, 'Свой отказ проверяет другой: вы закрыли эту сделку или отвечали за неё.'])
    await fill(app.services, workspaceId, full.id)
    const refused = await verdict(controller, review.id, { verdict: 'returned', responsibleId: full.id })
    expect([refused.status, refusedBy(refused)]).toEqual([409, ['load-max']])
    expect((await dealOf(owner, lost)).status).toBe('lost')
    const receivers = done(await controller.get<Receivers>('/deal-receivers')).items
    expect(receivers.find(({ id }) => id === full.id)).toMatchObject({ load: 0, max: 0 })
    const returned = done(await verdict(controller, review.id, { verdict: 'returned', responsibleId: null }))
    expect(returned.deal).toMatchObject({ status: 'open', stage: 'proposal-sent', responsible: null })
    expect(tasksOf(returned.deal).length).toBeGreaterThan(0)
    expect((await reviewOf(controller, lost, 'returned')).review).toBe('returned')
  })

  test('[H5] without a team a loss goes to the head of sales; to the owner while there is no head, or when he has chosen so', async () => {
    const { owner, member } = await sandbox(app, begins)
    const manager = await member('manager')
    const reviewerOf = async (lost: Deal) => (await reviewOf(owner, lost)).reviewer?.id
    const [before] = [await lostBy(manager)]
    expect(await reviewerOf(before)).toBe(owner.id)
    const head = await member('head')
    const lost = await lostBy(manager)
    expect(await reviewerOf(lost)).toBe(head.id)
    expect((await reviewOf(head, lost)).mayJudge).toBe(true)
    // A second head does not take it over by coming; whom the company chooses does.
    await member('head')
    expect(await reviewerOf(await lostBy(manager))).toBe(head.id)
    done(await owner.patch('/workspace', { defaultHeadId: owner.id }))
    await member('head')
    expect(await reviewerOf(await lostBy(manager))).toBe(owner.id)
  })

  test('[H5 L6] a manager neither sees reviews nor gives verdicts, and the stand-in of an absent head does', async () => {
    const { owner, member } = await sandbox(app, begins)
    const [manager, standIn] = [await member('manager'), await member('manager')]
    const absence = { memberId: owner.id, standInId: standIn.id, from: iso('Thu 12.03 10:00'), until: iso('Fri 20.03 10:00') }
    done(await owner.post('/absences', absence))
    const lost = await lostBy(manager)
    expect(await reviews(manager)).toEqual([])
    const review = await reviewOf(standIn, lost)
    expect((await verdict(manager, review.id, { verdict: 'confirmed' })).status).toBe(404)
    expect((await verdict(standIn, review.id, { verdict: 'confirmed' })).status).toBe(201)
  })

  test('[D11 H5] whose head goes on leave after the loss breaks nothing: the review is his stand-in’s', async () => {
    const { owner, member, until, breaches } = await sandbox(app, begins)
    const [manager, standIn] = [await member('manager'), await member('head')]
    done(await owner.patch('/workspace', { defaultHeadId: owner.id }))
    const lost = await lostBy(manager)
    const absence = { memberId: owner.id, standInId: standIn.id, from: iso('Fri 13.03 10:00'), until: iso('Fri 27.03 10:00') }
    done(await owner.post('/absences', absence))
    await until('Tue 17.03 12:00')
    expect(await breaches(`dealId=${lost.id}&open=true&member=${owner.id}`)).toEqual([])
    expect((await reviewOf(owner, lost)).reviewer?.id).toBe(standIn.id)
  })

  test('[H4 H5] row 29: an answer on the fifth day waits in Incoming and stands in the review as evidence', async () => {
    const { owner, member, until } = await sandbox(app, begins)
    const manager = await member('manager')
    const lost = await lostBy(manager)
    await until('Tue 17.03 12:00')
    done(await told(manager, lost, 'mail', 'in', 'received', { text: 'Это ошибка, мы ждём договор' }))
    const review = await reviewOf(owner, lost)
    expect(review.signs).toBe(1)
    const seen = done(await owner.get<ClosingReviewDetail>(`/closing-reviews/${review.id}`))
    expect(seen.signsAfter).toMatchObject([{ text: 'Это ошибка, мы ждём договор' }])
    for (const person of [manager, owner]) {
      const { items } = done(
        await person.get<{ items: { deal: { id: string; status: string } }[] }>('/incoming?of=' + (person === owner ? 'all' : 'mine')),
      )
      expect(items).toMatchObject([{ deal: { id: lost.id, status: 'lost' } }])
    }
    expect(done(await manager.post<ActAnswer>(`/deals/${lost.id}/reopening`, {})).deal.status).toBe('open')
    expect((await reviewOf(owner, lost, 'withdrawn')).review).toBe('withdrawn')
  })

  test('[H4] a sign counts for as many days as the regulation says it waits for a decision', async () => {
    const { owner, member, until, enact } = await sandbox(app, begins)
    const manager = await member('manager')
    const lost = await lostBy(manager)
    await until('Tue 17.03 12:00')
    done(await told(manager, lost, 'mail', 'in', 'received', { text: 'Это ошибка, мы ждём договор' }))
    const signsIn = async (days: number) => {
      await enact([{ clause: 'one-inquiry-one-deal', params: { lostWithinDays: days } }])
      const review = await reviewOf(owner, lost)
      const { signs, signsAfter } = done(await owner.get<ClosingReviewDetail>(`/closing-reviews/${review.id}`))
      return [review.signs, signs, signsAfter.length]
    }
    expect([await signsIn(3), await signsIn(6)]).toEqual([
      [0, 0, 0],
      [1, 1, 1],
    ])
  })

  test('[B3] the card of a lost deal is locked until it is reopened', async () => {
    const { member } = await sandbox(app, begins)
    const manager = await member('manager')
    const lost = await lostBy(manager)
    const edited = await manager.patch<ActAnswer>(`/deals/${lost.id}`, { title: 'Другое название' })
    expect([edited.status, (await dealOf(manager, lost)).title]).toEqual([409, lost.title])
  })
})

describe('[H6] calls of quality control', () => {
  const drawnBy = async (more: { percent?: number; tries?: number } = {}) => {
    const company = await sandbox(app, begins)
    await company.enact([{ clause: 'quality-sample', params: { percent: 100, ...more } }])
    const [manager, controller] = [await company.member('manager'), await company.member('quality-controller')]
    const lost = await lostBy(manager)
    done(await verdict(company.owner, (await reviewOf(company.owner, lost)).id, { verdict: 'confirmed' }))
    const samples = () => controller.get<QualitySamplePage>('/quality-samples')
    return { ...company, manager, controller, lost, samples }
  }

  test('[H6] a confirmed loss is drawn with its due; a false one goes to another manager and counts for who closed it', async () => {
    const { member, manager, controller, lost, samples, owner } = await drawnBy()
    const { items, falseLosses } = done(await samples())
    expect(items).toMatchObject([{ deal: { id: lost.id }, state: 'drawn', dueAt: iso('Tue 17.03 15:00'), mayJudge: true }])
    expect(falseLosses.map(({ key }) => key)).toEqual(['disliked-manager', 'not-worked', 'guessed'])
    const { id } = items[0]!
    const judge = (by: Person, body: object) => by.post<ActAnswer>(`/quality-samples/${id}/verdict`, body as Record<string, unknown>)
    expect((await judge(manager, { verdict: 'real' })).status).toBe(404)
    expect(refusedBy(await judge(controller, { verdict: 'false', responsibleId: null }))).toEqual(['quality-sample'])
    expect(refusedBy(await judge(controller, { verdict: 'false', falseLoss: 'guessed', responsibleId: manager.id }))).toEqual([
      'quality-sample',
    ])
    const other = await member('manager')
    const answer = done(await judge(controller, { verdict: 'false', falseLoss: 'guessed', note: 'Ждал звонка', responsibleId: other.id }))
    expect(answer.deal).toMatchObject({ status: 'open', responsible: { id: other.id } })
    const found = done(await owner.get<QualitySamplePage>('/quality-samples?state=false')).items
    expect(found).toMatchObject([{ falseLoss: { key: 'guessed' }, note: 'Ждал звонка', closedBy: { id: manager.id } }])
    expect((await judge(controller, { verdict: 'real' })).status).toBe(409)
  })

  test('[H6] a real one stays lost; a call that nobody makes is a breach of the controller', async () => {
    const { controller, samples, until, lost, owner } = await drawnBy()
    await until('Tue 17.03 15:00')
    expect(await readBreaches(owner, `dealId=${lost.id}&open=true&clause=quality-sample&member=${controller.id}`)).toEqual([
      'quality-sample, Tue 17 Mar 15:00',
    ])
    const { id } = done(await samples()).items[0]!
    const answer = done(await controller.post<ActAnswer>(`/quality-samples/${id}/verdict`, { verdict: 'real', note: 'Выбрали соседей' }))
    expect(answer.deal.status).toBe('lost')
    expect(await readBreaches(owner, `dealId=${lost.id}&open=true&clause=quality-sample`)).toEqual([])
  })

  test('[H6 D8] a call in vain is kept with the date of the next one, and his day shows it on that day; the deadline stays', async () => {
    const { owner, controller, samples, until, lost } = await drawnBy()
    const calls = async (by: Person) => done(await by.get<MyDay>('/my-day')).calls.map(({ deal }) => deal.id)
    expect([await calls(controller), await calls(owner)]).toEqual([[lost.id], []])
    const { id } = done(await samples()).items[0]!
    const inVain = () => controller.post<ActAnswer>(`/quality-samples/${id}/verdict`, { verdict: 'no-answer', note: 'Длинные гудки' })
    expect(done(await inVain()).deal.status).toBe('lost')
    expect(done(await samples()).items).toMatchObject([
      {
        state: 'drawn',
        tries: 1,
        triedAt: iso(begins),
        againAt: iso('Fri 13.03 15:00'),
        dueAt: iso('Tue 17.03 15:00'),
        note: 'Длинные гудки',
      },
    ])
    expect(await calls(controller)).toEqual([])
    await until('Fri 13.03 10:00')
    expect(await calls(controller)).toEqual([lost.id])
    await until('Tue 17.03 15:00')
    done(await inVain())
    expect(done(await samples()).items).toMatchObject([{ tries: 2, triedAt: iso('Tue 17.03 15:00') }])
    expect(await readBreaches(owner, `dealId=${lost.id}&open=true&clause=quality-sample`)).toHaveLength(1)
    done(await controller.post<ActAnswer>(`/quality-samples/${id}/verdict`, { verdict: 'real' }))
    expect((await inVain()).status).toBe(409)
    expect(await calls(controller)).toEqual([])
  })

  test('[H6] after so many calls in vain as the regulation says it ends as not reached: no breach is left, and the head sees it', async () => {
    const { owner, controller, samples, until, lost } = await drawnBy({ percent: 100, tries: 2 })
    const { id } = done(await samples()).items[0]!
    const inVain = () => controller.post<ActAnswer>(`/quality-samples/${id}/verdict`, { verdict: 'no-answer', note: 'Гудки' })
    done(await inVain())
    await until('Tue 17.03 15:00')
    expect(await readBreaches(owner, `dealId=${lost.id}&open=true&clause=quality-sample`)).toHaveLength(1)
    expect(done(await inVain()).deal.status).toBe('lost')
    expect(await readBreaches(owner, `dealId=${lost.id}&open=true&clause=quality-sample`)).toEqual([])
    expect(done(await samples()).items).toEqual([])
    expect(done(await owner.get<QualitySamplePage>('/quality-samples?state=not-reached')).items).toMatchObject([
      { id, state: 'not-reached', tries: 2, againAt: null, calledAt: iso('Tue 17.03 15:00'), note: 'Гудки', mayJudge: false },
    ])
    expect(done(await controller.get<MyDay>('/my-day')).calls).toEqual([])
    expect((await inVain()).status).toBe(409)
  })

  test('[H6] nothing is drawn where the share is nought', async () => {
    const { samples } = await drawnBy({ percent: 0 })
    expect(done(await samples()).items).toEqual([])
  })
})
