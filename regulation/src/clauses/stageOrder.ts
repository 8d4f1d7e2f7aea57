import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { isReturn } from '../ways.ts'

/** Deals go through every stage along the declared arrows; back is another clause's matter (B2, regulation §4). */
export const stageOrder = clauseKind({
  kind: 'stage-order',
  ids: ['B2'],
  params: Type.Object({}, { additionalProperties: false }),
  guard: {
    on: ['move'],
    // A closed deal and the lost stage are no matter of order; the foundation keeps them.
    when: ({ step, before, regulation }) => before!.status === 'open' && regulation.stage(before!.pipeline, step.to).kind !== 'lost',
    holds: ({ step, before, regulation }) => {
      const here = regulation.stage(before!.pipeline, before!.stage)
      const there = regulation.stage(before!.pipeline, step.to)
      return here.forward.has(there.key) || isReturn(here, there)
    },
    explain: ({ step, before, regulation }) => {
      if (step.to === before!.stage) return { lacks: { what: 'other-stage', stages: [step.to] }, mends: [] }
      const next = [...regulation.stage(before!.pipeline, before!.stage).forward]
      return { lacks: { what: 'stage', stages: next }, mends: next.map((to) => ({ act: 'move', to })) }
    },
  },
  words: {
    ru: {
      title: 'Этапы по порядку',
      atStage: ({ forward }, say) => (forward.length === 0 ? null : `дальше — ${say.stages(forward)}`),
      sentence: () => 'Сделка проходит этапы по порядку и не перескакивает ни через один; необязательный этап можно миновать.',
      lesson:
        'Каждый этап отвечает на свой вопрос о клиенте. Если перескочить, вопрос останется без ответа, и руководитель не увидит, где теряются деньги. Переводите сделку на следующий этап сразу, как только на деле произошло то, что он обозначает.',
      refusal: ({ what, stages }, say) =>
        what === 'other-stage' ? 'Сделка уже на этом этапе' : `Этапы идут по порядку: сначала ${say.stages(stages as string[])}`,
    },
    en: {
      title: 'Stages in order',
      atStage: ({ forward }, say) => (forward.length === 0 ? null : `then ${say.stages(forward)}`),
      sentence: () => 'A deal goes through the stages in order and skips none; an optional stage may be passed over.',
      lesson:
        'Each stage answers its own question about the client. A skipped stage leaves the question open, and nobody sees where the money is lost. Move the deal on as soon as what the stage stands for has really happened.',
      refusal: ({ what, stages }, say) =>
        what === 'other-stage' ? 'The deal is at this stage already' : `Stages go in order: ${say.stages(stages as string[])} first`,
    },
  },
})
