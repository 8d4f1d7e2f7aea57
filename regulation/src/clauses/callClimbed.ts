import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { isSales } from '../pipelineKind.ts'

/** A call that climbed above the department is the department's breach until somebody has talked with the client (F1). */
export const callClimbed = clauseKind({
  kind: 'call-climbed',
  ids: ['F1'],
  needs: 'calls',
  params: Type.Object({}, { additionalProperties: false }),
  watch: {
    breaks: ({ dossier, situation, regulation }) => {
      const { climbedAt } = dossier
      if (!isSales(regulation, dossier) || climbedAt === null) return []
      return [{ about: '', since: climbedAt, from: climbedAt, memberId: situation.headId }]
    },
  },
  words: {
    ru: {
      title: 'Звонок ушёл выше отдела',
      sentence: () => 'Если на звонок не ответил никто в отделе, это нарушение отдела, пока с клиентом не поговорят.',
      lesson: 'Звонок, который дошёл до руководства, значит одно: за столами никого не было. Договоритесь о дежурстве.',
    },
    en: {
      title: 'A call climbed above the department',
      sentence: () => 'A call that nobody in the department answered is its breach until somebody has talked with the client.',
      lesson: 'A call that reaches the management says that nobody was at his desk. Agree on who is on duty.',
    },
  },
})
