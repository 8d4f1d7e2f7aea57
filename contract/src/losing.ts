import { Type, type Static } from 'typebox'
import { Id, Key, Named, nullable, page, Timestamp } from './common.ts'

const confirmed = Type.Optional(Type.Boolean())
const Reason = Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' })

export const Closure = Type.Object(
  {
    reason: Key,
    evidence: Type.Optional(Type.Array(Id, { maxItems: 50 })),
    comment: Type.Optional(Type.String({ maxLength: 4000 })),
    criterion: Type.Optional(Key),
    until: Type.Optional(Timestamp),
    duplicateOf: Type.Optional(Id),
    confirmed,
  },
  { additionalProperties: false },
)
export type Closure = Static<typeof Closure>

export const Reopening = Type.Object(
  { reason: Type.Optional(Type.String({ maxLength: 2000 })), responsibleId: Type.Optional(nullable(Id)), confirmed },
  { additionalProperties: false },
)
export type Reopening = Static<typeof Reopening>

export const Prolongation = Type.Object({ until: Timestamp, reason: Reason, confirmed }, { additionalProperties: false })
export type Prolongation = Static<typeof Prolongation>

export const ExemptionCreation = Type.Object({ clause: Key, reason: Reason, until: Timestamp }, { additionalProperties: false })
export type ExemptionCreation = Static<typeof ExemptionCreation>

/** One deal let past one clause for a time; `uses` counts the acts that it has let past (A7). */
export const Exemption = Type.Object({
  id: Id,
  clause: Key,
  number: nullable(Type.String()),
  title: Type.String(),
  reason: Type.String(),
  until: Timestamp,
  by: Named,
  createdAt: Timestamp,
  uses: Type.Integer(),
})
export type Exemption = Static<typeof Exemption>
export const ExemptionList = Type.Object({ items: Type.Array(Exemption) })

/** A span in which somebody is away; at its start his tasks go to the stand-in (D11). */
export const AbsenceCreation = Type.Object(
  { memberId: Id, from: Timestamp, until: Timestamp, standInId: Type.Optional(nullable(Id)) },
  { additionalProperties: false },
)
export type AbsenceCreation = Static<typeof AbsenceCreation>
export const Absence = Type.Object({
  id: Id,
  member: Named,
  from: Timestamp,
  until: Timestamp,
  standIn: nullable(Named),
  begun: Type.Boolean({ description: 'his tasks have been handed to the stand-in' }),
})
export type Absence = Static<typeof Absence>
export const AbsenceList = Type.Object({ items: Type.Array(Absence) })

export const Channel = Type.Union([
  Type.Literal('call'),
  Type.Literal('mail'),
  Type.Literal('sms'),
  Type.Literal('chat'),
  Type.Literal('messenger'),
  Type.Literal('meeting'),
])
export type Channel = Static<typeof Channel>
export const InteractionOutcome = Type.Union([
  Type.Literal('talked'),
  Type.Literal('no-answer'),
  Type.Literal('busy'),
  Type.Literal('wrong-number'),
  Type.Literal('missed'),
  Type.Literal('sent'),
  Type.Literal('bounced'),
  Type.Literal('received'),
  Type.Literal('auto-reply'),
  Type.Literal('held'),
  Type.Literal('cancelled'),
])
export type InteractionOutcome = Static<typeof InteractionOutcome>

/** A communication written down by hand (regulation §3): what happened, when, and what came of it. */
export const InteractionCreation = Type.Object(
  {
    channel: Channel,
    direction: Type.Union([Type.Literal('in'), Type.Literal('out')]),
    outcome: InteractionOutcome,
    text: Type.Optional(Type.String({ maxLength: 20_000 })),
    at: Type.Optional(Timestamp),
    seconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
    namedAt: Type.Optional(Timestamp),
    way: Type.Optional(
      Type.String({
        maxLength: 254,
        description: 'of a wrong number or a letter that came back: which of his; without it the first that led to him',
      }),
    ),
    confirmed,
  },
  { additionalProperties: false },
)
export type InteractionCreation = Static<typeof InteractionCreation>

export const Interaction = Type.Object({
  id: Id,
  channel: Type.String(),
  direction: Type.String(),
  outcome: Type.String(),
  at: Timestamp,
  seconds: nullable(Type.Integer()),
  text: nullable(Type.String()),
  by: nullable(Named),
  dismissedAt: nullable(Timestamp),
})
export type Interaction = Static<typeof Interaction>
export const InteractionPage = page(Interaction)

export const NoAnswer = Type.Object({ note: Type.Optional(Type.String({ maxLength: 2000 })), confirmed }, { additionalProperties: false })
export type NoAnswer = Static<typeof NoAnswer>
export const Dismissal = Type.Object({ reason: Reason }, { additionalProperties: false })
export type Dismissal = Static<typeof Dismissal>

/** A clause that does not hold, from an instant until it is mended. */
export const Breach = Type.Object({
  id: Id,
  clause: Key,
  number: nullable(Type.String()),
  title: Type.String(),
  about: Type.String(),
  /** Null where the clause is about the member himself. */
  deal: nullable(Named),
  /** A lead that is no deal yet. */
  lead: nullable(Named),
  member: nullable(Named),
  from: Timestamp,
  until: nullable(Timestamp),
  mode: Type.String(),
})
export type Breach = Static<typeof Breach>
export const BreachPage = page(Breach)

/** One of the clocks that run on a deal, by its name; the earliest wins (regulation §7). */
export const DealClock = Type.Object({
  clause: Key,
  number: Type.String(),
  title: Type.String(),
  name: Type.String({ description: 'what the clock is called while it runs: the title names the breach' }),
  about: Type.String(),
  from: Timestamp,
  /** Shown ahead of its end from then on; null: shown as long as it runs. */
  shownFrom: nullable(Timestamp),
  over: Type.Boolean(),
})
export type DealClock = Static<typeof DealClock>

export const SandboxClock = Type.Object({ now: Timestamp }, { additionalProperties: false })
export type SandboxClock = Static<typeof SandboxClock>

/** Reasons of loss with their kind, and the criteria by which a company drops a deal (regulation §8). */
export const LossReasons = Type.Object({
  items: Type.Array(
    Type.Object({
      key: Key,
      name: Type.String(),
      kind: Type.String(),
      asks: Type.Union([Type.Literal('nothing'), Type.Literal('date'), Type.Literal('deal')], {
        description: 'what has to be named besides: the date of a postponed deal, the deal that goes on',
      }),
      retired: Type.Boolean({ description: 'offered no more; old deals have it' }),
    }),
  ),
  criteria: Type.Array(Type.Object({ key: Key, name: Type.String() })),
})
export type LossReasons = Static<typeof LossReasons>
