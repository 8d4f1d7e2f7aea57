// Pictures are compared with those of last week, so it is always the same morning in them: what the server answers is true, only its
// instants are moved to where they would stand on that morning. Late deals are late by it, and the working calendar has no say.
import type { BoardCard, Deal, DealListItem, StagePace, Task } from '@reglament/contract'
import { compileRegulation, shippedRegulation } from '@reglament/regulation'
import type { BrowserContext } from '@playwright/test'
import { studioDeals } from '../../support/deals.ts'

const day = (text: string) => Date.parse(`2026-11-${text}:00+03:00`)
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** The moment of every picture: a Wednesday in Moscow. */
export const moment = day('25T11:04')

/** How long the tasks and the stay of a stage are, when the tasks of its deals are due, and which share of the stay is over. */
type Pace = { taskMs: number; stayMs: number; due: readonly string[]; shares: readonly number[] }

const pace: Record<string, Pace> = {
  'new-request': {
    taskMs: hourMs / 2,
    stayMs: 4 * hourMs,
    due: ['25T10:49', '25T11:10', '25T11:25', '25T11:32', '25T12:30'],
    shares: [1.1, 0.18, 0.09, 0.02, 0.05],
  },
  taken: {
    taskMs: 3 * hourMs,
    stayMs: 3 * dayMs,
    due: ['25T11:16', '25T12:00', '25T09:04', '26T10:00', '26T09:40'],
    shares: [0.5, 0.86, 1.15, 0.3, 0.2],
  },
  qualified: {
    taskMs: 4 * hourMs,
    stayMs: 2 * dayMs,
    due: ['25T08:50', '25T13:45', '25T14:35', '25T16:40', '26T12:00'],
    shares: [0.9, 0.4, 0.2, 0.15, 0.48],
  },
  'proposal-sent': {
    taskMs: dayMs,
    stayMs: 6 * dayMs,
    due: ['25T11:46', '25T15:30', '25T16:05', '26T11:00', '27T10:00'],
    shares: [0.16, 0.5, 0.84, 0.3, 0.4],
  },
  'proposal-discussed': {
    taskMs: 7 * dayMs,
    stayMs: 14 * dayMs,
    due: ['25T16:00', '25T12:05', '27T11:00', '26T10:30'],
    shares: [0.6, 0.9, 0.4, 0.5],
  },
  attempts: { taskMs: 7 * dayMs, stayMs: 60 * dayMs, due: ['25T10:00', '26T15:00', '28T12:00'], shares: [0.7, 0.2, 0.4] },
  'start-agreed': { taskMs: dayMs, stayMs: 3 * dayMs, due: ['25T15:00', '25T17:00', '26T12:00'], shares: [0.3, 0.2, 0.06] },
  invoiced: {
    taskMs: 3 * dayMs,
    stayMs: 30 * dayMs,
    due: ['25T15:00', '25T18:00', '24T10:00', '27T12:00'],
    shares: [0.6, 0.35, 1.04, 0.3],
  },
}

/** When things happened to this deal, and the number it would have: deals are made a few at a time, in no order. */
function timesOf({ title, stage }: { title: string; stage: string }) {
  const { taskMs, stayMs, due, shares } = pace[stage] ?? pace['taken']!
  const index = Math.max(
    studioDeals.filter((deal) => deal.stage === stage).findIndex((deal) => deal.title === title),
    0,
  )
  const dueAt = day(due[index % due.length]!)
  const enteredAt = moment - stayMs * shares[index % shares.length]!
  const number = 2403 + studioDeals.findIndex((deal) => deal.title === title)
  return { number, dueAt, setAt: dueAt - taskMs, enteredAt, stayUntil: enteredAt + stayMs }
}

const iso = (instant: number) => new Date(instant).toISOString()

const book = compileRegulation(shippedRegulation, 1)
type Language = 'ru' | 'en'

/** What is broken by that morning: the task past its due, the stay past its end. */
const flagsOf = ({ dueAt, stayUntil }: ReturnType<typeof timesOf>, language: Language): BoardCard['flags'] =>
  [
    { clause: 'overdue', at: dueAt },
    { clause: 'stage-stay', at: stayUntil },
  ]
    .filter(({ at }) => at < moment)
    .map(({ clause, at }) => {
      const { number, kind } = book.clause(clause)!
      return { clause, number, title: kind.words[language].title, from: iso(at) }
    })

