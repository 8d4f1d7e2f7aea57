import { useQuery } from '@tanstack/react-query'
import type { Deal } from '@reglament/contract'
import { qualificationQuery } from '../../../api/queries.ts'
import { usePipeline } from '../usePipeline.ts'

/** How many questions of the deal's own stage and before are answered, for the tab. */
export function useQualified(deal: Deal): { done: number; all: number } | undefined {
  const { data } = useQuery(qualificationQuery(deal.id))
  const { stage } = usePipeline(deal.pipeline)
  // Of a lost deal as many as were asked of it before.
  const here = stage(deal.loss?.stage ?? deal.stage)?.position ?? 0
  const asked = data?.questions.filter((question) => (stage(question.stage)?.position ?? 0) <= Math.max(here, 1))
  return asked && { done: asked.filter(({ answer }) => answer.text !== '').length, all: asked.length }
}
