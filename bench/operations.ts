// What is measured, as the two servers are asked for it.
import { chance, personName, phoneOf } from './dataset.ts'
import type { Movable } from './load.ts'

export const operationNames = ['list', 'board', 'board of one', 'move', 'create', 'take', 'control', 'form'] as const
export type OperationName = (typeof operationNames)[number]
export const isOperation = (name: string): name is OperationName => (operationNames as readonly string[]).includes(name)

export const targetNames = ['product', 'yardstick'] as const
export type TargetName = (typeof targetNames)[number]

/** How many ask at the same time; deals of the exchange are taken by everybody at once. */
export const atOnceOf = (operation: OperationName): readonly number[] => (operation === 'take' ? [100] : [1, 16])

/** Who takes from the exchange, by a key of his own. */
export type Taker = { id: string; key: string }
/** What both servers hold, and what a request may therefore name. `waiting` are deals without a responsible, of each server its own. */
export type World = {
  memberIds: readonly string[]
  stages: readonly string[]
  movable: readonly Movable[]
  takers: readonly Taker[]
  waiting: Record<TargetName, readonly string[]>
  /** The key of a form of a site. */
  formKey: string
}
/** `key` when somebody else asks than who asks for everything else. */
export type Call = { method: 'GET' | 'POST' | 'PATCH'; path: string; body?: object; status: number; key?: string }
/** The next request of one of `workers` that ask at the same time. */
export type Asker = (worker: number, workers: number) => Call

const note = 'Клиенту нужны окна к лету, смета до пятницы, решает он сам'
const read = (path: string): Call => ({ method: 'GET', path, status: 200 })

/** Makes requests to one server; which deals it has moved forward, and must move back next, is remembered. */
export function askerOf(target: TargetName, { memberIds, stages, movable, takers, waiting, formKey }: World): Record<OperationName, Asker> {
  const random = chance(7)
  const oneOf = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!
  const forward = new Uint8Array(movable.length)
  let created = 0
  let taken = 0
  let submitted = 0

  const list = (stage: string, owner: string) =>
    target === 'product' ? `/api/deals?pipeline=sales&stage=${stage}&responsible=${owner}&limit=50` : `/deals?stage=${stage}&owner=${owner}`
  const board = (owner?: string) =>
    target === 'product'
      ? `/api/pipelines/sales/board?limit=10${owner ? `&responsible=${owner}` : ''}`
      : `/board${owner ? `?owner=${owner}` : ''}`

  /** Each worker has deals of its own, so that nobody finds a deal elsewhere than he left it. */
  function move(worker: number, workers: number): Call {
    const at = Math.floor((random() * (movable.length - worker)) / workers) * workers + worker
    const { id, home, next } = movable[at]!
    const back = forward[at] === 1
    forward[at] = back ? 0 : 1
    const to = back ? home : next
    if (target === 'yardstick') return { method: 'PATCH', path: `/deals/${id}`, body: { stage: to }, status: 200 }
    const said = back ? { reason: 'Ошиблись этапом, клиент думает' } : { result: 'Договорились о следующем шаге' }
    return { method: 'POST', path: `/api/deals/${id}/stage-moves`, body: { to, ...said }, status: 201 }
  }

  function create(): Call {
    const i = created++
    const contact = { name: personName(i), phone: phoneOf(i, 'new') }
    const fields = { platform: 'site', niche: 'Окна' }
    const amount = 50_000 + i
    const deal = { title: `Окна для дома ${i}`, note, fields, contact }
    const owner = oneOf(memberIds)
    return target === 'product'
      ? { method: 'POST', path: '/api/deals', body: { ...deal, responsibleId: owner, budget: { amount, currency: 'RUB' } }, status: 201 }
      : { method: 'POST', path: '/deals', body: { ...deal, owner, stage: 'new-request', amount }, status: 201 }
  }

  /** Everybody takes another deal than the others: refusals would be quicker, and nobody is compared with less work. */
  function take(worker: number): Call {
    const { id: owner, key } = takers[worker % takers.length]!
    const deal = waiting[target][taken++]
    if (deal === undefined) throw new Error('nothing is left on the exchange: more deals have to wait there')
    return target === 'product'
      ? { method: 'POST', path: `/api/deals/${deal}/taking`, body: {}, status: 201, key }
      : { method: 'PATCH', path: `/deals/${deal}/owner`, body: { owner }, status: 200 }
  }

  /** A visitor of a site sends a form; each is somebody new. */
  function form(): Call {
    const i = submitted++
    const body = {
      name: personName(i),
      phone: `+7904${String(i).padStart(7, '0')}`,
      message: note,
      page: 'https://okna.example/?utm_source=ya',
    }
    return { method: 'POST', path: target === 'product' ? `/api/forms/${formKey}/submissions` : '/inquiries', body, status: 201 }
  }

  return {
    list: () => read(list(oneOf(stages), oneOf(memberIds))),
    board: () => read(board()),
    'board of one': () => read(board(oneOf(memberIds))),
    move,
    create,
    take,
    form,
    control: () => read(target === 'product' ? '/api/control' : '/control'),
  }
}

type Answer = { cells?: unknown[]; items?: unknown[]; cards?: unknown[]; totals?: unknown[]; columns?: { cards: unknown[] }[] }

/** How many deals an answer tells of, so that nobody is compared with less work. */
export function rowsIn(answer: Answer): number {
  if (answer.columns) return answer.columns.reduce((sum, { cards }) => sum + cards.length, 0)
  return (answer.cells ?? answer.items ?? answer.cards ?? [answer]).length
}
