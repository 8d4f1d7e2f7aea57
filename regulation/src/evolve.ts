import type { Dossier, TaskFact } from './dossier.ts'
import type { Beginning, DealEvent } from './events.ts'

const begin = (data: Beginning, at: number): Dossier => ({
  dealId: data.dealId,
  pipeline: data.pipeline,
  stage: data.stage,
  status: 'open',
  createdAt: at,
  inquiryAt: data.inquiryAt,
  enteredAt: at,
  visits: 1,
  adoptedAt: null,
  closedAt: null,
  lossReason: null,
  responsibleId: data.responsibleId,
  contactId: data.contactId,
  companyId: data.companyId,
  budget: data.budget,
  noteLength: data.noteLength,
  fields: data.fields,
  openTasks: [],
  version: 1,
})

const changed = (tasks: readonly TaskFact[], id: string, change: Partial<TaskFact>) =>
  tasks.map((task) => (task.id === id ? { ...task, ...change } : task))

const without = (tasks: readonly TaskFact[], id: string) => tasks.filter((task) => task.id !== id)

/** Only what was given: an absent member must not overwrite a fact with `undefined`. */
const given = <T extends object>(change: T): Partial<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>

const emptied = (fields: Record<string, unknown>) => Object.values(fields).includes(null)
const merged = (fields: Dossier['fields'], change: Dossier['fields']): Dossier['fields'] => {
  const all = { ...fields, ...change }
  return emptied(change) ? Object.fromEntries(Object.entries(all).filter(([, fact]) => fact !== null)) : all
}

/**
 * The dossier after one event; the first event of a stream begins it.
 * Pure: folding a deal's journal gives exactly what its row says, which a test proves and the back-test relies on (A6, B13).
 * @throws Error when a stream does not begin with a creation or adoption
 */
export function evolve(dossier: Dossier | null, event: DealEvent): Dossier {
  if (event.type === 'deal-created') return begin(event.data, event.at)
  if (event.type === 'deal-adopted') {
    const { createdAt, enteredAt, status, closedAt, lossReason } = event.data
    return { ...begin(event.data, createdAt), enteredAt, status, closedAt, lossReason, adoptedAt: event.at }
  }
  if (!dossier) throw new Error(`a deal's journal can't begin with ${event.type}`)
  switch (event.type) {
    case 'stage-moved':
      return { ...dossier, stage: event.data.to, enteredAt: event.at, visits: dossier.visits + 1, version: dossier.version + 1 }
    case 'deal-won':
      return { ...dossier, status: 'won', closedAt: event.at }
    case 'deal-edited': {
      const { fields, noteLength, budget, contactId, companyId } = event.data
      return {
        ...dossier,
        ...given({ noteLength, budget, contactId, companyId }),
        fields: fields ? merged(dossier.fields, fields) : dossier.fields,
        version: dossier.version + 1,
      }
    }
    case 'responsible-changed': {
      const { from, to } = event.data
      // Open work follows the deal; what was given to somebody else on purpose stays with him.
      const openTasks = dossier.openTasks.map((task) => (task.assigneeId === from ? { ...task, assigneeId: to } : task))
      return { ...dossier, responsibleId: to, openTasks, version: dossier.version + 1 }
    }
    case 'task-set':
      return { ...dossier, openTasks: [...dossier.openTasks, { ...event.data, setAt: event.at, clause: event.clause ?? null }] }
    case 'task-changed': {
      const { id, ...change } = event.data
      return { ...dossier, openTasks: changed(dossier.openTasks, id, given(change)) }
    }
    case 'task-completed':
    case 'task-cancelled':
      return { ...dossier, openTasks: without(dossier.openTasks, event.data.id) }
    case 'refused':
    case 'would-refuse':
    case 'confirmed':
    case 'would-do':
      return dossier
  }
}

/** The dossier after a whole stream. */
export const fold = (events: Iterable<DealEvent>, from: Dossier | null = null): Dossier | null => {
  let dossier = from
  for (const event of events) dossier = evolve(dossier, event)
  return dossier
}
