import { dutyAt, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'

/** What the client sent is answered within two working hours (D7, regulation §7). */
export const incomingAnswer = clauseKind({
  kind: 'incoming-answer',
  ids: ['D7'],
  params: Type.Object({ within: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '2 wh' }) }, { additionalProperties: false }),
  watch: {
    breaks: ({ dossier, situation }, { within }) =>
      dossier.unanswered.map(({ id, at }) => ({
        about: id,
        since: at,
        from: dutyAt(situation.calendar, at, parseTerm(within)),
        memberId: dossier.responsibleId,
      })),
  },
  words: {
    ru: {
      title: 'Ответ на входящее',
      clock: 'Ответ клиенту',
      names: { within: 'Срок ответа' },
      sentence: ({ within }, say) => `На письмо, сообщение или пропущенный звонок клиента отвечают за ${say.span(within)}.`,
      fate: 'ответ на входящее опоздает',
      lesson: 'Даже «получили, вернусь с ответом к вечеру» — уже ответ. Молчание клиент понимает как «мы им не нужны».',
    },
    en: {
      title: 'Answering what comes in',
      clock: 'Answer',
      names: { within: 'Time for the answer' },
      sentence: ({ within }, say) => `A letter, message or missed call of a client is answered within ${say.term(within)}.`,
      fate: 'the answer is late',
      lesson: 'Even “got it, I will be back by the evening” is an answer. Silence tells the client that you do not need him.',
    },
  },
})
