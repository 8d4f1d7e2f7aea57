import type { PipelineDocument, StageDocument } from '../document.ts'
import { byKey, type Comparison, type Difference, inOneOrder, keysOf, keysOfBoth, ofNoClause, same } from './difference.ts'
import { stageDifferences } from './stages.ts'

/** Pipeline by pipeline: one that is new or gone by its stages, else its name, its archive, the order of its stages, and stage by stage. */
export function pipelineDifferences(comparison: Comparison): Difference[] {
  const { was, willBe, language, w } = comparison
  const [earlier, later] = [byKey(was.document.pipelines), byKey(willBe.document.pipelines)]
  const names = (stages: readonly StageDocument[]) => stages.map(({ name }) => name[language]).join(' → ')
  return keysOfBoth(later, earlier).flatMap((key): Difference[] => {
    const [a, b] = [earlier.get(key), later.get(key)]
    if (same(a, b)) return []
    const about = { ...ofNoClause, what: 'pipeline' as const, title: w.pipeline((b ?? a)!.name[language]) }
    if (!a || !b)
      return [{ ...about, before: a ? names(a.stages) : null, after: b ? names(b.stages) : null, was: a ?? null, willBe: b ?? null }]
    const differ = (of: (pipeline: PipelineDocument) => unknown, told: (pipeline: PipelineDocument) => string): Difference[] =>
      same(of(a), of(b)) ? [] : [{ ...about, before: told(a), after: told(b), was: of(a), willBe: of(b) }]
    return [
      ...differ(
        ({ name }) => name,
        ({ name }) => w.quote(name[language]),
      ),
      ...differ(
        ({ archived = false }) => archived,
        ({ archived }) => (archived ? w.archived : w.taking),
      ),
      ...(inOneOrder(a.stages, b.stages)
        ? []
        : [
            {
              ...about,
              before: w.order(names(a.stages)),
              after: w.order(names(b.stages)),
              was: keysOf(a.stages),
              willBe: keysOf(b.stages),
            },
          ]),
      ...stageDifferences(a, b, comparison),
    ]
  })
}
