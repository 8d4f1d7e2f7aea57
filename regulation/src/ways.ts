import type { PipelineDocument } from './document.ts'

type Place = { readonly kind: 'open' | 'won' | 'lost'; readonly position: number }

/** Whether a move goes back: to any open stage before the one where the deal stands (B2). */
export const isReturn = (here: Place, there: Place): boolean => there.kind === 'open' && there.position < here.position

/** The stages to which a deal may be moved back from each open stage of a pipeline, by the key of that stage. */
export const returnsFrom = ({ stages }: PipelineDocument): ReadonlyMap<string, readonly string[]> => {
  const places = stages.map(({ key, kind }, position) => ({ key, kind, position }))
  return new Map(
    places.flatMap((here) =>
      here.kind === 'open' ? [[here.key, places.filter((there) => isReturn(here, there)).map(({ key }) => key)]] : [],
    ),
  )
}
