// Random acts of several people, as the API takes them: most of them good, many not.
import type { ActAnswer, Deal, Draft, Page, PossibleActs } from '@reglament/contract'
import { DAY_MS, formatInstant, HOUR_MS, MINUTE_MS } from '@reglament/kernel'
import { expect } from 'vitest'
import type { Person } from './company.ts'
import { aClient, done, everything } from './sandbox.ts'

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function chance(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    below: (n: number) => Math.floor(next() * n),
    one: <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!,
    maybe: (p: number) => next() < p,
  }
}
type Chance = ReturnType<typeof chance>

/** A company in which anything may happen, and what is needed to do it. */
export type World = {
  chance: Chance
  workspaceId: number
  people: readonly Person[]
  owner: Person
  now: number
  deals: string[]
  said: string[]
  /** What happens here and how often, where it is not as usual. */
  often?: Partial<Record<string, number>>
}
type Asked = { what: string; by: Person; method: 'post' | 'patch' | 'put' | 'get'; url: string; body?: Record<string, unknown> }

const stages = ['new-request', 'taken', 'qualified', 'proposal-sent', 'proposal-discussed', 'attempts', 'start-agreed', 'invoiced', 'started', 'lost'] // prettier-ignore
const reasons = ['spam', 'not-ours', 'duplicate', 'too-dear', 'no-need', 'postponed', 'by-rules', 'does-not-answer', 'could-not-reach', 'not-stated', 'no-such'] // prettier-ignore
const clauses = ['stage-order', 'required-fields', 'open-task', 'overdue', 'overdue-hand-over', 'stage-task', 'stage-stay', 'note-present', 'lifetime', 'load-max', 'closing-review', 'silence-end', 'no-answer-ladder', 'first-response', 'loss-evidence', 'touch-cadence'] // prettier-ignore
const ways = ['call out talked', 'call out no-answer', 'call out wrong-number', 'call in missed', 'mail in received', 'mail out sent', 'mail out bounced', 'messenger in received', 'meeting out held', 'mail in auto-reply'] // prettier-ignore

const soon = ({ chance, now }: World) => formatInstant(now + (chance.below(2000) - 60) * HOUR_MS)

/** Mostly one who may do it. */
const somebody = ({ chance, owner, people }: World) => (chance.maybe(0.6) ? owner : chance.one(people))

