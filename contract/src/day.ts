import { Type, type Static } from 'typebox'
import { Id, Key, Money, Named, nullable, Timestamp } from './common.ts'
import { LoadChanges } from './notices.ts'
import { QualitySample } from './quality.ts'
import { Task } from './tasks.ts'

const Reason = Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S' })

/** Whom a row is about: enough to ring up or to write, without opening the card. */
export const RowClient = Type.Object({
  name: nullable(Type.String()),
  company: nullable(Type.String()),
  phone: nullable(Type.String()),
  email: nullable(Type.String()),
  returning: Type.Boolean(),
})
export type RowClient = Static<typeof RowClient>

export const RowDeal = Type.Object({
  id: Id,
  number: Type.Integer(),
  title: Type.String(),
  pipeline: Key,
  stage: Key,
  stageName: Type.String(),
  status: Type.Union([Type.Literal('open'), Type.Literal('won'), Type.Literal('lost')]),
  budget: nullable(Money),
  client: RowClient,
})
export type RowDeal = Static<typeof RowDeal>

/** Something of a client's that nobody has answered yet (D7). */
export const IncomingItem = Type.Object({
  id: Id,
  channel: Type.String(),
  outcome: Type.String(),
  kind: Type.String({ description: 'phone · mail · messenger · meeting: the kind of channel on which an answer counts' }),
  missedCall: Type.Boolean(),
  text: nullable(Type.String()),
  at: Timestamp,
  answerBy: nullable(Timestamp),
  clause: nullable(Key),
  clauseNumber: nullable(Type.String()),
  deal: RowDeal,
  responsible: nullable(Named),
})
export type IncomingItem = Static<typeof IncomingItem>

export const Incoming = Type.Object({
  at: Timestamp,
  items: Type.Array(IncomingItem),
  more: Type.Boolean(),
  counts: Type.Object({ mine: Type.Integer(), team: nullable(Type.Integer()), all: nullable(Type.Integer()) }),
  /** Handled by this person today: answered, called back or dismissed. */
  handledToday: Type.Integer(),
})
export type Incoming = Static<typeof Incoming>

export const DayTask = Type.Object({
  ...Task.properties,
  deal: RowDeal,
  noAnswer: Type.Boolean({ description: '«no answer» may be pressed on it' }),
})
export type DayTask = Static<typeof DayTask>

/** An inquiry given to somebody that is no deal yet and that nobody has answered (C10). */
export const DayLead = Type.Object({
  id: Id,
  title: nullable(Type.String({ description: 'who asks: the name, else what is known of him; null: only the phone' })),
  phone: nullable(Type.String({ description: 'E.164' })),
  company: nullable(Type.String()),
  about: nullable(Type.String({ description: 'the product, else the beginning of what he wrote' })),
  source: nullable(Type.String()),
  inquiredAt: Timestamp,
  answerBy: nullable(Timestamp),
})
export type DayLead = Static<typeof DayLead>

/** A deal that has not been looked at today; `suitable`: it also wants a touch today, and why (D8). */
export const DayReview = Type.Object({
  deal: RowDeal,
  suitable: Type.Boolean(),
  why: nullable(Type.Union([Type.Literal('task'), Type.Literal('touch'), Type.Literal('unanswered')])),
  nextTaskAt: nullable(Timestamp),
  looked: Type.Boolean(),
})
export type DayReview = Static<typeof DayReview>

/** What the regulation will do by itself if nobody does anything. */
export const Fate = Type.Object({
  at: Timestamp,
  clause: Key,
  number: Type.String(),
  text: Type.String(),
  deals: Type.Array(Named),
})
export type Fate = Static<typeof Fate>

export const DayLeft = Type.Object({
  kind: Type.Union([Type.Literal('task'), Type.Literal('incoming')]),
  id: Id,
  title: Type.String(),
  at: Timestamp,
  deal: Named,
})
export type DayLeft = Static<typeof DayLeft>

