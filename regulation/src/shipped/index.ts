import type { ClauseDocument, RegulationDocument } from '../document.ts'
import { shippedFields, shippedTaskKinds } from './fields.ts'
import { shippedCriteria, shippedFalseLosses, shippedLossReasons } from './losing.ts'
import { shippedChain as chain, shippedPipelines } from './pipelines.ts'

const clause = (key: string, mode: ClauseDocument['mode'], params: Record<string, unknown> = {}): ClauseDocument => ({
  key,
  kind: key,
  mode,
  params,
})

/** The regulation that a new workspace works by from its first minute (A2); every figure is a parameter. */
export const shippedRegulation: RegulationDocument = {
  pipelines: shippedPipelines,
  fields: shippedFields,
  taskKinds: shippedTaskKinds,
  lossReasons: shippedLossReasons,
  criteria: shippedCriteria,
  falseLosses: shippedFalseLosses,
  sections: [
    {
      name: { ru: 'Первый ответ и дозвон', en: 'First response and calling' },
      clauses: [
        clause('first-response', 'enforce', { within: '30 wmin' }),
        clause('no-answer-ladder', 'enforce', { waits: ['1 wh', '1 wd', '1 wh'], thenClose: '2 wh', earlyMinutes: 10 }),
        clause('silent-plan', 'enforce', { waits: ['1 wd', '1 w', '1 w'], atLeastAfter: '3 w', thenEvery: '1 w' }),
        clause('incoming-answer', 'warn', { within: '2 wh' }),
        clause('call-cascade', 'observe', { steps: 'responsible, department, head', each: '10 s' }),
        clause('call-climbed', 'observe'),
        clause('called-back', 'observe', { within: '2 wh' }),
      ],
    },
    {
      name: { ru: 'Воронка и этапы', en: 'Pipeline and stages' },
      clauses: [
        clause('stage-order', 'enforce'),
        clause('first-stage-only', 'enforce'),
        clause('back-needs-reason', 'enforce'),
        clause('required-fields', 'enforce'),
        clause('note-present', 'enforce', { charactersMin: 10 }),
        clause('note-fresh', 'observe', { within: '1 wd' }),
        clause('stage-stay', 'enforce'),
        clause('stage-truth', 'warn'),
        clause('proposal-given', 'observe', { stage: 'proposal-sent' }),
        clause('invoice-issued', 'observe', { stage: 'invoiced' }),
        clause('paid-before-start', 'observe', { stage: 'started' }),
        clause('payment-moves', 'observe', { from: 'invoiced', to: 'started', taskWithin: '4 wh' }),
        clause('no-invoice', 'observe', { stage: 'start-agreed', within: '2 wd' }),
        clause('won-opens-next', 'enforce', { chain, handedTo: 'production', taskWithin: '1 wd' }),
      ],
    },
    {
      name: { ru: 'Дела и внимание', en: 'Tasks and attention' },
      clauses: [
        clause('open-task', 'enforce'),
        clause('stage-task', 'enforce'),
        clause('stage-task-result', 'observe'),
        clause('result-note', 'enforce', { charactersMin: 3 }),
        clause('task-says-what', 'observe', { charactersMin: 10 }),
        clause('overdue', 'enforce', { headSeesAfter: '4 wh' }),
        clause('overdue-hand-over', 'enforce', { after: '2 wd', headDecidesIn: ['start-agreed', 'invoiced'], headWithin: '1 wd' }),
        clause('touch-cadence', 'enforce', { every: '14 d', taskWithin: '1 wd' }),
        clause('thinking-weekly', 'enforce', { every: '1 w', stages: ['proposal-discussed', 'attempts'] }),
        clause('proposal-opened', 'observe', {
          stage: 'proposal-sent',
          callWithin: '30 wmin',
          unopenedAfter: '1 wd',
          remindWithin: '2 wh',
        }),
        clause('attention', 'warn', { callsADay: 3, daysRunning: 5, withoutMovement: '3 w' }),
      ],
    },
    {
      name: { ru: 'Срок жизни и тишина', en: 'Lifetime and silence' },
      clauses: [
        clause('lifetime', 'enforce', { longest: '3 mo', prolongBy: '1 mo', prolongationsMax: 2, headWithin: '1 wd', shownAhead: '14 d' }),
        clause('silence-end', 'enforce', { after: '8 w', headWithin: '1 wd', shownAhead: '7 d' }),
      ],
    },
    {
      name: { ru: 'Отказ и отложено', en: 'Losing a deal' },
      clauses: [
        clause('loss-reason', 'enforce', { postponedMonthsMax: 12 }),
        clause('loss-evidence', 'enforce'),
        clause('nothing-unanswered', 'enforce'),
        clause('ladder-complete', 'enforce'),
        clause('attempts-before-closing', 'enforce', { attemptsMin: 3, apartMinutes: 60 }),
        clause('silence-before-closing', 'enforce', { after: '3 w' }),
        clause('last-attempt-after-silence', 'enforce', { after: '3 w' }),
        clause('could-not-reach-phone-only', 'enforce'),
        clause('every-channel-tried', 'observe'),
        clause('closing-letter', 'enforce'),
        clause('closing-review', 'enforce', { within: '2 wd' }),
        clause('quality-sample', 'enforce', { percent: 20, seed: 1, within: '3 wd', again: '1 wd' }),
        clause('postponed-returns', 'enforce'),
      ],
    },
    {
      name: { ru: 'Нагрузка и биржа', en: 'Load and exchange' },
      clauses: [
        clause('load-max', 'enforce', { managerMin: 50, managerMax: 80, traineeMin: 0, traineeMax: 25 }),
        clause('exchange-wait', 'enforce', { atMost: '4 wh' }),
        clause('taking', 'enforce', {
          pastDueWithin: '4 wh',
          traineeStages: ['new-request', 'taken', 'qualified', 'proposal-sent', 'proposal-discussed', 'attempts'],
          traineeBudgetMax: 500_000,
          takesPerDayMax: 0,
        }),
        clause('own-return-pause', 'enforce', { pause: '3 wd' }),
        clause('release', 'enforce', { keep: 20, deadlineDays: 1, alwaysKept: ['start-agreed', 'invoiced'], undoWithin: '1 wd' }),
        clause('stand-in', 'enforce'),
        clause('load-min', 'warn', { after: '1 wd', newcomerDays: 30 }),
      ],
    },
    {
      name: { ru: 'Рабочий день и дисциплина', en: 'The working day and discipline' },
      clauses: [
        clause('day-closing', 'warn'),
        clause('daily-review', 'warn'),
        clause('repeated-breach', 'enforce', { times: 3, within: '2 wd' }),
      ],
    },
    {
      name: { ru: 'Обращения', en: 'Intake' },
      clauses: [
        clause('one-inquiry-one-deal', 'enforce', { sameWithinHours: 72, lostWithinDays: 30, dealAtOnce: true }),
        clause('concrete-makes-deal', 'enforce'),
        clause('call-back-task', 'enforce', { within: '30 wmin' }),
        clause('contact-request', 'enforce', { repeatAfter: '1 wd' }),
        clause('greeting', 'enforce', { tag: 'greet' }),
        clause('lead-routing', 'enforce', { others: 'exchange', reserveFor: '2 wh' }),
      ],
    },
  ],
}
