import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { isFilled, isPaid } from '../dossier.ts'
import { isSales } from '../pipelineKind.ts'

/** The stage tells the truth: what is filled in says that the deal is further than its stage (B10). */
export const stageTruth = clauseKind({
  kind: 'stage-truth',
  ids: ['B10'],
  params: Type.Object({}, { additionalProperties: false }),
  watch: {
    breaks: ({ dossier, regulation }) => {
      if (!isSales(regulation, dossier)) return []
      const { stage, responsibleId: memberId, movedAt, enteredAt } = dossier
      // Paid, and still not where paid deals stand: no earlier than the money came (regulation §11, row 33).
      if (isPaid(dossier)) {
        const from = Math.max(movedAt, enteredAt)
        return [{ about: 'started', since: from, from, memberId }]
      }
      const { required } = regulation.pipelines.get(dossier.pipeline)!.stages.get('qualified') ?? {}
      // A company may have done away with either of these stages.
      if (stage !== 'taken' || !required) return []
      const filled = required.length > 0 && required.every((key) => isFilled(dossier, key)) && dossier.talkedAt !== null
      const answeredAt = dossier.qualifiedAt?.taken
      // From when it is so: no earlier than the card said it. The fields tell it, or the answers of the qualification (B12).
      const since = [...(filled ? [Math.max(dossier.talkedAt, dossier.editedAt)] : []), ...(answeredAt === undefined ? [] : [answeredAt])]
      const from = Math.max(dossier.enteredAt, Math.min(...since))
      return since.length > 0 ? [{ about: 'qualified', since: from, from, memberId: dossier.responsibleId }] : []
    },
  },
  words: {
    ru: {
      title: 'Этап говорит правду',
      sentence: () => 'Этап сделки совпадает с тем, что на деле произошло.',
      lesson: 'Если квалификация пройдена, а сделка всё ещё «взята в работу», отчёт врёт. Переводите сразу.',
    },
    en: {
      title: 'The stage tells the truth',
      sentence: () => 'The stage of a deal is what has really happened.',
      lesson: 'If qualification is done and the deal is still “taken into work”, the report lies. Move it at once.',
    },
  },
})
