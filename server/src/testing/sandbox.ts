// A sandbox company as scenarios tell of it: the clock is put to an instant said in Moscow words, and what there is is read aloud.
import type { ActAnswer, Breach, Deal, Draft, Page, Role, Task } from '@reglament/contract'
import { formatInstant, parseInstant } from '@reglament/kernel'
import { inMoscow, moscow } from '@reglament/regulation/testing'
import { expect } from 'vitest'
import type { application, Person, Reply } from './company.ts'

type Application = Awaited<ReturnType<typeof application>>
type Mode = 'off' | 'observe' | 'warn' | 'enforce'
type Body = Record<string, unknown>

/** `Fri 6.03 17:50` as the API takes it. */
export const iso = (text: string) => formatInstant(moscow(text))
/** An instant of the API as people say it: `Fri 6 Mar 17:50`. */
export const said = (instant: string) => inMoscow(parseInstant(instant))

/** Everything that any stage of the shipped pipeline asks for. */
export const everything = {
  note: 'Клиенту нужен сайт для трёх клиник к маю',
  budget: { amount: 82_000_000, currency: 'RUB' },
  fields: { platform: 'site', niche: 'Медицина', source: 'search', contractLink: 'https://example.org/contract' },
}

/** Clauses that make work by themselves as time passes; a scenario about another one lets them rest. */
const restless = [
  'overdue-hand-over',
  'touch-cadence',
  'thinking-weekly',
  'silence-end',
  'lifetime',
  'exchange-wait',
  'attention',
  'stage-stay',
  'note-fresh',
  'load-min',
  'day-closing',
  'daily-review',
]

let phones = 0
/** A client of whom a phone is known, and an e-mail if wanted. */
export const aClient = ({ phone = true, mail = false } = {}) => {
  const n = String(++phones).padStart(4, '0')
  return { name: `Клиент ${n}`, ...(phone && { phone: `+7912555${n}` }), ...(mail && { email: `client${n}@example.org` }) }
}

/** The thing an act made or changed; the act must have been allowed. */
export function done<Result>({ status, body }: Reply<Result>): Result {
  expect([200, 201], JSON.stringify(body)).toContain(status)
  return body
}

/** A sandbox company whose clock stands at an instant. */
export async function sandbox({ company }: Application, begins: string) {
  const { workspaceId, owner, member } = await company({ kind: 'sandbox' })
  const until = async (text: string) => done(await owner.put<{ now: string }>('/sandbox/clock', { now: iso(text) }))
  await until(begins)

  /** Puts other modes or parameters in force, as a head does: a draft, and its enactment. */
  const enact = async (changes: Body[]) => {
    const draft = done(await owner.post<Draft>('/regulation/drafts', { changes }))
    return done(await owner.post<{ number: number }>(`/regulation/drafts/${draft.id}/enactment`))
  }
  const modes = (of: Record<string, Mode>) => enact(Object.entries(of).map(([clause, mode]) => ({ clause, mode })))

  return {
    workspaceId,
    owner,
    member: (role: Role) => member(role),
    until,
    enact,
    modes,
    /** Lets every clause rest that makes work as time passes, but for these. */
    onlyWatching: (...kept: string[]) =>
      modes(Object.fromEntries(restless.filter((clause) => !kept.includes(clause)).map((clause) => [clause, 'off']))),
    breaches: (query: string, by: Person = owner) => readBreaches(by, query),
  }
}

export type Sandbox = Awaited<ReturnType<typeof sandbox>>

/** A deal as somebody makes it. */
export const aDeal = async (by: Person, body: Body = {}): Promise<Deal> =>
  done(await by.post<ActAnswer>('/deals', { title: 'Сайт сети клиник', ...body })).deal

export const moved = async (by: Person, { id }: Pick<Deal, 'id'>, to: string, more: Body = {}): Promise<Deal> =>
  done(await by.post<ActAnswer>(`/deals/${id}/stage-moves`, { to, result: 'Договорились', ...more })).deal

/** A deal with everything filled in, moved along the arrows into a stage. */
export async function aDealIn(by: Person, stage: string, body: Body = {}): Promise<Deal> {
  let deal = await aDeal(by, { ...everything, ...body })
  for (const to of ['taken', 'qualified', 'proposal-sent', 'proposal-discussed', 'start-agreed', 'invoiced']) {
    if (deal.stage === stage) return deal
    if (to === 'proposal-discussed' && stage !== to) continue
    deal = await moved(by, deal, to)
  }
  return deal
}

/** A communication written down by hand; at the present instant unless told. */
export const told = (by: Person, { id }: Pick<Deal, 'id'>, channel: string, direction: string, outcome: string, more: Body = {}) =>
  by.post<ActAnswer>(`/deals/${id}/interactions`, { channel, direction, outcome, ...more })

export const talked = async (by: Person, deal: Pick<Deal, 'id'>, more: Body = {}) =>
  done(await told(by, deal, 'call', 'out', 'talked', more)).deal
export const triedIn = async (by: Person, deal: Pick<Deal, 'id'>, more: Body = {}) =>
  done(await told(by, deal, 'call', 'out', 'no-answer', more)).deal

export const closed = (by: Person, { id }: Pick<Deal, 'id'>, reason: string, more: Body = {}) =>
  by.post<ActAnswer>(`/deals/${id}/closure`, { reason, ...more })

export const dealOf = async (by: Person, { id }: Pick<Deal, 'id'>): Promise<Deal> => done(await by.get<Deal>(`/deals/${id}`))

/** The open tasks of a deal as they are read aloud: `contact-and-qualify, Tue 10 Mar 09:20`. */
export const tasksOf = ({ tasks }: Deal) => tasks.map(({ kind, dueAt }) => `${kind}, ${said(dueAt)}`)

export const openTasksOf = async (by: Person, { id }: Pick<Deal, 'id'>): Promise<Task[]> =>
  done(await by.get<Page<Task>>(`/tasks?dealId=${id}&open=true`)).items

/** Breaches by their beginning: `overdue, Wed 11 Mar 15:00 – Fri 13 Mar 15:00`. */
export async function readBreaches(by: Person, query: string): Promise<string[]> {
  const { items } = done(await by.get<Page<Breach>>(`/breaches?${query}&limit=200`))
  return items.toReversed().map(({ clause, from, until }) => `${clause}, ${said(from)}${until === null ? '' : ` – ${said(until)}`}`)
}