/** Acts as people and programs might think of them: most of them good, many not. */
const acts: Record<string, (world: World, dealId: string, taskIds: readonly string[]) => Promise<Asked> | Asked> = {
  create: (world) => ({
    what: 'create',
    by: somebody(world),
    method: 'post',
    url: '/deals',
    body: {
      title: 'Случайная сделка',
      ...(world.chance.maybe(0.7) && everything),
      ...(world.chance.maybe(0.8) && { contact: aClient({ mail: world.chance.maybe(0.5), phone: world.chance.maybe(0.8) }) }),
      ...(world.chance.maybe(0.2) && { responsibleId: world.chance.one([null, ...world.people.map(({ id }) => id)]) }),
    },
  }),
  edit: (world, id) => ({
    what: 'edit',
    by: somebody(world),
    method: 'patch',
    url: `/deals/${id}`,
    body: world.chance.one<Record<string, unknown>>([
      { note: '' },
      { note: 'Другое примечание о клиенте' },
      { budget: null },
      { budget: { amount: world.chance.below(1e9), currency: world.chance.one(['RUB', 'USD']) } },
      { fields: { niche: null } },
      { fields: { niche: 'Стройка', platform: 'phone' } },
      { responsibleId: world.chance.one([null, ...world.people.map((it) => it.id)]) },
      { contactId: null },
    ]),
  }),
  move: (world, id) => ({
    what: 'move',
    by: somebody(world),
    method: 'post',
    url: `/deals/${id}/stage-moves`,
    body: {
      to: world.chance.one(stages),
      ...(world.chance.maybe(0.6) && everything),
      ...(world.chance.maybe(0.6) && { result: 'Договорились' }),
      ...(world.chance.maybe(0.5) && { reason: 'Так получилось' }),
      ...(world.chance.maybe(0.2) && { task: { text: 'Дело при переходе', dueAt: soon(world) } }),
      confirmed: world.chance.maybe(0.5),
    },
  }),
  /** Along an arrow, so that deals get far at all. */
  goOn: async (world, id) => {
    const by = world.owner
    const { acts: possible } = done(await by.get<PossibleActs>(`/deals/${id}/acts`))
    const forward = possible.filter((it) => it.act === 'move' && it.direction === 'forward' && (it.allowed || it.mendable))
    const body = { ...everything, to: world.chance.one(forward)?.to ?? 'taken', result: 'Договорились', confirmed: true }
    return { what: 'go on', by, method: 'post', url: `/deals/${id}/stage-moves`, body }
  },
  plan: (world, dealId) => ({
    what: 'plan',
    by: somebody(world),
    method: 'post',
    url: '/tasks',
    body: {
      dealId,
      text: 'Случайное дело',
      dueAt: soon(world),
      ...(world.chance.maybe(0.2) && { assigneeId: world.chance.one(world.people).id }),
    },
  }),
  complete: (world, _id, tasks) => ({
    what: 'complete',
    by: somebody(world),
    method: 'post',
    url: `/tasks/${world.chance.one(tasks)}/completion`,
    body: {
      result: world.chance.one(['Сделано', 'ок', '']),
      ...world.chance.one([
        {},
        { next: { text: 'Следующее дело', dueAt: soon(world) } },
        { move: { to: world.chance.one(stages), ...everything } },
        { closure: { reason: world.chance.one(reasons) } },
      ]),
    },
  }),
  cancel: (world, _id, tasks) => ({
    what: 'cancel',
    by: somebody(world),
    method: 'post',
    url: `/tasks/${world.chance.one(tasks)}/cancellation`,
  }),
  retime: (world, _id, tasks) => ({
    what: 'retime',
    by: somebody(world),
    method: 'patch',
    url: `/tasks/${world.chance.one(tasks)}`,
    body: world.chance.one([{ dueAt: soon(world) }, { text: 'Иначе' }, { assigneeId: world.chance.one(world.people).id }]),
  }),
  noAnswer: (world, _id, tasks) => ({
    what: 'no answer',
    by: world.owner,
    method: 'post',
    url: `/tasks/${world.chance.one(tasks)}/no-answer`,
  }),
  interact: (world, id) => {
    const [channel, direction, outcome] = world.chance.one(ways).split(' ')
    const at = world.chance.maybe(0.3) ? { at: formatInstant(world.now - world.chance.below(60) * HOUR_MS) } : {}
    return {
      what: `${channel} ${outcome}`,
      by: somebody(world),
      method: 'post',
      url: `/deals/${id}/interactions`,
      body: { channel, direction, outcome, ...at },
    }
  },
  dismiss: async (world, id) => {
    const { items } = done(await world.owner.get<Page<{ id: string }>>(`/deals/${id}/interactions`))
    return {
      what: 'dismiss',
      by: world.owner,
      method: 'post',
      url: `/incoming/${world.chance.one(items)?.id ?? crypto.randomUUID()}/dismissal`,
      body: { reason: 'Не нужно' },
    }
  },
  close: async (world, id) => {
    const { items } = done(await world.owner.get<Page<{ id: string; direction: string }>>(`/deals/${id}/interactions`))
    const body = {
      reason: world.chance.one(reasons),
      evidence: items
        .filter(({ direction }) => direction === 'in')
        .map((it) => it.id)
        .slice(0, 3),
      comment: 'Так решили',
      criterion: world.chance.one(['too-small', 'no-such']),
      until: soon(world),
      ...(world.chance.maybe(0.5) && { duplicateOf: world.chance.one(world.deals) }),
    }
    return { what: `close ${body.reason}`, by: somebody(world), method: 'post', url: `/deals/${id}/closure`, body }
  },
  /** As it should be: the client writes, is answered, and what he wrote proves the loss. */
  closeWell: async (world, id) => {
    const tell = (direction: string, outcome: string) =>
      world.owner.post<ActAnswer & { id: string }>(`/deals/${id}/interactions`, { channel: 'mail', direction, outcome })
    await tell('in', 'received')
    await tell('out', 'sent')
    const { items } = done(await world.owner.get<Page<{ id: string; outcome: string }>>(`/deals/${id}/interactions`))
    const evidence = items.filter(({ outcome }) => outcome === 'received').map((it) => it.id)
    const reason = world.chance.one(['too-dear', 'no-need', 'postponed', 'by-rules'])
    const until = formatInstant(world.now + (1 + world.chance.below(60)) * DAY_MS)
    const body = { reason, evidence: evidence.slice(0, 1), until, comment: 'Слишком мало для нас', criterion: 'too-small' }
    return { what: `close ${reason}`, by: world.chance.one(world.people), method: 'post', url: `/deals/${id}/closure`, body }
  },
  reopen: (world, id) => ({
    what: 'reopen',
    by: somebody(world),
    method: 'post',
    url: `/deals/${id}/reopening`,
    body: world.chance.maybe(0.3) ? { responsibleId: world.chance.one([null, ...world.people.map((it) => it.id)]) } : {},
  }),
  take: (world, id) => ({ what: 'take', by: world.chance.one(world.people), method: 'post', url: `/deals/${id}/taking` }),
  giveBack: async (world, id) => {
    const { responsible } = done(await world.owner.get<Deal>(`/deals/${id}`))
    const by = world.people.find((it) => it.id === responsible?.id) ?? world.owner
    return { what: 'give back', by, method: 'post', url: `/deals/${id}/giving-back`, body: { reason: 'Не мой клиент' } }
  },
  review: async (world) => {
    const { items } = done(await world.owner.get<Page<{ id: string }>>('/closing-reviews?state=pending'))
    const verdict = world.chance.one(['confirmed', 'returned'])
    const to = verdict === 'returned' && { responsibleId: world.chance.one([null, ...world.people.map((it) => it.id)]) }
    const url = `/closing-reviews/${world.chance.one(items)?.id ?? crypto.randomUUID()}/verdict`
    return { what: `review ${verdict}`, by: somebody(world), method: 'post', url, body: { verdict, comment: 'Смотрели', ...to } }
  },
  sample: async (world) => {
    const { items } = done(await world.owner.get<Page<{ id: string }>>('/quality-samples?state=drawn'))
    const verdict = world.chance.one(['real', 'false', 'no-answer'])
    const to = verdict === 'false' && {
      falseLoss: world.chance.one(['guessed', 'no-such']),
      responsibleId: world.chance.one([null, ...world.people.map((it) => it.id)]),
    }
    const url = `/quality-samples/${world.chance.one(items)?.id ?? crypto.randomUUID()}/verdict`
    return { what: `sample ${verdict}`, by: somebody(world), method: 'post', url, body: { verdict, note: 'Звонили', ...to } }
  },
  release: async (world) => {
    const { items } = done(await world.owner.get<{ items: { id: string; state: string }[] }>('/exchange/releases'))
    const last = items.find(({ state }) => state === 'open' || state === 'done')
    if (!last) return { what: 'release', by: world.owner, method: 'post', url: '/exchange/releases', body: { keep: world.chance.below(3) } }
    const url = `/exchange/releases/${last.id}/${last.state === 'done' ? 'undoing' : 'cancellation'}`
    return { what: `release ${last.state}`, by: world.owner, method: 'post', url }
  },
  prolong: (world, id) => ({
    what: 'prolong',
    by: world.owner,
    method: 'post',
    url: `/deals/${id}/prolongation`,
    body: { until: soon(world), reason: 'Ждём' },
  }),
  exempt: (world, id) => ({
    what: 'exempt',
    by: somebody(world),
    method: 'post',
    url: `/deals/${id}/exemptions`,
    body: { clause: world.chance.one(clauses), reason: 'Пусть', until: soon(world) },
  }),
  enact: async (world) => {
    const change = {
      clause: world.chance.one(clauses.filter((it) => it !== 'open-task')),
      mode: world.chance.one(['off', 'observe', 'warn', 'enforce', 'enforce', 'enforce']),
    }
    const from = world.chance.maybe(0.3) && { from: [{ mode: 'enforce', at: formatInstant(world.now + DAY_MS) }] }
    const draft = await world.owner.post<Draft>('/regulation/drafts', { changes: [{ ...change, ...from }] })
    return {
      what: `enact ${change.clause} ${change.mode}`,
      by: world.owner,
      method: 'post',
      url: `/regulation/drafts/${draft.body.id ?? crypto.randomUUID()}/enactment`,
    }
  },
  away: (world) => {
    const from = world.now + world.chance.below(72) * HOUR_MS
    const body = {
      memberId: world.chance.one(world.people).id,
      standInId: world.chance.one(world.people).id,
      from: formatInstant(from),
      until: formatInstant(from + (1 + world.chance.below(5)) * DAY_MS),
    }
    return { what: 'away', by: world.owner, method: 'post', url: '/absences', body }
  },
  time: (world) => {
    const ms = world.chance.one([MINUTE_MS, 40 * MINUTE_MS, 5 * HOUR_MS, DAY_MS, 4 * DAY_MS, 20 * DAY_MS])
    return {
      what: `time +${ms / HOUR_MS} h`,
      by: world.owner,
      method: 'put',
      url: '/sandbox/clock',
      body: { now: formatInstant(world.now + ms) },
    }
  },
}
/** What happens how often. */
const usual = {
  create: 3,
  edit: 4,
  move: 5,
  goOn: 6,
  plan: 3,
  complete: 5,
  cancel: 2,
  retime: 2,
  noAnswer: 3,
  interact: 6,
  dismiss: 1,
  close: 5,
  closeWell: 1,
  reopen: 3,
  take: 3,
  giveBack: 1,
  review: 2,
  sample: 1,
  release: 1,
  prolong: 1,
  exempt: 2,
  enact: 1,
  away: 1,
  time: 4,
} satisfies Record<keyof typeof acts, number>
const namesOf = (often: Partial<Record<string, number>>) =>
  Object.entries({ ...usual, ...often }).flatMap(([name, times]) => Array.from({ length: times ?? 0 }, () => name))

/** Somebody does something. Whatever it is, the answer is never a fault of ours. */
export async function doSomething(world: World): Promise<void> {
  const dealId = world.chance.one(world.deals)
  const deal = done(await world.owner.get<Deal>(`/deals/${dealId}`))
  const tasks = deal.tasks.length > 0 ? deal.tasks.map(({ id }) => id) : [crypto.randomUUID()]
  const { what, by, method, url, body } = await acts[world.chance.one(namesOf(world.often ?? {}))]!(world, dealId, tasks)
  const answer = method === 'get' ? await by.get<ActAnswer>(url) : await by[method]<ActAnswer & { now?: string }>(url, body ?? {})
  world.said.push(`${what} ${url} ${JSON.stringify(body ?? {})} → ${answer.status}`)
  expect(answer.status, `${world.said.slice(-5).join('\n')}\n${JSON.stringify(answer.body)}`).toBeLessThan(500)
  if (what === 'create' && answer.status === 201) world.deals.push(answer.body.id)
  if (method === 'put' && answer.status === 200) world.now = Date.parse((answer.body as unknown as { now: string }).now)
}
