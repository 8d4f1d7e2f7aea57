import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'

/** A deal is born in the first stage; only adoption places it elsewhere (B2, regulation §4). */
export const firstStageOnly = clauseKind({
  kind: 'first-stage-only',
  ids: ['B2'],
  params: Type.Object({}, { additionalProperties: false }),
  guard: {
    on: ['create'],
    holds: ({ step, regulation }) => regulation.pipelines.get(step.pipeline)!.first.key === step.stage,
    explain: ({ step, regulation }) => {
      const { key } = regulation.pipelines.get(step.pipeline)!.first
      return { lacks: { what: 'stage', stages: [key] }, mends: [{ act: 'create', stage: key }] }
    },
  },
  words: {
    ru: {
      title: 'Начало — с первого этапа',
      sentence: () => 'Новую сделку заводят на первом этапе воронки.',
      lesson:
        'Даже если клиент готов платить сегодня, сделка начинается с первого этапа: так видно, откуда он пришёл и сколько занял путь. Пройти этапы быстро можно, пропустить — нет.',
      refusal: ({ stages }, say) => `Сделку заводят на этапе ${say.stages(stages as string[])}`,
    },
    en: {
      title: 'Begin at the first stage',
      sentence: () => 'A new deal is made in the first stage of its pipeline.',
      lesson:
        'Even a client who is ready to pay today begins at the first stage: so it can be seen where he came from and how long the way took. Stages may be passed quickly, but not skipped.',
      refusal: ({ stages }, say) => `A new deal begins at ${say.stages(stages as string[])}`,
    },
  },
})