/** The times of the board: in each column the most urgent first, as the server sorts them. */
function onCard<Card extends BoardCard | DealListItem>(card: Card, language: Language): Card {
  const times = timesOf(card)
  const { number, dueAt, setAt, enteredAt, stayUntil } = times
  const isClosed = 'status' in card && card.status !== 'open'
  return {
    ...card,
    heardAt: iso(Math.max(enteredAt, moment - 9 * dayMs)),
    flags: isClosed ? [] : flagsOf(times, language),
    ...('createdAt' in card && { createdAt: iso(enteredAt - 5 * dayMs) }),
    number,
    task: card.task && { ...card.task, dueAt: iso(dueAt), setAt: iso(setAt) },
    enteredAt: iso(enteredAt),
    stayUntil: card.stayUntil && iso(stayUntil),
  }
}

/** How long deals stayed in a stage by that morning, and which share went on: a made morning has no past of its own. */
function onPace(told: StagePace): StagePace {
  const { stayMs = dayMs } = pace[told.stage] ?? {}
  return { ...told, visits: 40, medianSeconds: Math.round(stayMs / 2600), onward: 0.6 + ((stayMs / hourMs) % 31) / 100 }
}

/** Minutes before the moment at which the entries of a timeline stand, the newest first. */
const ages = [18, 19, 1103, 1104, 2752, 2753, 3000, 7073, 7074, 7075, 7135, 7136, 7137, 7138]

function onDeal(deal: Deal): Deal {
  const { number, dueAt, setAt, enteredAt, stayUntil } = timesOf(deal)
  const first = moment - 5 * dayMs
  const visits = deal.visits.map((visit, i, all) => {
    const at = (index: number) => first + ((enteredAt - first) * index) / Math.max(all.length - 1, 1)
    return { ...visit, enteredAt: iso(at(i)), leftAt: visit.leftAt && iso(at(i + 1)) }
  })
  const task = (one: Task, i: number): Task => ({ ...one, dueAt: iso(dueAt + i * dayMs), createdAt: iso(setAt), overdue: dueAt < moment })
  return {
    ...deal,
    number,
    tasks: deal.tasks.map(task),
    visits,
    createdAt: iso(Math.min(first, enteredAt)),
    enteredAt: iso(enteredAt),
    stayUntil: deal.stayUntil && iso(stayUntil),
    noteSavedAt: deal.noteSavedAt && iso(moment - 33 * minuteMs),
  }
}

/** One answer of the server, moved to the morning. Things are known by their members. */
function moved(told: unknown, language: Language): unknown {
  if (Array.isArray(told)) return told.map((one) => moved(one, language))
  if (typeof told !== 'object' || told === null) return told
  if ('medianSeconds' in told) return onPace(told as StagePace)
  if ('stayUntil' in told && 'returning' in told) return onCard(told as BoardCard | DealListItem, language)
  if ('visits' in told && 'tasks' in told) return onDeal(told as Deal)
  const entries = Object.entries(told).map(([key, value]): [string, unknown] => {
    if (key === 'at') return [key, iso(moment)]
    if (key === 'dueAt') return [key, iso(moment + 30 * minuteMs)]
    if (key === 'inForceFrom' || key === 'createdAt') return [key, iso(moment - 20 * dayMs)]
    if (key === 'cards')
      return [key, (moved(value, language) as BoardCard[]).toSorted((a, b) => (a.task?.dueAt ?? '').localeCompare(b.task?.dueAt ?? ''))]
    return [key, moved(value, language)]
  })
  return Object.fromEntries(entries)
}

/** From now on it is that morning in every page of this browser. */
export async function setMorning(context: BrowserContext): Promise<void> {
  await context.clock.setFixedTime(moment)
  await context.route('**/api/**', async (route) => {
    // A picture hears no news: their stream never ends.
    if (route.request().url().includes('/api/events')) return route.fulfill({ status: 204 })
    const response = await route.fetch()
    if (!(response.headers()['content-type'] ?? '').includes('json')) return route.fulfill({ response })
    const told: unknown = await response.json()
    const isTimeline = /\/(timeline|note-history)/.test(route.request().url())
    const language = (route.request().headers()['accept-language'] ?? '').startsWith('en') ? 'en' : 'ru'
    const json = moved(told, language)
    if (isTimeline)
      for (const [i, entry] of (json as { items: { at: string }[] }).items.entries())
        entry.at = iso(moment - (ages[i] ?? 7138 + i) * minuteMs)
    return route.fulfill({ response, json })
  })
}
