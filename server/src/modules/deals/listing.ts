import { type DealFilters, type TableFilters } from '@reglament/contract'
import { isId } from '@reglament/kernel'
import type { Static, TObject } from 'typebox'
import { invalid } from '../../platform/http/problem.ts'
import { bookInForce, pipelineNamed, stageNamed } from '../rulebook/index.ts'
import type { Asking } from './asking.ts'
import { peopleOf, readFilter } from './filters.ts'
import { type Listing, newestFirst, type Order, type Sort } from './list.ts'
import { inView, sightOf } from './sight.ts'
import { says } from './words.ts'

/** What the table, its numbers and its export are asked for. */
export type Asked = DealFilters & Partial<Static<TObject<Pick<typeof TableFilters, 'pipeline' | 'stage' | 'status'>>>>

const isKey = (name: string | undefined) => name === undefined || !isId(name)
/** Whose deals of which stage, by key: the book is not asked for that, and its statement is saved. */
const isPlain = (asked: Asked) =>
  isKey(asked.pipeline) &&
  (asked.stage?.split(',').every(isKey) ?? true) &&
  Object.entries(asked).every(([name, value]) => value === undefined || ['pipeline', 'stage', 'responsible', 'status'].includes(name))

/**
 * Reads what is asked of a list of deals; of what the asker may not see nothing is left. `bare`: the rows say nothing that the book
 * knows. @throws Problem 400
 */
export async function readListing(asking: Asking, given: Asked, bare = false): Promise<Omit<Listing, 'limit'>> {
  const { tx, actor, now, language } = asking
  const { pipeline: named, stage, status, ...asked } = given
  if (bare && isPlain(given)) {
    const whose = inView(await sightOf(asking), peopleOf(asked.responsible, actor))
    return { book: null, language, filter: { whose, conditions: [] }, pipeline: named, stages: stage?.split(','), status }
  }
  const book = await bookInForce(tx, actor.workspaceId)
  const pipeline = named === undefined ? undefined : pipelineNamed(book, named)
  if (named !== undefined && !pipeline) throw invalid([{ path: '?pipeline', message: says.noPipeline }])
  const stages = stage?.split(',').map((it) => (pipeline === undefined ? it : stageNamed(book, pipeline, it)))
  if (stages?.includes(undefined)) throw invalid([{ path: '?stage', message: says.noStage }])
  const filter = readFilter(asked, { book, actor, now, sight: await sightOf(asking) })
  return { book, language, filter, pipeline, stages: stages as string[] | undefined, status }
}

/** `-created` → newest first. */
export const orderOf = (sort: string | undefined): Order =>
  sort === undefined ? newestFirst : { by: sort.replace(/^-/, '') as Sort, descending: sort.startsWith('-') }
