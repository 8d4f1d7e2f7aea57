import type { Pipeline, PossibleAct, PossibleActs, Stage } from '@reglament/contract'

/** How a stage answers to one deal: it is there, it may go, it would be asked for something, it is refused; `unknown` until the server has said. */
export type StageState = {
  stage: Stage
  state: 'here' | 'can' | 'asks' | 'refused' | 'unknown'
  back: boolean
  act: PossibleAct | undefined
}

/** Does the server say that one gets there by closing the deal: that has a form of its own. */
export const isClosing = ({ refusals }: Pick<PossibleAct, 'refusals'>): boolean => refusals.some(({ lacks }) => lacks.what === 'closure')

/** Every stage of the pipeline with what the server said about moving there. No rule is known here: only its answer. */
export function stageStates(pipeline: Pipeline, here: string, acts: PossibleActs | undefined): StageState[] {
  const at = pipeline.stages.findIndex(({ key }) => key === here)
  return pipeline.stages.map((stage, index) => {
    const act = acts?.acts.find((one) => one.act === 'move' && one.to === stage.key)
    const back = act?.direction ? act.direction === 'back' : index < at
    if (stage.key === here) return { stage, state: 'here', back: false, act }
    if (!act) return { stage, state: acts ? 'refused' : 'unknown', back, act }
    return { stage, state: act.allowed ? 'can' : act.mendable || isClosing(act) ? 'asks' : 'refused', back, act }
  })
}
