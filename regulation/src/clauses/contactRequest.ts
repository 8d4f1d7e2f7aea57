import { add, dutyAt, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind, type Following } from '../clauseKind.ts'
import { isMailOnly, isMissedCall } from '../intake/firstTask.ts'
import { contactRequestTemplate } from '../intake/templates.ts'
import { plan } from '../plan.ts'
import { isSales } from '../pipelineKind.ts'

/** Of a client with an e-mail only the phone is asked for at once, and once again on the next day unless he was heard (C7, regulation §5). */
export const contactRequest = clauseKind({
  kind: 'contact-request',
  ids: ['C7'],
  params: Type.Object(
    { repeatAfter: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '1 wd' }) },
    { additionalProperties: false },
  ),
  consequence: {
    after: ['deal-created'],
    follows: ({ dossier, situation, regulation, now, newId }, { repeatAfter }): Following[] => {
      if (!isMailOnly(situation.client.channels) || isMissedCall(dossier) || !isSales(regulation, dossier)) return []
      const { contactRequest: asked } = dossier
      const waitFrom = (at: number) => dutyAt(situation.calendar, at, parseTerm(repeatAfter))
      const dueAt = asked && waitFrom(asked.at) > now ? waitFrom(asked.at) : waitFrom(now)
      return [
        ...(asked
          ? []
          : [{ event: { type: 'letter-queued' as const, at: now, data: { template: contactRequestTemplate, kind: 'mail' as const } } }]),
        plan({ kind: 'await-contacts', dueAt, assigneeId: dossier.responsibleId }, { dossier, now, newId }),
      ]
    },
  },
  watch: {
    breaks: ({ dossier, situation }, { repeatAfter }) => {
      const { contactRequest: request, heardAt, status } = dossier
      if (request?.times !== 1 || status !== 'open' || heardAt > request.at || !situation.client.channels.mail) return []
      const from = add(situation.calendar, request.at, parseTerm(repeatAfter))
      // Nobody's fault: the client has not written yet.
      return [{ about: '', since: request.at, from, memberId: null }]
    },
    follows: ({ now }): Following[] => [
      { event: { type: 'letter-queued', at: now, data: { template: contactRequestTemplate, kind: 'mail' } } },
    ],
  },
  words: {
    ru: {
      title: 'Запрос контактов',
      clock: 'Контакты',
      sentence: ({ repeatAfter }, say) =>
        `Если от клиента есть только почта, ему сразу уходит письмо с просьбой оставить телефон, и ещё раз через ${say.term(repeatAfter)}, если он не ответил.`,
      names: { repeatAfter: 'Когда написать ещё раз' },
      lesson: 'По почте решают неделями, по телефону за разговор. Письмо уходит само; ваше дело — дождаться ответа и позвонить.',
      fate: 'клиенту ещё раз уйдёт письмо с просьбой оставить телефон',
    },
    en: {
      title: 'Request for contact data',
      clock: 'Contact data',
      sentence: ({ repeatAfter }, say) =>
        `A client of whom only an e-mail is known is asked for a phone at once, and again in ${say.term(repeatAfter)} unless he has answered.`,
      names: { repeatAfter: 'When to write again' },
      lesson: 'By mail things take weeks, by phone one talk. The letter goes out by itself; wait for the answer, and call.',
      fate: 'the client gets the letter that asks for his phone once more',
    },
  },
})
