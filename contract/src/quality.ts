import { Type, type Static } from 'typebox'
import { Id, Key, Money, Named, nullable, page, Timestamp } from './common.ts'
import { Finding, Mode } from './verdict.ts'

const Comment = Type.String({ maxLength: 4000 })
const Reason = Type.Object({ key: Key, name: Type.String(), kind: Type.String() })

export const ReviewState = Type.Union([
  Type.Literal('pending'),
  Type.Literal('confirmed'),
  Type.Literal('returned'),
  Type.Literal('withdrawn'),
])
export type ReviewState = Static<typeof ReviewState>
export const SampleState = Type.Union([
  Type.Literal('drawn'),
  Type.Literal('real'),
  Type.Literal('false'),
  Type.Literal('not-reached', { description: 'nobody answered as often as the regulation asks for' }),
  Type.Literal('withdrawn'),
])
export type SampleState = Static<typeof SampleState>

/** A deal as lists of losses name it. */
export const LostDealName = Type.Object({ id: Id, number: Type.Integer(), title: Type.String(), client: nullable(Type.String()) })
export type LostDealName = Static<typeof LostDealName>

/** One closing of a deal as lost, as the list of reviews shows it (H5). */
export const ClosingReview = Type.Object({
  id: Id,
  deal: LostDealName,
  reason: Reason,
  stage: nullable(Type.String({ description: 'the stage that it left, by name' })),
  budget: nullable(Money),
  closedAt: Timestamp,
  closedBy: nullable(Named),
  responsible: nullable(Named),
  review: Type.String({ description: 'none · sample · pending · confirmed · returned · withdrawn' }),
  reviewer: nullable(Named),
  dueAt: nullable(Timestamp),
  signs: Type.Integer({ description: 'signs of the client since the loss, evidence against it (H4)' }),
  mayJudge: Type.Boolean(),
  why: nullable(Type.String({ description: 'why this person may not give the verdict' })),
})
export type ClosingReview = Static<typeof ClosingReview>
export const ClosingReviewPage = page(ClosingReview)
export type ClosingReviewPage = Static<typeof ClosingReviewPage>

/** A guard of the closing as it stood at the loss: kept, broken, let past (H5). */
export const ClosingCheck = Type.Object({
  clause: Key,
  number: Type.String(),
  title: Type.String(),
  mode: Mode,
  state: Type.Union([Type.Literal('kept'), Type.Literal('broken'), Type.Literal('exempt')]),
  finding: nullable(Finding),
})
export type ClosingCheck = Static<typeof ClosingCheck>

/** What proves a loss: a communication of the card, or a file put into it. */
export const Proof = Type.Object({
  id: Id,
  kind: Type.Union([Type.Literal('interaction'), Type.Literal('file')]),
  at: Timestamp,
  by: nullable(Named),
  channel: nullable(Type.String()),
  direction: nullable(Type.String()),
  outcome: nullable(Type.String()),
  text: nullable(Type.String()),
  file: nullable(Type.Object({ name: Type.String(), type: Type.String(), bytes: Type.Integer() })),
})
export type Proof = Static<typeof Proof>

/** Everything that a reviewer looks at before the verdict. */
export const ClosingReviewDetail = Type.Object({
  ...ClosingReview.properties,
  comment: nullable(Type.String()),
  criterion: nullable(Type.String()),
  until: nullable(Timestamp),
  duplicateOf: nullable(LostDealName),
  createdAt: Timestamp,
  heardAt: Timestamp,
  talkedAt: nullable(Timestamp),
  phone: nullable(Type.String()),
  email: nullable(Type.String()),
  /** How often each channel was tried, since the client was last heard and in all. */
  attempts: Type.Array(
    Type.Object({
      kind: Type.String(),
      sinceHeard: Type.Integer(),
      all: Type.Integer(),
      known: Type.Boolean(),
      lastAt: nullable(Timestamp),
    }),
  ),
  checks: Type.Array(ClosingCheck),
  /** The version of the regulation by which the clauses are ticked: the one that was in force at the loss. */
  judgedBy: nullable(Type.Object({ version: Type.Integer(), inForce: Type.Boolean() })),
  evidence: Type.Array(Proof),
  /** What the client sent or said after the loss. */
  signsAfter: Type.Array(Proof),
  visits: Type.Array(
    Type.Object({ stage: Type.String(), enteredAt: Timestamp, leftAt: nullable(Timestamp), reason: nullable(Type.String()) }),
  ),
  interactions: Type.Array(Proof),
  verdict: nullable(
    Type.Object({
      verdict: Type.String(),
      by: nullable(Named),
      at: Timestamp,
      comment: nullable(Type.String()),
      returnedTo: nullable(Named),
    }),
  ),
  next: nullable(Id),
})
export type ClosingReviewDetail = Static<typeof ClosingReviewDetail>

