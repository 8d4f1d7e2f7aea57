import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { asksForSilence, isSilent, silenceGate, silentRow } from '../losing.ts'

/** Three weeks of silence before a client is given up (H2). */
export const silenceBeforeClosing = clauseKind({
  kind: 'silence-before-closing',
  ids: ['H2'],
  params: Type.Object(
    { after: Type.String({ pattern: '^(\\d{1,4} d|\\d{1,3} (w|mo))$', default: '3 w' }) },
    { additionalProperties: false },
  ),
  guard: {
    on: ['close'],
    when: ({ step, before, situation }) => isSilent(step) && asksForSilence(silentRow(step.reason, before!, situation.client)),
    holds: ({ step, before, situation, now }, { after }) =>
      now >= silenceGate(situation, before!, silentRow(step.reason, before!, situation.client), after),
    explain: ({ step, before, situation }, { after }) => {
      const passesAt = silenceGate(situation, before!, silentRow(step.reason, before!, situation.client), after)
      return { lacks: { what: 'silence', since: before!.heardAt, until: passesAt }, mends: [{ act: 'wait', until: passesAt }], passesAt }
    },
  },
  words: {
    ru: {
      title: 'Три недели тишины',
      names: { after: 'Сколько ждать после общения' },
      sentence: ({ after }, say) => `От последнего общения до закрытия молчащего клиента проходит не меньше, чем ${say.term(after)}.`,
      lesson: 'Многие возвращаются через две недели: отпуск, согласования, болезнь. До срока сделку не закрывают — её пробуют оживить.',
      refusal: () => 'Клиент молчит ещё слишком недолго, чтобы закрыть сделку',
    },
    en: {
      title: 'Three weeks of silence',
      names: { after: 'How long to wait after the last sign' },
      sentence: ({ after }, say) => `Between the last sign of the client and the closing there are at least ${say.term(after)}.`,
      lesson: 'Many come back after two weeks: a holiday, an approval, an illness. Until then a deal is not closed but tried again.',
      refusal: () => 'The client has not been silent for long enough to close the deal',
    },
  },
})
