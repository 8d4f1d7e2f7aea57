import { add, dateOf, instantOn, months } from '@reglament/kernel'
import { Type } from 'typebox'
import { askedBy } from '../losing.ts'
import { clauseKind, type GuardView } from '../clauseKind.ts'

const lastMinuteOfDay = 24 * 60 - 1

type Params = { postponedMonthsMax: number }

/** What the reason asks for besides evidence and effort; null when nothing is lacking. */
function lacking(
  { step, before, regulation, situation, now }: GuardView<'close'>,
  { postponedMonthsMax }: Params,
): { what: string; [more: string]: unknown } | null {
  const reason = regulation.lossReasons.get(step.reason)
  if (!reason || reason.kind === 'adopted' || reason.retired) return { what: 'loss-reason' }
  const asks = askedBy(reason)
  if (reason.kind === 'not-a-deal' && asks !== 'deal') {
    const early = regulation.stage(before!.pipeline, before!.stage).position < 2
    if (!early) return { what: 'early-stage' }
    if (step.reason === 'spam' && before!.talkedAt !== null) return { what: 'no-talk' }
  }
  if (asks === 'deal' && (!step.duplicateOf || !step.duplicateIsOfSameClient || step.duplicateOf === before!.dealId))
    return { what: 'surviving-deal' }
  if (asks === 'date') {
    // To the day: the last day of the term is still within it.
    const { calendar } = situation
    const end = add(calendar, now, months(postponedMonthsMax))
    if (step.until === undefined || step.until <= now || step.until > instantOn(calendar, dateOf(calendar, end), lastMinuteOfDay))
      return { what: 'date', monthsMax: postponedMonthsMax }
  }
  if (reason.kind === 'by-rules') {
    const known = regulation.document.criteria.some(({ key, retired }) => key === step.criterion && !retired)
    if (!known || !step.comment?.trim()) return { what: 'criterion' }
  }
  return null
}

/** A lost deal has a reason from the list, and the reason says what it needs (H1, regulation §8). */
export const lossReason = clauseKind({
  kind: 'loss-reason',
  ids: ['H1', 'H9'],
  params: Type.Object({ postponedMonthsMax: Type.Integer({ minimum: 1, maximum: 60, default: 12 }) }, { additionalProperties: false }),
  guard: {
    on: ['close'],
    holds: (view, params) => lacking(view, params) === null,
    explain: (view, params) => {
      const lacks = lacking(view, params)!
      return { lacks, mends: [{ act: 'closure', asks: lacks.what }] }
    },
  },
  words: {
    ru: {
      title: 'Причина отказа',
      names: { postponedMonthsMax: 'Отложить не дольше, месяцев' },
      sentence: ({ postponedMonthsMax }, say) =>
        `У отказа есть причина из списка. Спам и «не по адресу» — только в начале воронки, у дубля названа главная сделка, у отложенной — дата не дальше, чем через ${say.count(postponedMonthsMax, ['месяц', 'месяца', 'месяцев'])}, у снятой по правилам — критерий и пояснение.`,
      lesson: 'Причина — не формальность: по ней компания решает, что чинить. Выбирайте ту, что была на самом деле.',
      refusal: ({ what, monthsMax }, say) =>
        ({
          'loss-reason': 'Выберите причину отказа из списка',
          'early-stage': 'Эта причина подходит только для новой заявки и взятой в работу',
          'no-talk': 'С клиентом уже говорили: это не спам',
          'surviving-deal': 'Укажите другую сделку этого же клиента, которая остаётся',
          date: `Укажите дату, которую назвал клиент: не дальше ${say.count((monthsMax as number) ?? 12, ['месяца', 'месяцев', 'месяцев'])}`,
          criterion: 'Выберите критерий из списка и поясните решение',
        })[what] ?? 'Причина отказа не годится',
    },
    en: {
      title: 'Reason of loss',
      names: { postponedMonthsMax: 'Postponed at most, months' },
      sentence: ({ postponedMonthsMax }, say) =>
        `A lost deal has a reason from the list. Spam and “not ours” are for the beginning of the pipeline only, a duplicate names the surviving deal, a postponed one a date at most ${say.count(postponedMonthsMax, ['month', 'months'])} ahead, one dropped by rules a criterion and a comment.`,
      lesson: 'The reason is no formality: the company decides by it what to mend. Choose the one that is true.',
      refusal: ({ what, monthsMax }, say) =>
        ({
          'loss-reason': 'Choose a reason of loss from the list',
          'early-stage': 'This reason fits only a new request or one taken into work',
          'no-talk': 'There was a talk with the client: this is no spam',
          'surviving-deal': 'Name another deal of the same client that goes on',
          date: `Give the date that the client named: at most ${say.count((monthsMax as number) ?? 12, ['month', 'months'])} ahead`,
          criterion: 'Choose a criterion from the list and explain the decision',
        })[what] ?? 'The reason of loss does not fit',
    },
  },
})
