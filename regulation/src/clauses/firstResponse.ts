import { dutyAt, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { hasFirstTaskOfItsOwn } from '../intake/firstTask.ts'
import { plan } from '../plan.ts'

/**
 * A new deal is answered within the term: call when a phone is known, else write or find a way (C10, D2, regulation §5).
 * A deal that comes back to the first stage is answered anew, within the same term from its return (regulation §4).
 */
export const firstResponse = clauseKind({
  kind: 'first-response',
  ids: ['C10', 'D2'],
  params: Type.Object({ within: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '30 wmin' }) }, { additionalProperties: false }),
  consequence: {
    after: ['deal-created', 'stage-moved', 'deal-reopened'],
    follows: ({ event, dossier, situation, regulation, now, newId }, { within }) => {
      const { first, kind } = regulation.pipelines.get(dossier.pipeline)!
      // Who is handed on from an earlier deal has been answered long ago.
      if (kind !== 'sales' || dossier.stage !== first.key || dossier.linkedFrom !== null) return []
      if (event.type === 'deal-created' && hasFirstTaskOfItsOwn(regulation, dossier, situation.client.channels)) return []
      const dueAt = dutyAt(situation.calendar, event.type === 'deal-created' ? dossier.inquiryAt : now, parseTerm(within))
      const task = { kind: situation.client.channels.phone ? 'call' : 'first-contact', dueAt, assigneeId: dossier.responsibleId }
      return [plan(task, { dossier, now, newId })]
    },
  },
  words: {
    ru: {
      title: 'Первый ответ',
      names: { within: 'Срок первого ответа' },
      sentence: ({ within }, say) => `Срок ответа на новую заявку — ${say.term(within)}: звонят, а если телефона нет — пишут.`,
      fate: 'первый ответ опоздает',
      lesson:
        'Клиент пишет сразу нескольким. Кто ответил первым, тот и разговаривает. Время считается от обращения и только в рабочие часы.',
    },
    en: {
      title: 'First response',
      names: { within: 'Time for the first answer' },
      sentence: ({ within }, say) =>
        `A new request is answered within ${say.term(within)}: by phone, or in writing where no phone is known.`,
      fate: 'the first answer is late',
      lesson:
        'A client writes to several companies at once. Who answers first has the talk. Time runs from the inquiry, in working hours only.',
    },
  },
})
