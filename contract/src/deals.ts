import { Type, type Static } from 'typebox'
import { Way } from './clients.ts'
import { Budget, FieldValues, Id, Key, Money, Named, nullable, page, Timestamp } from './common.ts'
import { Closure, DealClock } from './losing.ts'
import { StageKind } from './pipelines.ts'
import { Task, TaskDraft } from './tasks.ts'
import { Finding, Following } from './verdict.ts'

const Title = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
const Note = Type.String({ maxLength: 20_000 })
const confirmed = Type.Optional(Type.Boolean({ description: 'goes on in spite of a clause in mode warn' }))

export const DealCreation = Type.Object(
  {
    title: Title,
    pipelineId: Type.Optional(Type.String({ description: 'id or key; the sales pipeline when left out' })),
    stage: Type.Optional(Type.String()),
    contactId: Type.Optional(Id),
    companyId: Type.Optional(Id),
    contact: Type.Optional(
      Type.Object(
        {
          name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
          phone: Type.Optional(Type.String({ maxLength: 60 })),
          email: Type.Optional(Type.String({ maxLength: 254 })),
        },
        { additionalProperties: false, description: 'a new contact, made in the same act' },
      ),
    ),
    company: Type.Optional(
      Type.Object(
        { name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }) },
        { additionalProperties: false, description: 'found by its name, whatever its form, quotes and case, or made' },
      ),
    ),
    responsibleId: Type.Optional(nullable(Id)),
    note: Type.Optional(Note),
    budget: Type.Optional(nullable(Budget)),
    fields: Type.Optional(FieldValues),
    confirmed,
  },
  { additionalProperties: false },
)
export type DealCreation = Static<typeof DealCreation>

export const DealEdit = Type.Object(
  {
    title: Type.Optional(Title),
    note: Type.Optional(Note),
    budget: Type.Optional(nullable(Budget)),
    fields: Type.Optional(FieldValues),
    contactId: Type.Optional(nullable(Id)),
    companyId: Type.Optional(nullable(Id)),
    responsibleId: Type.Optional(nullable(Id)),
    reason: Type.Optional(Type.String({ maxLength: 2000, description: 'why one gives the own deal back to the exchange' })),
    confirmed,
  },
  { additionalProperties: false, minProperties: 1 },
)
export type DealEdit = Static<typeof DealEdit>

export const StageMove = Type.Object(
  {
    to: Type.String({ minLength: 1, maxLength: 64, description: 'stage key or id' }),
    fields: Type.Optional(FieldValues),
    note: Type.Optional(Note),
    budget: Type.Optional(Budget),
    result: Type.Optional(
      Type.String({ maxLength: 4000, description: "of the left stage's tasks: of each that has none of its own in `results`" }),
    ),
    results: Type.Optional(
      Type.Array(Type.Object({ taskId: Id, result: Type.String({ maxLength: 4000 }) }, { additionalProperties: false }), {
        maxItems: 50,
        description: "of the left stage's tasks, each its own",
      }),
    ),
    task: Type.Optional(TaskDraft),
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
    confirmed,
  },
  { additionalProperties: false },
)
export type StageMove = Static<typeof StageMove>

export const TaskCompletion = Type.Object(
  {
    result: Type.Optional(Type.String({ maxLength: 4000 })),
    next: Type.Optional(TaskDraft),
    move: Type.Optional(Type.Object({ ...StageMove.properties }, { additionalProperties: false })),
    closure: Type.Optional(Type.Object({ ...Closure.properties }, { additionalProperties: false })),
    confirmed,
  },
  { additionalProperties: false, description: 'at most one of next, move and closure' },
)
export type TaskCompletion = Static<typeof TaskCompletion>

/** A broken clause as a card names it. */
export const Flag = Type.Object({ clause: Key, number: nullable(Type.String()), title: Type.String(), from: Timestamp })
export type Flag = Static<typeof Flag>

