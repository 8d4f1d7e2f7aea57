import { useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Field, Pipeline, Stage } from '@reglament/contract'
import { fieldsQuery, pipelinesQuery } from '../../api/queries.ts'

/** A pipeline with what the card asks of it. */
export type PipelineBook = {
  pipeline: Pipeline
  /** In the order of the way. */
  stages: readonly Stage[]
  stage: (key: string) => Stage | undefined
  stageName: (key: string) => string
}

/** The pipeline of a deal by its key; the card shows nothing before it is known. */
export function usePipeline(key: string): PipelineBook {
  const { data } = useSuspenseQuery(pipelinesQuery)
  return useMemo(() => {
    const pipeline = data.find((one) => one.key === key) ?? { id: '', key, name: key, kind: '', archived: false, workedBy: [], stages: [] }
    const byKey = new Map(pipeline.stages.map((stage) => [stage.key, stage]))
    return {
      pipeline,
      stages: pipeline.stages.toSorted((one, other) => one.position - other.position),
      stage: (stage) => byKey.get(stage),
      stageName: (stage) => byKey.get(stage)?.name ?? stage,
    }
  }, [data, key])
}

/** The fields of a card by their keys. */
export function useFields(): ReadonlyMap<string, Field> {
  const { data } = useSuspenseQuery(fieldsQuery)
  return useMemo(() => new Map(data.map((field) => [field.key, field])), [data])
}
