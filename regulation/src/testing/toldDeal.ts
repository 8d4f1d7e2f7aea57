import type { Instant } from '@reglament/kernel'
import type { Edits, PlannedTask } from '../act.ts'
import type { Regulation } from '../compile.ts'
import type { Dossier, TaskFact } from '../dossier.ts'
import { fold } from '../evolve.ts'
import type { Channels, Situation } from '../situation.ts'
import { moscow } from './moscow.ts'

/** All that has been told of a case about one deal. */
export type Told = {
  deal: Dossier
  /** What is known around the deal. */
  around: Pick<Situation, 'headId' | 'reviewerId' | 'controllerId' | 'receiver' | 'absences' | 'responsibleRole' | 'accountManagerId'>
  /** What was told in words, for an act that makes the deal anew. */
  card: Edits
  regulation: Regulation
  channels: Channels
  role: Situation['actor']['role']
  now: Instant
  confirmed: boolean
}
export type TaskTold = { due?: string; id?: string; textLength?: number; assigneeId?: string | null; clause?: string | null }
type PlannedTold = { text?: string; due?: string; assigneeId?: string | null }

export const member = '01920000-0000-7000-8000-000000000001'
export const colleague = '01920000-0000-7000-8000-000000000002'
export const head = '01920000-0000-7000-8000-0000000000b1'
export const controller = '01920000-0000-7000-8000-0000000000c1'
export const monday = moscow('Mon 2 Mar 10:00')
const tuesdayEvening = 'Tue 10 Mar 18:00'
/** What any stage of the shipped pipeline asks for. */
export const enough: Edits = {
  note: 'Wants windows for a summer house, calls back on Friday',
  budget: { amount: 150_000_00, currency: 'RUB' },
  fields: { platform: 'site', niche: 'windows', source: 'search', contractLink: 'https://example.org/contract' },
}

/** A task as somebody plans it: `aTask('call', { text: 'Ask whether the budget is approved', due: 'Thu 12 Mar 15:00' })`. */
export const aTask = (
  kind = 'call',
  { text = 'Ask about the budget', due = tuesdayEvening, assigneeId }: PlannedTold = {},
): PlannedTask => ({
  kind,
  text,
  dueAt: moscow(due),
  ...(assigneeId === undefined ? {} : { assigneeId }),
})

export const taskFact = (kind: string, { due, id = kind, textLength = 0, assigneeId = member, clause = null }: TaskTold): TaskFact => ({
  id,
  kind,
  textLength,
  dueAt: moscow(due ?? tuesdayEvening),
  assigneeId,
  setAt: monday,
  clause,
})

/** A new request, made on Monday 2 March, before anything has happened. */
export const begun = fold([
  {
    type: 'deal-created',
    at: monday,
    data: {
      dealId: '01920000-0000-7000-8000-0000000000d1',
      pipeline: 'sales',
      stage: 'new-request',
      inquiryAt: monday,
      responsibleId: member,
      contactId: null,
      companyId: null,
      budget: null,
      noteLength: 0,
      fields: {},
    },
  },
])!
