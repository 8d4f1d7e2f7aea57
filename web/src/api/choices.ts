import { queryOptions } from '@tanstack/react-query'
import type {
  CalendarEdit,
  CalendarPreview,
  FieldCreation,
  FieldEdit,
  FieldSettings,
  FieldUses,
  LeadReason,
  LeadReasonCreation,
  LeadReasonEdit,
  ListUse,
  ReplacementRun,
  WorkingCalendar,
} from '@reglament/contract'
import { call } from './client.ts'
import { leadReasonsQuery } from './leads.ts'
import { queryClient } from './queryClient.ts'

const of = encodeURIComponent

/** Lists of the regulation of which it is told how often each thing is used. */
export type CountedList = 'loss-reasons' | 'task-kinds' | 'loss-criteria' | 'false-losses'
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

/** Fields of the card with their whole lists, for who keeps them. */
export const fieldSettingsQuery = queryOptions({
  queryKey: ['fields', 'settings'],
  queryFn: async ({ signal }) => (await call<{ items: FieldSettings[] }>('GET', '/fields/settings', { signal })).items,
})
/** What has a field and its options, and what names them. */
export const fieldUsesQuery = (key: string) =>
  queryOptions({
    queryKey: ['list-uses', 'field', key],
    queryFn: ({ signal }) => call<FieldUses>('GET', `/fields/${of(key)}/uses`, { signal }),
  })

const fieldsAnew = <Answer>(answer: Answer): Answer => {
  for (const name of ['fields', 'list-uses', 'replacements']) void queryClient.invalidateQueries({ queryKey: [name] })
  return answer
}
export const addField = (body: FieldCreation) => call<FieldSettings>('POST', '/fields', { body }).then(fieldsAnew)
export const editField = ({ key, version }: Pick<FieldSettings, 'key' | 'version'>, body: FieldEdit) =>
  call<FieldSettings>('PATCH', `/fields/${of(key)}`, { body, version }).then(fieldsAnew)
export const orderFields = (keys: readonly string[]) =>
  call<{ items: FieldSettings[] }>('PUT', '/fields/order', { body: { keys } }).then(fieldsAnew)
export const removeField = (key: string) => call<void>('DELETE', `/fields/${of(key)}`).then(fieldsAnew)

/** The working calendar; asked often while deals are reckoned anew. */
export const calendarQuery = queryOptions({
  queryKey: ['calendar'],
  queryFn: ({ signal }) => call<WorkingCalendar>('GET', '/calendar', { signal }),
  refetchInterval: ({ state }) => (state.data?.recheck && !state.data.recheck.finished ? 1500 : false),
})
export const previewCalendar = (body: CalendarEdit) => call<CalendarPreview>('POST', '/calendar/previews', { body })
export const writeCalendar = async (version: number, body: CalendarEdit) => {
  const saved = await call<WorkingCalendar>('PUT', '/calendar', { body, version })
  queryClient.setQueryData(calendarQuery.queryKey, saved)
  for (const name of ['workspace', 'me', 'board', 'deal', 'my-day']) void queryClient.invalidateQueries({ queryKey: [name] })
  return saved
}