/** A deal as the board shows it. */
export const BoardCard = Type.Object({
  id: Id,
  title: Type.String(),
  number: Type.Integer(),
  stage: Key,
  client: nullable(Type.String({ description: 'company, else contact' })),
  returning: Type.Boolean(),
  budget: nullable(Money),
  responsible: nullable(Named),
  task: nullable(Type.Object({ id: Id, kind: Key, title: Type.String(), dueAt: Timestamp, clause: nullable(Key), setAt: Timestamp })),
  openTasks: Type.Integer(),
  enteredAt: Timestamp,
  stayUntil: nullable(Timestamp),
  /** The earliest of the clocks that are shown ahead of their end (silence, lifetime); on screen from `shownFrom` on. */
  ahead: nullable(Type.Object({ clause: Key, number: Type.String(), title: Type.String(), from: Timestamp, shownFrom: Timestamp })),
  heardAt: nullable(Timestamp),
  flags: Type.Array(Flag, { description: 'clauses that are broken now, the worst first' }),
})
export type BoardCard = Static<typeof BoardCard>

export const BoardColumn = Type.Object({
  stage: Key,
  count: Type.Integer(),
  more: Type.Boolean({ description: 'there are more than were counted: a filtered column counts up to a limit, and then has no sums' }),
  sums: Type.Array(Money, { description: 'one for each currency' }),
  cards: Type.Array(BoardCard),
  next: Type.Optional(Type.String({ description: 'cursor for more cards of this column' })),
})
export type BoardColumn = Static<typeof BoardColumn>
export const Board = Type.Object({ pipeline: Key, columns: Type.Array(BoardColumn), at: Timestamp })
export type Board = Static<typeof Board>
export const BoardCardPage = page(BoardCard)

export const DealListItem = Type.Object({
  id: Id,
  number: Type.Integer(),
  title: Type.String(),
  pipeline: Key,
  stage: Key,
  status: StageKind,
  client: nullable(Type.String()),
  budget: nullable(Money),
  responsible: nullable(Named),
  createdAt: Timestamp,
  enteredAt: Timestamp,
  stayUntil: nullable(Timestamp),
  closedAt: nullable(Timestamp),
  lossReason: nullable(Type.String()),
  returning: Type.Boolean(),
  task: Type.Optional(nullable(Type.Object({ id: Id, title: Type.String(), dueAt: Timestamp, setAt: Timestamp }))),
  flags: Type.Optional(Type.Array(Flag)),
  heardAt: Type.Optional(nullable(Timestamp)),
  campaign: Type.Optional(nullable(Type.String({ description: 'utm_campaign of the first inquiry that named one' }))),
  fields: Type.Optional(FieldValues),
})
export type DealListItem = Static<typeof DealListItem>
export const DealPage = page(DealListItem)

export const StageVisit = Type.Object({
  stage: Key,
  enteredAt: Timestamp,
  leftAt: nullable(Timestamp),
  by: nullable(Named),
  reason: nullable(Type.String()),
})
export type StageVisit = Static<typeof StageVisit>

export const Deal = Type.Object({
  id: Id,
  number: Type.Integer(),
  version: Type.Integer({ description: 'also the ETag' }),
  title: Type.String(),
  pipeline: Key,
  stage: Key,
  status: StageKind,
  note: Type.String(),
  noteSavedAt: nullable(Timestamp),
  budget: nullable(Money),
  fields: FieldValues,
  contact: nullable(
    Type.Object({
      id: Id,
      name: Type.String(),
      phone: nullable(Type.String()),
      email: nullable(Type.String()),
      ways: Type.Array(Way),
      timeZone: nullable(Type.String()),
      doNotCall: Type.Boolean({ description: 'he wants no calls: nobody is offered to call him' }),
      doNotMail: Type.Boolean(),
      returning: Type.Boolean(),
    }),
  ),
  company: nullable(Type.Object({ id: Id, name: Type.String(), returning: Type.Boolean() })),
  responsible: nullable(Named),
  createdAt: Timestamp,
  enteredAt: Timestamp,
  stayUntil: nullable(Timestamp),
  closedAt: nullable(Timestamp),
  lossReason: nullable(Type.String()),
  lossReasonName: nullable(Type.String()),
  loss: nullable(
    Type.Object(
      {
        stage: Key,
        review: Type.Union([Type.Literal('none'), Type.Literal('sample'), Type.Literal('pending'), Type.Literal('confirmed')]),
      },
      { description: 'of a lost deal: in which stage it was lost, and what became of the review; pending: the loss is conditional' },
    ),
  ),
  adoptedAt: nullable(Timestamp),
  mayAct: Type.Boolean({ description: 'whether who asks may work this deal, or only look at it' }),
  tasks: Type.Array(Task, { description: 'open ones, the earliest due first' }),
  linked: Type.Array(
    Type.Object({
      id: Id,
      number: Type.Integer(),
      pipeline: Key,
      pipelineName: Type.String(),
      stage: Key,
      stageName: Type.String(),
      status: StageKind,
      earlier: Type.Boolean(),
    }),
    { description: 'the deal from which this one was opened, and those that it opened' },
  ),
  clocks: Type.Array(DealClock, { description: 'what runs on this deal, the earliest first: what falls due next is its name' }),
  visits: Type.Array(StageVisit),
})
export type Deal = Static<typeof Deal>