export const Carried = Type.Object({ ...DayLeft.properties, reason: Type.String(), dueAt: nullable(Timestamp) })
export type Carried = Static<typeof Carried>

/** One clause broken three times in a month by one member: to be talked over with him (J7). */
export const RepeatedBreach = Type.Object({
  id: Id,
  member: Named,
  clause: Key,
  number: nullable(Type.String()),
  title: Type.String(),
  month: Type.String(),
  breaches: Type.Integer(),
  dueAt: Timestamp,
})
export type RepeatedBreach = Static<typeof RepeatedBreach>

export const MyDay = Type.Object({
  at: Timestamp,
  day: Type.String({ description: 'the date in the zone of the company' }),
  closesAt: nullable(Timestamp),
  closed: nullable(Timestamp),
  incoming: Type.Array(IncomingItem),
  leads: Type.Array(DayLead),
  overdue: Type.Array(DayTask),
  today: Type.Array(DayTask),
  review: Type.Array(DayReview),
  done: Type.Array(DayTask),
  repeated: Type.Array(RepeatedBreach),
  /** Lost clients whom quality control calls today (H6). */
  calls: Type.Array(QualitySample),
  reviewed: Type.Object({ looked: Type.Integer(), active: Type.Integer(), touched: Type.Integer(), suitable: Type.Integer() }),
  load: Type.Object({
    open: Type.Integer(),
    min: nullable(Type.Integer()),
    max: nullable(Type.Integer()),
    belowSince: nullable(Timestamp),
    clause: nullable(Type.Object({ key: Key, number: Type.String() })),
  }),
  touches: Type.Object({ calls: Type.Integer(), letters: Type.Integer(), messages: Type.Integer(), meetings: Type.Integer() }),
  fate: Type.Array(Fate),
  clauses: Type.Record(Type.String(), Type.String(), { description: 'numbers of the clauses that the headings name, by key' }),
  tomorrow: Type.Object({ day: Type.String(), count: Type.Integer(), first: Type.Array(DayTask) }),
  left: Type.Array(DayLeft),
})
export type MyDay = Static<typeof MyDay>

export const DayClosingCreation = Type.Object(
  {
    carried: Type.Optional(
      Type.Array(
        Type.Object(
          {
            kind: Type.Union([Type.Literal('task'), Type.Literal('incoming')]),
            id: Id,
            reason: Reason,
            dueAt: Type.Optional(Timestamp),
          },
          { additionalProperties: false },
        ),
        { maxItems: 500 },
      ),
    ),
  },
  { additionalProperties: false },
)
export type DayClosingCreation = Static<typeof DayClosingCreation>

export const DayClosed = Type.Object({ day: Type.String(), closedAt: Timestamp, carried: Type.Integer() })
export type DayClosed = Static<typeof DayClosed>

/** How the day of one member stands, as his head sees it (D10). */
export const MemberDay = Type.Object({
  member: Named,
  role: Type.String(),
  away: Type.Boolean(),
  closedAt: nullable(Timestamp),
  load: Type.Integer(),
  left: Type.Object({ incoming: Type.Integer(), tasks: Type.Integer() }),
  reviewed: Type.Object({ looked: Type.Integer(), active: Type.Integer() }),
  carried: Type.Array(Carried),
  /** Fewer deals than his corridor asks for: since when, and what came and went in the thirty days before (D9); null: he has enough. */
  below: nullable(Type.Object({ since: Timestamp, ...LoadChanges.properties })),
})
export type MemberDay = Static<typeof MemberDay>

export const DayClosings = Type.Object({ day: Type.String(), closesAt: nullable(Timestamp), items: Type.Array(MemberDay) })
export type DayClosings = Static<typeof DayClosings>

export const BreachTalk = Type.Object({ result: Reason }, { additionalProperties: false })
export type BreachTalk = Static<typeof BreachTalk>
