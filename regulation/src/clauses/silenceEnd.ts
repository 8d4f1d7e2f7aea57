import { add, dutyAt, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind, type Following } from '../clauseKind.ts'
import { before, breaking, sinceOpen } from '../clocks.ts'
import { isSales } from '../pipelineKind.ts'
import { plan } from '../plan.ts'

/** At eight weeks of silence the system closes the deal, or, where nobody tried enough, takes it away (H3, regulation §7). */
export const silenceEnd = clauseKind({
  kind: 'silence-end',
  ids: ['H3'],
  params: Type.Object(
    {
      after: Type.String({ pattern: '^(\\d{1,4} d|\\d{1,3} (w|mo))$', default: '8 w' }),
      headWithin: Type.String({ pattern: '^\\d{1,4} (wh|wd)$', default: '1 wd' }),
      shownAhead: Type.String({ pattern: '^\\d{1,3} (d|w)$', default: '7 d' }),
    },
    { additionalProperties: false },
  ),
  watch: {
    order: 2,
    ahead: true,
    breaks: ({ dossier, situation, regulation }, { after, shownAhead }) => {
      if (!isSales(regulation, dossier)) return []
      const since = sinceOpen(dossier, dossier.heardAt)
      const { calendar } = situation
      return [
        {
          ...breaking(dossier, since, after, situation),
          shownFrom: before(calendar, add(calendar, since, parseTerm(after)), shownAhead),
          memberId: dossier.responsibleId ?? dossier.lastResponsibleId,
        },
      ]
    },
    follows: ({ dossier, situation, now, newId, tryClosing }, { headWithin }): Following[] => {
      const closed = tryClosing('does-not-answer') ?? tryClosing('could-not-reach')
      if (closed) return closed.map((event) => ({ event }))
      const decision = plan(
        { kind: 'decide-deal', dueAt: dutyAt(situation.calendar, now, parseTerm(headWithin)), assigneeId: situation.headId },
        { dossier, now, newId },
      )
      const toExchange: Following[] =
        dossier.responsibleId === null
          ? []
          : [{ event: { type: 'responsible-changed', at: now, data: { from: dossier.responsibleId, to: null, why: 'silence' } } }]
      return [...toExchange, decision]
    },
  },
  words: {
    ru: {
      title: 'Конец тишины',
      clock: 'Молчание',
      names: { after: 'Сколько длится тишина', headWithin: 'Срок решения руководителя', shownAhead: 'За сколько предупреждать' },
      sentence: ({ after, headWithin, shownAhead }, say) =>
        `Когда о клиенте ничего не слышно ${say.span(after)} (за ${say.span(shownAhead)} об этом предупреждают), сделку закрывает система; если попыток было мало, сделка уходит на биржу, и за ${say.span(headWithin)} решает руководитель.`,
      fate: 'клиент молчит весь срок: сделка закроется или уйдёт на биржу',
      lesson: 'Восемь недель тишины — это ответ. Если вы пробовали честно, сделка закроется сама, и совесть чиста.',
    },
    en: {
      title: 'End of silence',
      clock: 'Silence',
      names: { after: 'How long the silence lasts', headWithin: 'Time for the head to decide', shownAhead: 'Shown ahead' },
      sentence: ({ after, headWithin, shownAhead }, say) =>
        `When nothing is heard of a client for ${say.term(after)} (shown ${say.term(shownAhead)} ahead), the system closes the deal; if too little was tried, it goes to the exchange and the head decides within ${say.term(headWithin)}.`,
      fate: 'the silence ends: the deal is closed or goes to the exchange',
      lesson: 'Eight weeks of silence are an answer. If you tried honestly, the deal closes by itself.',
    },
  },
})
