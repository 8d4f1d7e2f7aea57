import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { silentRow } from '../losing.ts'

/** After a talk "could not reach" is said only of a client of whom nothing but a phone is known (H2, regulation §8). */
export const couldNotReachPhoneOnly = clauseKind({
  kind: 'could-not-reach-phone-only',
  ids: ['H2'],
  params: Type.Object({}, { additionalProperties: false }),
  guard: {
    on: ['close'],
    when: ({ step }) => step.reason === 'could-not-reach',
    holds: ({ step, before, situation }) => !['other-channels', 'not-by-phone'].includes(silentRow(step.reason, before!, situation.client)),
    explain: () => ({ lacks: { what: 'other-reason', reason: 'does-not-answer' }, mends: [{ act: 'closure', reason: 'does-not-answer' }] }),
  },
  words: {
    ru: {
      title: '«Не дозвонился» — только про телефон',
      sentence: () => 'Если с клиентом уже говорили и известна не только его телефонная связь, причина отказа — «не отвечает».',
      lesson:
        '«Не дозвонился» значит, что другого пути не было. Если есть почта или мессенджер, клиент не отвечает — и это другая причина.',
      refusal: () => 'Известен не только телефон: причина — «не отвечает»',
    },
    en: {
      title: '“Could not reach” is about the phone',
      sentence: () => 'Once there was a talk and more than a phone is known, the reason of loss is “does not answer”.',
      lesson:
        '“Could not reach” means there was no other way. With a mail address or a messenger the client does not answer, which is another reason.',
      refusal: () => 'More than a phone is known: the reason is “does not answer”',
    },
  },
})
