import { queryOptions } from '@tanstack/react-query'
import type { LeadReason, LeadReasonCreation, LeadReasonEdit, ListUse, ReplacementRun } from '@reglament/contract'
import { call } from './client.ts'
import { leadReasonsQuery } from './leads.ts'
import { queryClient } from './queryClient.ts'

const of = encodeURIComponent

/** Lists of the regulation of which it is told how often each thing is used. */
export type CountedList = 'loss-reasons' | 'task-kinds'
/** How many deals have each thing of a list. */
export const listUsesQuery = (list: CountedList) =>
  queryOptions({
    queryKey: ['list-uses', list],
    queryFn: async ({ signal }) =>
      new Map((await call<{ items: ListUse[] }>('GET', `/${list}/uses`, { signal })).items.map((use) => [use.key, use])),
    staleTime: 30_000,
  })

/** What is put in place of something retired; asked often while it goes on. */
export const replacementsQuery = queryOptions({
  queryKey: ['replacements'],
  queryFn: async ({ signal }) => (await call<{ items: ReplacementRun[] }>('GET', '/replacements', { signal })).items,
  refetchInterval: ({ state }) => (state.data?.some(({ finished }) => !finished) ? 1000 : false),
})

/** A replacement has begun: its progress is asked for, and what it changes is read anew. */
export const replacementBegan = () =>
  Promise.all([['replacements'], ['list-uses']].map((queryKey) => queryClient.invalidateQueries({ queryKey }))).then(() => undefined)

const reasonsAnew = <Answer>(answer: Answer): Answer => {
  void queryClient.invalidateQueries({ queryKey: leadReasonsQuery.queryKey })
  void queryClient.invalidateQueries({ queryKey: ['replacements'] })
  return answer
}
export const addLeadReason = (body: LeadReasonCreation) => call<LeadReason>('POST', '/lead-reasons', { body }).then(reasonsAnew)
export const editLeadReason = ({ id, version }: Pick<LeadReason, 'id' | 'version'>, body: LeadReasonEdit) =>
  call<LeadReason>('PATCH', `/lead-reasons/${of(id)}`, { body, version }).then(reasonsAnew)
export const orderLeadReasons = (ids: readonly string[]) =>
  call<{ items: LeadReason[] }>('PUT', '/lead-reasons/order', { body: { ids } }).then(reasonsAnew)
export const removeLeadReason = (id: string) => call<void>('DELETE', `/lead-reasons/${of(id)}`).then(reasonsAnew)
