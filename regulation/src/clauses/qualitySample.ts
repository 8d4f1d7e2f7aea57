import { add, dateOf, dutyAt, type Instant, parseTerm, type WorkCalendar } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import type { Regulation } from '../compile.ts'
import { isDrawn } from '../draw.ts'
import { awaitsCall, loserOf } from '../losing.ts'

const isOffered = ({ falseLosses }: Regulation, key: string): boolean => {
  const kind = falseLosses.get(key)
  return kind !== undefined && !kind.retired
}

/** The number alone: the words around it belong to the value too. */
const bare = (n: number): number => n.valueOf()

/** A call that is to be made a day later counts at any hour of that day. */
const isEarly = (calendar: WorkCalendar, now: Instant, againAt: Instant, again = '1 wd') =>
  now < againAt && !(parseTerm(again).unit === 'wd' && dateOf(calendar, now) === dateOf(calendar, againAt))

/**
 * Quality control calls back a part of the losses, drawn by a seed so that anybody can draw them again. A false loss counts for who
 * closed it and never goes back to him (H6, regulation §8). Losses that nobody reviews may be drawn as soon as they are closed.
 */
export const qualitySample = clauseKind({
  kind: 'quality-sample',
  ids: ['H6'],
  params: Type.Object(
    {
      percent: Type.Integer({ minimum: 0, maximum: 100, default: 20 }),
      seed: Type.Integer({ minimum: 0, maximum: 2_147_483_647, default: 1 }),
      within: Type.String({ pattern: '^\\d{1,4} (wh|wd)$', default: '3 wd' }),
      /** Left out: nobody is told when to call again. */
      again: Type.Optional(Type.String({ pattern: '^\\d{1,4} (wh|wd)$', default: '1 wd' })),
      /** After so many calls in vain it ends as not reached; left out or null: nobody ends it but the client. */
      tries: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 20 }), Type.Null()])),
    },
    { additionalProperties: false },
  ),
  consequence: {
    after: ['deal-lost', 'review-given', 'sample-missed'],
    follows: ({ event, dossier: { dealId, closure }, situation, now }, { percent, seed, within, again, tries = null }) => {
      if (event.type === 'sample-missed') {
        // Rung again before its time: it is written down, and neither the date nor the count moves.
        if (closure?.sampleAgainAt !== undefined && isEarly(situation.calendar, now, closure.sampleAgainAt, again)) return []
        const made = (closure?.sampleMissed ?? 0) + 1
        if (tries !== null && made >= tries) return [{ event: { type: 'sample-ended', at: now, data: { tries: made } } }]
        // The deadline stays what it was: a call in vain does not put it off.
        const pause = again ?? (tries === null ? undefined : '1 wd')
        return pause === undefined
          ? []
          : [{ event: { type: 'sample-again', at: now, data: { from: add(situation.calendar, now, parseTerm(pause)) } } }]
      }
      const isFinal = event.type === 'deal-lost' ? closure?.review === 'sample' : closure?.review === 'confirmed'
      if (!isFinal || closure?.sample || !isDrawn(`${seed} ${dealId} ${closure!.at}`, percent)) return []
      return [{ event: { type: 'sample-drawn', at: now, data: { dueAt: dutyAt(situation.calendar, now, parseTerm(within)) } } }]
    },
  },
  guard: {
    on: ['sample'],
    when: ({ step }) => step.verdict === 'false',
    holds: ({ step: { falseLoss = '', responsibleId }, before, regulation }) =>
      isOffered(regulation, falseLoss) &&
      (responsibleId === null || (responsibleId !== loserOf(before!) && responsibleId !== before!.responsibleId)),
    explain: ({ step: { falseLoss = '' }, regulation }) =>
      isOffered(regulation, falseLoss)
        ? { lacks: { what: 'another-manager' }, mends: [{ act: 'sample', responsibleId: null }] }
        : {
            lacks: { what: 'false-loss', known: [...regulation.falseLosses.keys()].filter((key) => isOffered(regulation, key)) },
            mends: [{ act: 'sample' }],
          },
  },
  watch: {
    breaks: ({ dossier, situation }) =>
      awaitsCall(dossier)
        ? [
            {
              about: '',
              since: dossier.closure!.drawnAt!,
              from: dossier.closure!.sampleDueAt!,
              memberId: situation.controllerId ?? null,
            },
          ]
        : [],
  },
  words: {
    ru: {
      title: 'Контрольные звонки',
      clock: 'Контрольный звонок',
      names: {
        percent: 'Доля отказов, %',
        seed: 'Номер жребия',
        within: 'Срок звонка',
        again: 'Не дозвонились: снова через',
        tries: 'Сколько раз звонят',
      },
      sentence: ({ percent, seed, within, again, tries = null }, say) =>
        `Из проверенных отказов ${percent} % выбирают жребием № ${seed}, и отдел качества за ${say.span(within)} спрашивает клиента, отказывался ли он. ${again === undefined ? 'Звонят' : `Не дозвонились — звонят снова через ${say.span(again)}, в тот же срок,`} ${say.as('tries', tries === null ? 'пока он не ответит' : `не больше ${say.count(bare(tries), ['раза', 'раз', 'раз'])}`)}${tries === null ? '' : '; потом звонок закрывают без ответа'}. Ложный отказ идёт на биржу или другому менеджеру и записывается тому, кто закрыл.`,
      lesson:
        'Клиенту звонит не тот, кто с ним работал, и спрашивает прямо. Ложный отказ — это сделка, которую ещё можно выиграть; прежнему менеджеру её не возвращают.',
      fate: 'контрольный звонок опоздает',
      refusal: ({ what }) =>
        what === 'false-loss'
          ? 'Укажите, в чём отказ ложный: вид из списка'
          : 'Ложный отказ не возвращают тому же менеджеру: выберите другого или биржу',
    },
    en: {
      title: 'Quality calls',
      clock: 'Quality call',
      names: {
        percent: 'Share of losses, %',
        seed: 'Number of the lot',
        within: 'Time for the call',
        again: 'No answer: again after',
        tries: 'How many calls',
      },
      sentence: ({ percent, seed, within, again, tries = null }, say) =>
        `Of confirmed losses ${percent}% are drawn by lot no. ${seed}, and within ${say.term(within)} quality control asks the client whether he refused. ${again === undefined ? 'They call' : `When nobody answers, they call again after ${say.term(again)} by the same deadline,`} ${say.as('tries', tries === null ? 'until he answers' : `at most ${say.count(bare(tries), ['time', 'times'])}`)}${tries === null ? '' : '; then the call ends unanswered'}. A false loss goes to the exchange or to another manager and counts for who closed it.`,
      lesson:
        'Somebody who did not work with the client calls him and asks plainly. A false loss is a deal that can still be won; it never goes back to the same manager.',
      fate: 'the quality call is late',
      refusal: ({ what }) =>
        what === 'false-loss'
          ? 'Say in which way the loss is false: a kind from the list'
          : 'A false loss does not go back to the same manager: choose another or the exchange',
    },
  },
})
