import { add, dutyAt, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import type { Regulation } from '../compile.ts'
import { isDrawn } from '../draw.ts'
import { awaitsCall, loserOf } from '../losing.ts'

const isOffered = ({ falseLosses }: Regulation, key: string): boolean => {
  const kind = falseLosses.get(key)
  return kind !== undefined && !kind.retired
}

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
    },
    { additionalProperties: false },
  ),
  consequence: {
    after: ['deal-lost', 'review-given', 'sample-missed'],
    follows: ({ event, dossier: { dealId, closure }, situation, now }, { percent, seed, within, again }) => {
      // The deadline stays what it was: a call in vain does not put it off.
      if (event.type === 'sample-missed')
        return again === undefined
          ? []
          : [{ event: { type: 'sample-again', at: now, data: { from: add(situation.calendar, now, parseTerm(again)) } } }]
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
      names: { percent: 'Доля отказов, %', seed: 'Номер жребия', within: 'Срок звонка', again: 'Не дозвонились: снова через' },
      sentence: ({ percent, seed, within, again }, say) =>
        `Из проверенных отказов ${percent} % выбирают жребием № ${seed}, и отдел качества за ${say.span(within)} спрашивает клиента, отказывался ли он.${again === undefined ? '' : ` Не дозвонились — звонят снова через ${say.span(again)}, в тот же срок.`} Ложный отказ идёт на биржу или другому менеджеру и записывается тому, кто закрыл.`,
      lesson:
        'Клиенту звонит не тот, кто с ним работал, и спрашивает прямо. Ложный отказ — это сделка, которую ещё можно выиграть; прежнему менеджеру её не возвращают.',
      refusal: ({ what }) =>
        what === 'false-loss'
          ? 'Укажите, в чём отказ ложный: вид из списка'
          : 'Ложный отказ не возвращают тому же менеджеру: выберите другого или биржу',
    },
    en: {
      title: 'Quality calls',
      names: { percent: 'Share of losses, %', seed: 'Number of the lot', within: 'Time for the call', again: 'No answer: again after' },
      sentence: ({ percent, seed, within, again }, say) =>
        `Of confirmed losses ${percent}% are drawn by lot no. ${seed}, and within ${say.term(within)} quality control asks the client whether he refused.${again === undefined ? '' : ` When nobody answers, they call again after ${say.term(again)}; the deadline stays.`} A false loss goes to the exchange or to another manager and counts for who closed it.`,
      lesson:
        'Somebody who did not work with the client calls him and asks plainly. A false loss is a deal that can still be won; it never goes back to the same manager.',
      refusal: ({ what }) =>
        what === 'false-loss'
          ? 'Say in which way the loss is false: a kind from the list'
          : 'A false loss does not go back to the same manager: choose another or the exchange',
    },
  },
})
