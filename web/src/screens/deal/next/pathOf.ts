import type { Deal, Stage } from '@reglament/contract'

/** A stage on the way of one deal. */
export type Step = {
  stage: Stage
  state: 'done' | 'now' | 'ahead' | 'optional'
  /** How long the deal has been there, all visits together. */
  spentMs: number | undefined
}

/** The way of the deal through its pipeline: where it has been, where it is, what is ahead. A lost stage stands on it only if it is there. */
export function pathOf(stages: readonly Stage[], { stage: here, visits }: Pick<Deal, 'stage' | 'visits'>, now: number): Step[] {
  const at = stages.find(({ key }) => key === here)?.position ?? -1
  const spent = new Map<string, number>()
  for (const visit of visits) {
    const end = visit.leftAt === null ? now : Date.parse(visit.leftAt)
    spent.set(visit.stage, (spent.get(visit.stage) ?? 0) + Math.max(end - Date.parse(visit.enteredAt), 0))
  }
  return stages
    .filter(({ kind, key }) => kind !== 'lost' || key === here)
    .map((stage): Step => {
      const spentMs = spent.get(stage.key)
      if (stage.key === here) return { stage, state: 'now', spentMs }
      if (spentMs !== undefined && stage.position < at) return { stage, state: 'done', spentMs }
      return { stage, state: stage.optional ? 'optional' : 'ahead', spentMs }
    })
}
