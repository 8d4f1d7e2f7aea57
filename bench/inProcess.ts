// How fast the regulation itself is: no database, no network, one core.
import { type Act, decide, type DealEvent, evolve, judge, type Regulation, type Situation } from '@reglament/regulation'
import { dealsOf } from './dataset.ts'
import { nextTowards, shippedBook, situationOf, type Book } from './lives.ts'
import { spreadOf, type Spread } from './figures.ts'

export type PureFigures = { judgeMicroseconds: Spread; foldEventsPerSecond: Spread; judgedActsPerSecond: Spread }

type Case = { act: Act; situation: Situation; now: number }

const members = Array.from({ length: 20 }, (_, i) => `01900005-0000-7000-8000-${String(i).padStart(12, '0')}`)
const dealsMax = 2000
const roundsMax = 7
const day = 86_400_000

/** What people do with a deal in a day's work: most of it good, some of it refused. */
function actsOn(book: Book, deal: NonNullable<Situation['deal']>, now: number): Act[] {
  const earlier = deal.stage === 'new-request' ? [] : [{ kind: 'move' as const, to: 'new-request', edits: {}, reason: 'Не тот этап' }]
  const task = { kind: 'call', text: 'Узнать, согласован ли бюджет', dueAt: now + day }
  const { dealId, contactId, companyId, responsibleId } = deal
  const making = { dealId, title: 'Окна', pipeline: 'sales', stage: 'new-request', contactId, companyId, responsibleId, inquiryAt: now }
  const steps: Act['steps'][] = [
    [{ kind: 'move', to: nextTowards(book, deal.stage, 'started'), edits: {}, result: 'Договорились' }],
    [{ kind: 'move', to: 'started', edits: {} }],
    ...earlier.map((step) => [step]),
    [{ kind: 'edit', edits: { note: 'Клиенту нужны окна к лету, решает он сам' } }],
    [{ kind: 'add-task', task }],
    [
      { kind: 'complete-task', taskId: deal.openTasks[0]!.id, result: 'Дозвонились, ждут смету' },
      { kind: 'add-task', task },
    ],
    [{ kind: 'create', ...making }],
  ]
  return steps.map((of) => ({ steps: of }))
}

export function measurePure(): PureFigures {
  const book = shippedBook()
  const lives = [...dealsOf(dealsMax, members, book)]
  const cases = lives.flatMap(({ dossier }): Case[] => {
    if (dossier.status !== 'open') return []
    const now = dossier.enteredAt + 3 * day
    return actsOn(book, dossier, now).map((act) => {
      const deal = act.steps[0]!.kind === 'create' ? null : dossier
      return { act, situation: situationOf(book, deal, dossier.responsibleId!), now }
    })
  })
  const rounds = <Result>(work: () => Result) => Array.from({ length: roundsMax }, work).slice(2) // the first two warm up
  return {
    judgeMicroseconds: spreadOf(rounds(() => medianJudgement(book.regulation, cases))),
    foldEventsPerSecond: spreadOf(rounds(() => foldRate(lives.map(({ events }) => events)))),
    judgedActsPerSecond: spreadOf(rounds(() => decisionRate(book.regulation, cases))),
  }
}

function medianJudgement(regulation: Regulation, cases: readonly Case[]): number {
  const times = new Float64Array(cases.length)
  for (const [i, { act, situation, now }] of cases.entries()) {
    const start = performance.now()
    judge(regulation, act, situation, now)
    times[i] = performance.now() - start
  }
  return times.toSorted()[times.length >> 1]! * 1000
}

function decisionRate(regulation: Regulation, cases: readonly Case[]): number {
  let made = 0
  const id = () => `task ${made++}`
  const used = cpuSecondsOf(() => {
    for (const { act, situation, now } of cases) decide(regulation, act, situation, now, id)
  })
  return cases.length / used
}

function foldRate(streams: readonly (readonly DealEvent[])[]): number {
  const repetitions = 20
  const used = cpuSecondsOf(() => {
    for (let i = 0; i < repetitions; i++) {
      for (const stream of streams) {
        let dossier = null
        for (const event of stream) dossier = evolve(dossier, event)
      }
    }
  })
  return (streams.reduce((sum, { length }) => sum + length, 0) * repetitions) / used
}

/** Time of the processor and not of the clock: what others do on this machine meanwhile does not count. */
function cpuSecondsOf(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000_000
}
