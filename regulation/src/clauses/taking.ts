import { add, DAY_MS, dateOf, type Instant, instantOn, minorDigits, type Money, parseTerm, type WorkCalendar } from '@reglament/kernel'
import { type Static, Type } from 'typebox'
import { clauseKind, type GuardView } from '../clauseKind.ts'
import { isOversight } from '../oversight.ts'
import type { Shortfall } from '../verdict.ts'

const params = Type.Object(
  {
    pastDueWithin: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '4 wh' }),
    traineeStages: Type.Array(Type.String(), {
      default: ['new-request', 'taken', 'qualified', 'proposal-sent', 'proposal-discussed', 'attempts'],
      refers: 'stages',
    }),
    /** In whole units of the deal's currency. */
    traineeBudgetMax: Type.Integer({ minimum: 0, maximum: 1_000_000_000_000, default: 500_000 }),
    /** Zero: as many as there is room for. */
    takesPerDayMax: Type.Integer({ minimum: 0, maximum: 1000, default: 0 }),
  },
  { additionalProperties: false },
)
type Params = Static<typeof params>

/** The first instant of the next local day; noon of tomorrow is that day whatever the clocks do. */
const nextDay = (calendar: WorkCalendar, now: Instant): Instant =>
  instantOn(calendar, dateOf(calendar, instantOn(calendar, dateOf(calendar, now), 12 * 60) + DAY_MS))

const whole = ({ amount, currency }: Money) => amount / 10 ** minorDigits(currency)

/** The first thing that stands in the way of who takes; null: nothing. */
function inTheWay({ before, situation: { actor, receiver, calendar }, now }: GuardView<'take'>, p: Params): Shortfall | null {
  const { stage, budget, reserved } = before!
  if (reserved !== null && reserved.memberId !== actor.memberId && now < reserved.until)
    return { lacks: { what: 'reserved', memberId: reserved.memberId }, mends: [], passesAt: reserved.until }
  if (actor.role === 'trainee' && !p.traineeStages.includes(stage))
    return { lacks: { what: 'trainee-stage', stage, stages: p.traineeStages }, mends: [{ act: 'assign' }] }
  if (actor.role === 'trainee' && budget !== null && whole(budget) > p.traineeBudgetMax)
    return { lacks: { what: 'trainee-budget', needed: p.traineeBudgetMax }, mends: [{ act: 'assign' }] }
  const taken = receiver?.takenToday ?? 0
  if (p.takesPerDayMax > 0 && taken >= p.takesPerDayMax)
    return { lacks: { what: 'takes', made: taken, needed: p.takesPerDayMax }, mends: [], passesAt: nextDay(calendar, now) }
  return null
}

/**
 * Who may take a deal from the exchange, and what he gets with it (I4, regulation §9): trainees take smaller deals of the earlier
 * stages, a reserved one waits for its manager, and what is overdue gives the taker some hours.
 */
export const taking = clauseKind({
  kind: 'taking',
  ids: ['I4', 'C3'],
  params,
  guard: {
    on: ['take'],
    when: ({ before }) => before?.responsibleId === null,
    holds: (view, p) => inTheWay(view, p) === null,
    explain: (view, p) => inTheWay(view, p)!,
  },
  consequence: {
    after: ['responsible-changed'],
    follows: ({ event, dossier, situation, now }, { pastDueWithin }) => {
      if (event.type !== 'responsible-changed' || event.data.from !== null || event.data.to === null) return []
      const dueAt = add(situation.calendar, now, parseTerm(pastDueWithin))
      const late = dossier.openTasks.filter((task) => task.dueAt <= now && !isOversight(task))
      return late.map(({ id }) => ({ event: { type: 'task-changed', at: now, data: { id, dueAt } } }))
    },
  },
  words: {
    ru: {
      title: 'Взять сделку с биржи',
      names: {
        pastDueWithin: 'Срок на просроченные дела',
        traineeStages: 'На каких этапах берёт стажёр',
        traineeBudgetMax: 'Бюджет для стажёра, не больше',
        takesPerDayMax: 'Сколько сделок берут в день (0 — сколько угодно)',
      },
      sentence: ({ pastDueWithin, traineeStages, traineeBudgetMax, takesPerDayMax }, say) =>
        `Сделку берёт тот, у кого есть место${takesPerDayMax > 0 ? `, не больше ${say.count(takesPerDayMax, ['сделки', 'сделок', 'сделок'])} в день` : ''}; стажёр — с бюджетом не больше ${say.amount(traineeBudgetMax)} и на этапах ${traineeStages.map((key) => say.stage(key)).join(', ')}; на просроченные дела взявший получает ${say.term(pastDueWithin)}.`,
      lesson: 'Чужая просрочка не ваша. Но клиент уже ждал: начните с него.',
      refusal: ({ what, needed, stage }, say) => {
        if (what === 'reserved') return 'Клиент вернулся: сделка ждёт своего менеджера'
        if (what === 'trainee-stage') return `На этапе ${say.stage(stage as string)} сделку берёт менеджер`
        if (what === 'trainee-budget') return `Стажёр берёт сделки с бюджетом не больше ${say.amount(needed as number)}`
        return `Сегодня вы уже взяли ${say.count(needed as number, ['сделку', 'сделки', 'сделок'])}: это предел на день`
      },
    },
    en: {
      title: 'Taking from the exchange',
      names: {
        pastDueWithin: 'Time for the overdue tasks',
        traineeStages: 'Stages where a trainee may take',
        traineeBudgetMax: 'Budget for a trainee, at most',
        takesPerDayMax: 'Deals taken a day (0: any number)',
      },
      sentence: ({ pastDueWithin, traineeStages, traineeBudgetMax, takesPerDayMax }, say) =>
        `A deal is taken by who has room${takesPerDayMax > 0 ? `, at most ${say.count(takesPerDayMax, ['deal', 'deals'])} a day` : ''}; by a trainee up to a budget of ${say.amount(traineeBudgetMax)} and at ${traineeStages.map((key) => say.stage(key)).join(', ')}; for overdue tasks the taker has ${say.term(pastDueWithin)}.`,
      lesson: 'What others left overdue is not your fault. But the client has waited: begin with him.',
      refusal: ({ what, needed, stage }, say) => {
        if (what === 'reserved') return 'The client has come back: the deal waits for his manager'
        if (what === 'trainee-stage') return `At ${say.stage(stage as string)} a deal is taken by a manager`
        if (what === 'trainee-budget') return `A trainee takes deals with a budget of ${say.amount(needed as number)} at most`
        return `You have taken ${say.count(needed as number, ['deal', 'deals'])} today: that is the limit of a day`
      },
    },
  },
})
