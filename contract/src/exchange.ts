import { Type, type Static } from 'typebox'
import { Id, Key, Money, Named, nullable, page, Timestamp } from './common.ts'
import { Finding } from './verdict.ts'

const confirmed = Type.Optional(Type.Boolean())
const Count = Type.Integer({ minimum: 0 })

export const Taking = Type.Object({ confirmed }, { additionalProperties: false })
export type Taking = Static<typeof Taking>

/** Back to the exchange; the reason is read by who takes the deal next (I2). */
export const GivingBack = Type.Object(
  { reason: Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S' }), confirmed },
  { additionalProperties: false },
)
export type GivingBack = Static<typeof GivingBack>

/** How many open deals somebody has, beside how many he should have and may have; null: no bound (D9). */
export const Load = Type.Object({ open: Type.Integer(), min: nullable(Type.Integer()), max: nullable(Type.Integer()) })
export type Load = Static<typeof Load>

/** How a deal came to the exchange. */
export const WhyWaiting = Type.Union([
  Type.Literal('new'),
  Type.Literal('given-back'),
  Type.Literal('assigned'),
  Type.Literal('reopened'),
  Type.Literal('overdue'),
  Type.Literal('silence'),
  Type.Literal('release'),
])
export type WhyWaiting = Static<typeof WhyWaiting>

/** A deal that waits for somebody: since when, why, who had it, and whether who asks may take it (I1, I4). */
export const WaitingDeal = Type.Object({
  id: Id,
  number: Type.Integer(),
  title: Type.String(),
  pipeline: Key,
  stage: Key,
  client: nullable(Type.String()),
  returning: Type.Boolean(),
  source: nullable(Type.String({ description: 'key of the option of the field source' })),
  budget: nullable(Money),
  task: nullable(Type.Object({ kind: Key, title: Type.String(), dueAt: Timestamp })),
  waitsSince: Timestamp,
  waitsUntil: nullable(Timestamp),
  why: WhyWaiting,
  clause: nullable(Type.Object({ key: Key, number: Type.String() }, { description: 'by which it came here by itself' })),
  reason: nullable(Type.String({ description: 'what who gave it back wrote' })),
  past: Type.Array(Named, { description: 'who had it before, the latest first' }),
  reserved: nullable(Type.Object({ member: Named, until: Timestamp })),
  mayTake: Type.Boolean(),
  refusals: Type.Array(Finding, { description: 'why not' }),
})
export type WaitingDeal = Static<typeof WaitingDeal>

/** The exchange as who asks sees it; counts and load come with the first page. */
export const Exchange = Type.Object({
  ...page(WaitingDeal).properties,
  at: Timestamp,
  counts: Type.Object({
    waiting: Count,
    takeable: Count,
    more: Type.Boolean({ description: 'so many wait that takeable was counted for the oldest only' }),
    takenToday: Count,
    medianMinutes: nullable(Type.Integer({ description: 'working minutes that what was taken today had waited' })),
  }),
  load: Load,
})
export type Exchange = Static<typeof Exchange>

/** How many wait, for the rail. */
export const ExchangeCount = Type.Object({ waiting: Count })
export type ExchangeCount = Static<typeof ExchangeCount>

// ── Release (I3) ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

export const ReleaseCreation = Type.Object(
  {
    deadline: Type.Optional(Timestamp),
    keep: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000, description: 'how many each may mark' })),
    memberIds: Type.Optional(
      Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true, description: 'left out: all sellers in sight who have open deals' }),
    ),
  },
  { additionalProperties: false },
)
export type ReleaseCreation = Static<typeof ReleaseCreation>

export const ReleaseState = Type.Union([
  Type.Literal('open'),
  Type.Literal('running'),
  Type.Literal('done'),
  Type.Literal('cancelled'),
  Type.Literal('undoing'),
  Type.Literal('undone'),
])
export type ReleaseState = Static<typeof ReleaseState>

/** What a release does to one manager: before its deadline as it would be now, afterwards as it was. */
export const ReleaseMember = Type.Object({
  member: Named,
  open: Count,
  marked: Count,
  always: Count,
  goes: Count,
  gone: Count,
  taken: Count,
  returned: Count,
  noRoom: Count,
})
export type ReleaseMember = Static<typeof ReleaseMember>

export const Release = Type.Object({
  id: Id,
  state: ReleaseState,
  deadline: Timestamp,
  keep: Count,
  alwaysKept: Type.Array(Key),
  openedBy: Named,
  openedAt: Timestamp,
  undoUntil: nullable(Timestamp),
  mayManage: Type.Boolean(),
  members: Type.Array(ReleaseMember),
  mine: nullable(Type.Object({ marked: Type.Array(Id), open: Count, always: Count, goes: Count })),
})
export type Release = Static<typeof Release>
export const ReleaseList = Type.Object({ items: Type.Array(Release) })
export type ReleaseList = Static<typeof ReleaseList>

/** One deal of a called manager, and what becomes of it. */
export const ReleaseDeal = Type.Object({
  id: Id,
  number: Type.Integer(),
  title: Type.String(),
  stage: Key,
  client: nullable(Type.String()),
  budget: nullable(Money),
  state: Type.Union([
    Type.Literal('marked'),
    Type.Literal('always'),
    Type.Literal('goes'),
    Type.Literal('gone'),
    Type.Literal('stayed'),
    Type.Literal('taken'),
    Type.Literal('returned'),
    Type.Literal('no-room'),
  ]),
})
export type ReleaseDeal = Static<typeof ReleaseDeal>
export const ReleaseDealPage = page(ReleaseDeal)