/** What an act answered: the verdict, what followed by the regulation, and the deal as it stands now. */
export const ActAnswer = Type.Object({
  id: Id,
  allowed: Type.Boolean(),
  findings: Type.Array(Finding),
  refusals: Type.Array(Finding),
  followings: Type.Array(Following),
  deal: Deal,
})
export type ActAnswer = Static<typeof ActAnswer>

/** One act as it would be judged now without any further input (A10). */
export const PossibleAct = Type.Object({
  act: Type.Union([
    Type.Literal('move'),
    Type.Literal('edit'),
    Type.Literal('add-task'),
    Type.Literal('complete-task'),
    Type.Literal('no-answer'),
    Type.Literal('close'),
    Type.Literal('reopen'),
    Type.Literal('prolong'),
    Type.Literal('take'),
    Type.Literal('give-back'),
  ]),
  to: Type.Optional(Key),
  reason: Type.Optional(Type.String({ description: 'of a closing: each reason of loss is an act of its own' })),
  direction: Type.Optional(Type.Union([Type.Literal('forward'), Type.Literal('back'), Type.Literal('here')])),
  taskId: Type.Optional(Id),
  allowed: Type.Boolean(),
  mendable: Type.Boolean({
    description:
      'refused only for what the person can give in the same act: fields, note, reason, result, next task, evidence in the card, …',
  }),
  findings: Type.Array(Finding),
  refusals: Type.Array(Finding),
  followings: Type.Array(Following),
})
export type PossibleAct = Static<typeof PossibleAct>
export const PossibleActs = Type.Object({ dealId: Id, at: Timestamp, acts: Type.Array(PossibleAct) })
export type PossibleActs = Static<typeof PossibleActs>

export const NoteVersion = Type.Object({ text: Type.String(), at: Timestamp, by: nullable(Named) })
export type NoteVersion = Static<typeof NoteVersion>
export const NoteHistory = page(NoteVersion)

/** What an entry tells of: what was said with the client, tasks, the way of the deal, edits, words of colleagues, the regulation's doing. */
export const TimelineKind = Type.Union([
  Type.Literal('talks'),
  Type.Literal('tasks'),
  Type.Literal('moves'),
  Type.Literal('edits'),
  Type.Literal('comments'),
  Type.Literal('rules'),
])
export type TimelineKind = Static<typeof TimelineKind>

/** One entry of the timeline; `text` is what people wrote, `summary` the sentence in the language of the request. */
export const TimelineEntry = Type.Object({
  id: Type.String(),
  at: Timestamp,
  type: Type.String(),
  summary: Type.String(),
  text: nullable(Type.String()),
  by: nullable(Named),
  clause: nullable(Key),
  clauseNumber: nullable(Type.String()),
  refused: Type.Boolean(),
  kind: TimelineKind,
  mentions: Type.Optional(Type.Array(Named)),
  channel: Type.Optional(Type.String({ description: 'of a communication: call, mail, messenger, sms, meeting' })),
  outcome: Type.Optional(Type.String({ description: 'of a communication: how it ended, as it was written down' })),
  /** Of an exemption: how long it holds. */
  until: Type.Optional(Timestamp),
  lead: Type.Optional(
    Type.Object(
      { id: Id, channel: Type.String(), source: nullable(Type.String()), status: Type.String() },
      { description: 'an inquiry on the path of a client: how it came in, what became of it' },
    ),
  ),
  deal: Type.Optional(
    Type.Object({ id: Id, title: Type.String(), number: Type.Integer() }, { description: 'where several deals are told together' }),
  ),
})
export type TimelineEntry = Static<typeof TimelineEntry>
export const Timeline = Type.Object({
  ...page(TimelineEntry).properties,
  counts: Type.Optional(Type.Record(Type.String(), Type.Integer(), { description: 'of each kind; with the first page' })),
})
export type Timeline = Static<typeof Timeline>