/** The verdict of a closing review; a returned deal goes to a member, or with null to the exchange; left out: to whose it was. */
export const ReviewVerdict = Type.Object(
  {
    verdict: Type.Union([Type.Literal('confirmed'), Type.Literal('returned')]),
    comment: Type.Optional(Comment),
    responsibleId: Type.Optional(nullable(Id)),
    confirmed: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type ReviewVerdict = Static<typeof ReviewVerdict>

/** A loss drawn for a call of quality control (H6). */
export const QualitySample = Type.Object({
  id: Id,
  deal: LostDealName,
  reason: Reason,
  budget: nullable(Money),
  phone: nullable(Type.String()),
  email: nullable(Type.String()),
  closedAt: Timestamp,
  closedBy: nullable(Named),
  responsible: nullable(Named),
  comment: nullable(Type.String()),
  state: SampleState,
  caller: nullable(Named),
  dueAt: Timestamp,
  tries: Type.Integer({ description: 'calls that nobody answered' }),
  triedAt: nullable(Timestamp),
  againAt: nullable(Timestamp),
  calledAt: nullable(Timestamp),
  calledBy: nullable(Named),
  falseLoss: nullable(Type.Object({ key: Key, name: Type.String() })),
  note: nullable(Type.String()),
  mayJudge: Type.Boolean(),
  why: nullable(Type.String()),
})
export type QualitySample = Static<typeof QualitySample>
export const QualitySamplePage = Type.Object({
  items: Type.Array(QualitySample),
  next: Type.Optional(Type.String()),
  falseLosses: Type.Array(Type.Object({ key: Key, name: Type.String() })),
})
export type QualitySamplePage = Static<typeof QualitySamplePage>

/** What came of the call; `no-answer`: of this one nothing, the loss stays to be called about. */
export const SampleVerdict = Type.Object(
  {
    verdict: Type.Union([Type.Literal('real'), Type.Literal('false'), Type.Literal('no-answer')]),
    falseLoss: Type.Optional(Key),
    note: Type.Optional(Comment),
    responsibleId: Type.Optional(nullable(Id)),
    confirmed: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type SampleVerdict = Static<typeof SampleVerdict>

/** Who is meant of those who were lost (H7); what is left out does not narrow. Sums are in minor units of `currency`. */
export const LostSegment = Type.Object(
  {
    reasons: Type.Optional(Type.Array(Key, { maxItems: 50 })),
    closedFrom: Type.Optional(Timestamp),
    closedTo: Type.Optional(Timestamp),
    sumFrom: Type.Optional(Type.Integer({ minimum: 0, maximum: 9_000_000_000_000_000 })),
    sumTo: Type.Optional(Type.Integer({ minimum: 0, maximum: 9_000_000_000_000_000 })),
    currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
    source: Type.Optional(Type.String({ maxLength: 200 })),
    niche: Type.Optional(Type.String({ maxLength: 200 })),
    product: Type.Optional(Type.String({ maxLength: 200, description: 'part of what his inquiry asked for' })),
    responsible: Type.Optional(Id),
  },
  { additionalProperties: false },
)
export type LostSegment = Static<typeof LostSegment>

export const LostDeal = Type.Object({
  id: Id,
  deal: LostDealName,
  reason: Reason,
  stage: nullable(Type.String()),
  budget: nullable(Money),
  source: nullable(Type.String()),
  niche: nullable(Type.String()),
  closedAt: Timestamp,
  responsible: nullable(Named),
  review: Type.String(),
  until: nullable(Timestamp),
})
export type LostDeal = Static<typeof LostDeal>
export const LostDealPage = page(LostDeal)
export type LostDealPage = Static<typeof LostDealPage>

/** How many a segment holds: exactly up to a limit, `more` beyond it; and what stands in it by reason. */
export const LostSummary = Type.Object({
  count: Type.Integer(),
  more: Type.Boolean(),
  sums: Type.Array(Money),
  byReason: Type.Array(Type.Object({ key: Key, name: Type.String(), count: Type.Integer() })),
})
export type LostSummary = Static<typeof LostSummary>

export const LostCampaignCreation = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
    kind: Type.Union([Type.Literal('deals'), Type.Literal('letters')]),
    goesTo: Type.Optional(Type.Union([Type.Literal('same'), Type.Literal('exchange')])),
    perDay: Type.Integer({ minimum: 1, maximum: 500 }),
    segment: LostSegment,
  },
  { additionalProperties: false },
)
export type LostCampaignCreation = Static<typeof LostCampaignCreation>

/** A campaign with what has come of it so far. */
export const LostCampaign = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.Union([Type.Literal('deals'), Type.Literal('letters')]),
  goesTo: Type.Union([Type.Literal('same'), Type.Literal('exchange')]),
  perDay: Type.Integer(),
  segment: LostSegment,
  createdBy: nullable(Named),
  createdAt: Timestamp,
  state: Type.Union([Type.Literal('running'), Type.Literal('finished'), Type.Literal('stopped')]),
  nextAt: nullable(Timestamp),
  targets: Type.Integer(),
  done: Type.Integer(),
  skipped: Type.Integer(),
  answered: Type.Integer({ description: 'clients heard since' }),
  open: Type.Integer({ description: 'deals of it that are open now' }),
  won: Type.Integer(),
  wonSums: Type.Array(Money),
})
export type LostCampaign = Static<typeof LostCampaign>
export const LostCampaignList = Type.Object({ items: Type.Array(LostCampaign) })

/** A file in a card. */
export const CardFile = Type.Object({
  id: Id,
  name: Type.String(),
  type: Type.String(),
  bytes: Type.Integer(),
  createdAt: Timestamp,
  by: nullable(Named),
})
export type CardFile = Static<typeof CardFile>
export const CardFileList = Type.Object({ items: Type.Array(CardFile) })

/** Who may get a returned deal, with his load; `full`: nothing more can be given to him (D9). */
export const Receivers = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      role: Type.String(),
      load: Type.Integer(),
      max: nullable(Type.Integer()),
      away: Type.Boolean(),
    }),
  ),
})
export type Receivers = Static<typeof Receivers>
