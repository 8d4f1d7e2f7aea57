import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'

/** A client's refusal is proved by his message or a recorded talk in the card; a hand-written "he said no" is none (H1). */
export const lossEvidence = clauseKind({
  kind: 'loss-evidence',
  ids: ['H1'],
  params: Type.Object({}, { additionalProperties: false }),
  guard: {
    on: ['close'],
    when: ({ step, regulation }) => regulation.lossReasons.get(step.reason)?.kind === 'client-refused',
    holds: ({ step, before }) => step.evidence.length > 0 && step.evidence.every((id) => before!.evidence.includes(id)),
    explain: ({ before }) => ({
      lacks: { what: 'evidence', inCard: [...before!.evidence] },
      mends: [{ act: 'pick-evidence', from: [...before!.evidence] }, { act: 'upload-evidence' }],
    }),
  },
  words: {
    ru: {
      title: 'Подтверждение отказа',
      sentence: () => 'Отказ клиента подтверждают его письмом или сообщением либо записью разговора в карточке.',
      lesson:
        'Подтверждение защищает вас: видно, что клиент отказался сам. Попросите написать пару слов — заодно узнаете настоящую причину.',
      refusal: () => 'Нет подтверждения: приложите письмо клиента или запись разговора',
    },
    en: {
      title: 'Evidence of the refusal',
      sentence: () => 'A client’s refusal is proved by his letter or message, or by a recorded talk in the card.',
      lesson: 'Evidence protects you: it shows that the client himself refused. Ask for two words in writing, and learn the true reason.',
      refusal: () => 'No evidence: attach the client’s letter or a recorded talk',
    },
  },
})
