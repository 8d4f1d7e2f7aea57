// The life of a deal as the regulation decides it, and the rows that this life leaves.
import { type Instant, type Money, compileCalendar, shippedCalendarRu, type WorkCalendar } from '@reglament/kernel'
import {
  type Act,
  compileRegulation,
  decide,
  type DealEvent,
  type Dossier,
  type Regulation,
  shippedRegulation,
  type Situation,
} from '@reglament/regulation'

export type Book = { regulation: Regulation; calendar: WorkCalendar }
export type Life = { dossier: Dossier; events: readonly DealEvent[] }

type Story = {
  dealId: string
  title: string
  note: string
  fields: Record<string, string>
  budget: Money
  contactId: string
  companyId: string
  responsibleId: string
  stage: string
  bornAt: Instant
  /** Made here and led through every stage; otherwise adopted where it stands. */
  made: boolean
  newTask: () => string
}

const hour = 3_600_000
const day = 24 * hour

export const shippedBook = (): Book => ({
  regulation: compileRegulation(shippedRegulation, 1),
  calendar: compileCalendar(shippedCalendarRu('Europe/Moscow')),
})

/** What a judgement looks at when a seller acts on his deal. */
export const situationOf = ({ calendar }: Book, deal: Dossier | null, memberId: string): Situation => ({
  deal,
  client: { channels: { phone: true, mail: true, messenger: false }, wonDeals: 0 },
  actor: { memberId, role: 'manager' },
  calendar,
  headId: null,
  reviewerId: null,
  receiver: null,
  absences: [],
})

/** The next stage on the way to a stage. */
export const nextTowards = ({ regulation }: Book, from: string, to: string): string => {
  const goal = regulation.stage('sales', to).position
  return [...regulation.stage('sales', from).forward].find((key) => regulation.stage('sales', key).position <= goal)!
}

/** @throws Error when the regulation refuses a step, for then the data set itself is wrong */
export function journalOf(book: Book, { made, stage, bornAt, newTask, ...deal }: Story): Life {
  const events: DealEvent[] = []
  let dossier: Dossier | null = null
  const act = (step: Act['steps'][number], now: Instant) => {
    const { verdict, changes } = decide(book.regulation, { steps: [step] }, situationOf(book, dossier, deal.responsibleId), now, newTask)
    if (!verdict.allowed) throw new Error(`the regulation refuses the data set: ${JSON.stringify(verdict.refusals)}`)
    events.push(...changes.events)
    dossier = changes.after
  }
  const begun = { ...deal, pipeline: 'sales', inquiryAt: bornAt }
  if (made) {
    act({ kind: 'create', ...begun, stage: 'new-request' }, bornAt)
    let now = bornAt
    for (let here = 'new-request'; here !== stage;) {
      here = nextTowards(book, here, stage)
      now += 2 * day + hour
      act({ kind: 'move', to: here, edits: {}, result: 'Договорились о следующем шаге' }, now)
    }
    return { dossier: dossier!, events }
  }
  const { kind: status } = book.regulation.stage('sales', stage)
  const adoptedAt = bornAt + 5 * day
  act(
    {
      kind: 'adopt',
      ...begun,
      stage,
      status,
      createdAt: bornAt,
      enteredAt: bornAt + 2 * day,
      closedAt: status === 'open' ? null : bornAt + 4 * day,
      lossReason: status === 'lost' ? 'does-not-answer' : null,
      task: { kind: 'review-imported', text: 'Проверить перенесённую сделку', dueAt: adoptedAt + ((bornAt % 97) + 1) * hour },
    },
    adoptedAt,
  )
  return { dossier: dossier!, events }
}

export type TaskRow = {
  id: string
  kind: string
  textLength: number
  dueAt: Instant
  assigneeId: string | null
  setAt: Instant
  clause: string | null
  completedAt: Instant | null
  cancelledAt: Instant | null
  cancelledWhy: string | null
}

/** The tasks that a journal tells of, open and ended. */
export function tasksIn(events: readonly DealEvent[]): TaskRow[] {
  const tasks = new Map<string, TaskRow>()
  const change = (id: string, more: Partial<TaskRow>) => tasks.set(id, { ...tasks.get(id)!, ...more })
  for (const { at, clause = null, ...event } of events) {
    if (event.type === 'task-set')
      tasks.set(event.data.id, { ...event.data, setAt: at, clause, completedAt: null, cancelledAt: null, cancelledWhy: null })
    if (event.type === 'task-changed') change(event.data.id, JSON.parse(JSON.stringify(event.data)) as Partial<TaskRow>)
    if (event.type === 'task-completed') change(event.data.id, { completedAt: at })
    if (event.type === 'task-cancelled') change(event.data.id, { cancelledAt: at, cancelledWhy: event.data.why })
  }
  return [...tasks.values()]
}

export type VisitRow = { seq: number; stage: string; enteredAt: Instant; leftAt: Instant | null }

/** The stages that a journal tells of, with the time in each. */
export function visitsIn(events: readonly DealEvent[]): VisitRow[] {
  const visits: VisitRow[] = []
  const enter = (stage: string, enteredAt: Instant) => {
    const last = visits.at(-1)
    if (last) last.leftAt = enteredAt
    visits.push({ seq: visits.length + 1, stage, enteredAt, leftAt: null })
  }
  for (const event of events) {
    if (event.type === 'deal-created') enter(event.data.stage, event.at)
    if (event.type === 'deal-adopted') enter(event.data.stage, event.data.enteredAt)
    if (event.type === 'stage-moved') enter(event.data.to, event.at)
  }
  return visits
}
