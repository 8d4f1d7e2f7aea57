import { Type, type Static } from 'typebox'
import { ActAnswer } from './deals.ts'
import { Budget, FieldValues, Id, Key, Money, Named, nullable, page, Timestamp } from './common.ts'
import { Finding, Following } from './verdict.ts'

/** How an inquiry came in (C1). */
export const InquiryChannel = Type.Union([
  Type.Literal('form'),
  Type.Literal('chat'),
  Type.Literal('messenger'),
  Type.Literal('sms'),
  Type.Literal('mail'),
  Type.Literal('call'),
  Type.Literal('missed-call'),
  Type.Literal('api'),
  Type.Literal('hand'),
  Type.Literal('import'),
])
export type InquiryChannel = Static<typeof InquiryChannel>

export const LeadStatus = Type.Union([Type.Literal('new'), Type.Literal('in-work'), Type.Literal('converted'), Type.Literal('rejected')])
export type LeadStatus = Static<typeof LeadStatus>

/** A client's account in a messenger: `telegram`, `@ivanov`. */
export const MessengerId = Type.Object(
  { kind: Type.String({ pattern: '^[a-z][a-z0-9-]{1,19}$' }), id: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }) },
  { additionalProperties: false },
)
export type MessengerId = Static<typeof MessengerId>

/** UTM marks and the like, as they stood in the address of the page. */
export const Campaign = Type.Record(Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }), Type.String({ maxLength: 500 }), {
  maxProperties: 30,
})
export type Campaign = Static<typeof Campaign>

const line = (maxLength: number) => Type.Optional(Type.String({ maxLength }))

/** What is known of an inquiry; every part may be missing but not all of name, phone, e-mail and messenger. */
const inquiry = {
  name: line(200),
  phone: line(100),
  email: line(254),
  messenger: Type.Optional(MessengerId),
  company: line(200),
  inn: Type.Optional(Type.String({ pattern: '^\\d{10}(\\d{2})?$' })),
  text: line(20_000),
  product: line(300),
  deadline: line(200),
  budget: Type.Optional(Budget),
  source: line(200),
  campaign: Type.Optional(Campaign),
  page: line(2000),
  fields: Type.Optional(FieldValues),
}

/** A lead by hand in two fields, or by a program with all that it knows (C1). */
export const LeadCreation = Type.Object(
  {
    ...inquiry,
    channel: Type.Optional(InquiryChannel),
    tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20 })),
    inquiredAt: Type.Optional(Timestamp),
    externalId: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'of the sender: the same one again is the same inquiry' }),
    ),
    responsibleId: Type.Optional(nullable(Id)),
  },
  { additionalProperties: false },
)
export type LeadCreation = Static<typeof LeadCreation>

const optionalLine = (maxLength: number) => Type.Optional(nullable(Type.String({ maxLength })))

/** An absent member stays as it is, null empties. A product, deadline or budget makes the deal in the same act (B7). */
export const LeadEdit = Type.Object(
  {
    name: optionalLine(200),
    phone: optionalLine(100),
    email: optionalLine(254),
    company: optionalLine(200),
    text: optionalLine(20_000),
    product: optionalLine(300),
    deadline: optionalLine(200),
    budget: Type.Optional(nullable(Budget)),
    source: optionalLine(200),
    fields: Type.Optional(FieldValues),
    status: Type.Optional(Type.Union([Type.Literal('new'), Type.Literal('in-work')])),
    responsibleId: Type.Optional(nullable(Id)),
    contactId: Type.Optional(nullable(Id)),
    doNotCall: Type.Optional(Type.Boolean({ description: 'he has asked for no calls' })),
    doNotMail: Type.Optional(Type.Boolean({ description: 'he has asked for no mail' })),
  },
  { additionalProperties: false, minProperties: 1 },
)
export type LeadEdit = Static<typeof LeadEdit>

export const LeadConversion = Type.Object(
  {
    dealId: Type.Optional(
      Type.String({ format: 'uuid', description: 'an open deal of which the lead is one more trace; left out: a new deal' }),
    ),
    pipelineId: Type.Optional(Type.String({ maxLength: 64, description: 'id or key; the sales pipeline when left out' })),
    contactId: Type.Optional(Id),
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })),
    note: Type.Optional(Type.String({ maxLength: 20_000 })),
    responsibleId: Type.Optional(nullable(Id)),
    confirmed: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type LeadConversion = Static<typeof LeadConversion>

export const LeadRejection = Type.Object(
  { reason: Key, comment: Type.Optional(Type.String({ maxLength: 2000 })) },
  { additionalProperties: false },
)
export type LeadRejection = Static<typeof LeadRejection>

/** A lead that was rejected by mistake is open again (C4). */
export const LeadReopening = Type.Object({}, { additionalProperties: false })

/** One act on many leads: what is done to each stands in its row. */
export const LeadBulk = Type.Object(
  {
    leadIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
    act: Type.Union([
      Type.Object({ kind: Type.Literal('reject'), ...LeadRejection.properties }, { additionalProperties: false }),
      Type.Object({ kind: Type.Literal('assign'), responsibleId: nullable(Id) }, { additionalProperties: false }),
    ]),
  },
  { additionalProperties: false },
)
export type LeadBulk = Static<typeof LeadBulk>
export const LeadBulkRow = Type.Object({
  leadId: Id,
  name: nullable(Type.String()),
  outcome: Type.Union([Type.Literal('done'), Type.Literal('unchanged'), Type.Literal('failed')]),
  why: nullable(Type.String({ description: 'why it could not be done' })),
})
export type LeadBulkRow = Static<typeof LeadBulkRow>
export const LeadBulkAnswer = Type.Object({ items: Type.Array(LeadBulkRow), done: Type.Integer(), failed: Type.Integer() })
export type LeadBulkAnswer = Static<typeof LeadBulkAnswer>

const LeadDeal = Type.Object({ id: Id, number: Type.Integer(), title: Type.String(), stage: Key, status: Type.String() })

/** How somebody came by a lead; `text` says it in the language of the request: «почему мне». */
export const LeadRoute = Type.Object({
  way: Type.String({ description: 'returning · stand-in · round-robin · least-loaded · source · product · exchange · creator · by-hand' }),
  clause: nullable(Key),
  clauseNumber: nullable(Type.String()),
  text: Type.String(),
  reservedFor: nullable(Named),
  reservedUntil: nullable(Timestamp),
})
export type LeadRoute = Static<typeof LeadRoute>

/** The speed of the first answer (C10). `workingMinutes` runs until the answer, or until now while there is none. */
export const FirstAnswer = Type.Object({
  dueAt: nullable(Timestamp),
  answeredAt: nullable(Timestamp),
  workingMinutes: nullable(Type.Integer()),
  late: Type.Boolean(),
})
export type FirstAnswer = Static<typeof FirstAnswer>

export const Lead = Type.Object({
  id: Id,
  version: Type.Integer({ description: 'also the ETag' }),
  status: LeadStatus,
  channel: InquiryChannel,
  name: nullable(Type.String()),
  phone: nullable(Type.String({ description: 'E.164, else as it was written' })),
  phoneExtension: nullable(Type.String({ description: 'digits to dial once it is answered' })),
  phoneIsGood: Type.Boolean({ description: 'false: it can be no number' }),
  email: nullable(Type.String()),
  messenger: nullable(MessengerId),
  company: nullable(Type.String()),
  inn: nullable(Type.String()),
  text: nullable(Type.String()),
  product: nullable(Type.String()),
  deadline: nullable(Type.String()),
  budget: nullable(Money),
  source: nullable(Type.String()),
  campaign: Type.Record(Type.String(), Type.String()),
  page: nullable(Type.String()),
  tags: Type.Array(Type.String()),
  fields: Type.Record(Type.String(), Type.Unknown(), { description: 'what came with it and has no place of its own' }),
  doNotCall: Type.Boolean(),
  doNotMail: Type.Boolean(),
  returning: Type.Boolean({ description: 'постоянный клиент (C3)' }),
  contact: nullable(Named),
  client: nullable(Named),
  deal: nullable(LeadDeal),
  responsible: nullable(Named),
  route: LeadRoute,
  firstAnswer: FirstAnswer,
  traces: Type.Integer({ description: 'how often the same inquiry came in' }),
  alike: Type.Integer({ description: 'others with the same phone, e-mail or messenger that are not merged' }),
  inquiredAt: Timestamp,
  createdAt: Timestamp,
  closedAt: nullable(Timestamp),
  rejection: nullable(Type.Object({ reason: Key, name: Type.String(), comment: nullable(Type.String()) })),
  mergedInto: nullable(Id),
  mayAct: Type.Boolean({ description: 'whether who asks may work this lead, or only look at it' }),
  offer: nullable(
    Type.Object(
      { act: Type.Literal('conversion'), clause: Key, clauseNumber: nullable(Type.String()), text: Type.String() },
      { description: 'what a clause in mode warn offers to do with it (B7)' },
    ),
  ),
  mayTake: Type.Boolean({ description: 'it is nobody’s, and who asks may take it into work' }),
})
export type Lead = Static<typeof Lead>
export const LeadPage = page(Lead)

/** An inquiry that a deal was made of: from where it came (C1). */
export const DealInquiry = Type.Object({
  id: Id,
  channel: InquiryChannel,
  via: nullable(Type.String({ description: 'the name of the form or webhook' })),
  source: nullable(Type.String()),
  campaign: Type.Record(Type.String(), Type.String()),
  page: nullable(Type.String()),
  product: nullable(Type.String()),
  deadline: nullable(Type.String({ description: 'as the client wrote it' })),
  inquiredAt: Timestamp,
})
export type DealInquiry = Static<typeof DealInquiry>
export const DealInquiryList = Type.Object({ items: Type.Array(DealInquiry) })
/** The names of the campaigns (`utm_campaign`) that inquiries have come by; or of their sources. */
export const LeadCampaignList = Type.Object({ items: Type.Array(Type.String()) })

/** One way by which the inquiry came in, with all that was sent. */
export const LeadTrace = Type.Object({
  id: Id,
  at: Timestamp,
  channel: InquiryChannel,
  via: nullable(Type.String({ description: 'the name of the form or webhook' })),
  source: nullable(Type.String()),
  campaign: Type.Record(Type.String(), Type.String()),
  page: nullable(Type.String()),
  text: nullable(Type.String()),
  payload: Type.Record(Type.String(), Type.Unknown()),
})
export type LeadTrace = Static<typeof LeadTrace>

export const LeadEvent = Type.Object({
  id: Type.String(),
  at: Timestamp,
  type: Type.String(),
  summary: Type.String(),
  by: nullable(Named),
  clause: nullable(Key),
  clauseNumber: nullable(Type.String()),
})
export type LeadEvent = Static<typeof LeadEvent>

/** A letter that a clause sent: by mail, or by phone as a text. */
export const LeadLetter = Type.Object({
  template: Key,
  kind: nullable(Type.String()),
  at: Timestamp,
  sentAt: nullable(Timestamp),
  clause: nullable(Key),
  clauseNumber: nullable(Type.String()),
})
export type LeadLetter = Static<typeof LeadLetter>

/** What a colleague has learned of a lead; it goes along into the note of its deal. */
export const LeadComment = Type.Object({ id: Id, at: Timestamp, by: Named, text: Type.String() })
export type LeadComment = Static<typeof LeadComment>
export const LeadCommentCreation = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: 4000, pattern: '\\S' }) },
  { additionalProperties: false },
)
export type LeadCommentCreation = Static<typeof LeadCommentCreation>

export const LeadCard = Type.Object({
  ...Lead.properties,
  comments: Type.Array(LeadComment),
  knownBy: Type.Array(Type.String(), { description: 'phone · mail · messenger: by what the client was known again when it came in' }),
  traceList: Type.Array(LeadTrace),
  letters: Type.Array(LeadLetter, { description: 'what went out to the client by itself' }),
  history: Type.Array(LeadEvent),
})
export type LeadCard = Static<typeof LeadCard>

/** What an act on a lead answered: the verdict where the regulation was asked, the deal where there is one. */
export const LeadActAnswer = Type.Object({
  id: Id,
  lead: Lead,
  becomes: Type.String({ description: 'deal · lead · interaction · unanswered · trace · lead-trace · rejected' }),
  allowed: Type.Boolean(),
  findings: Type.Array(Finding),
  refusals: Type.Array(Finding),
  followings: Type.Array(Following),
  dealId: nullable(Id),
  deal: nullable(ActAnswer.properties.deal),
})
export type LeadActAnswer = Static<typeof LeadActAnswer>

/** An inquiry that was written down: of a colleague's client only who has it now is told, not what he has. */
export const LeadArrived = Type.Object({
  ...LeadActAnswer.properties,
  lead: nullable(Lead),
  passedTo: nullable(Named),
})
export type LeadArrived = Static<typeof LeadArrived>

/** Reasons of bad leads, a list of the company (C4). */
export const LeadReason = Type.Object({
  id: Id,
  key: Key,
  name: Type.Object({ ru: Type.String(), en: Type.String() }),
  used: Type.Boolean(),
  leads: Type.Integer({ description: 'that have it; 1001 means more than 1,000' }),
  retired: Type.Boolean({ description: 'offered no more; old leads have it' }),
  replacedBy: nullable(Key),
  version: Type.Integer(),
})
export type LeadReason = Static<typeof LeadReason>
export const LeadReasonList = Type.Object({ items: Type.Array(LeadReason) })
const ReasonName = Type.Object(
  { ru: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }), en: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }) },
  { additionalProperties: false },
)
export const LeadReasonCreation = Type.Object({ key: Key, name: ReasonName }, { additionalProperties: false })
export type LeadReasonCreation = Static<typeof LeadReasonCreation>
export const LeadReasonEdit = Type.Object(
  { name: Type.Optional(ReasonName), retired: Type.Optional(Type.Boolean()), replacedBy: Type.Optional(nullable(Key)) },
  { additionalProperties: false, minProperties: 1 },
)
export type LeadReasonEdit = Static<typeof LeadReasonEdit>
export const LeadReasonOrder = Type.Object({ ids: Type.Array(Id, { maxItems: 500, uniqueItems: true }) }, { additionalProperties: false })

/** Somebody or something that may be the same, with what is the same and what differs (C2). */
export const Suggestion = Type.Object({
  kind: Type.Union([Type.Literal('contact'), Type.Literal('company'), Type.Literal('lead')]),
  id: Id,
  name: Type.String(),
  detail: nullable(Type.String({ description: 'company of a person, INN of a company, status of a lead' })),
  score: Type.Number({ minimum: 0, maximum: 1 }),
  sure: Type.Boolean(),
  same: Type.Array(
    Type.Object({
      what: Type.String({ description: 'phone · email · messenger · inn · domain · name · company · product' }),
      value: Type.String(),
    }),
  ),
  differs: Type.Array(Type.Object({ what: Type.String(), ours: Type.String(), theirs: Type.String() })),
  returning: Type.Boolean(),
  at: nullable(Timestamp),
  deal: nullable(LeadDeal),
  merge: nullable(
    Type.Object({ survivorId: Id, mergedId: Id }, { description: 'which of the two would go into which; null: the two can’t be one' }),
  ),
})
export type Suggestion = Static<typeof Suggestion>
export const SuggestionList = Type.Object({ items: Type.Array(Suggestion) })

/** The other one goes into this one; all its history comes along, and it can be taken back (C2). */
export const MergeCreation = Type.Object(
  { id: Type.String({ format: 'uuid', description: 'the one that goes in' }) },
  { additionalProperties: false },
)
export const Merge = Type.Object({
  id: Id,
  kind: Type.Union([Type.Literal('contact'), Type.Literal('company'), Type.Literal('lead')]),
  survivorId: Id,
  mergedId: Id,
  mergedName: Type.String(),
  at: Timestamp,
  by: nullable(Named),
  undoneAt: nullable(Timestamp),
  moved: Type.Record(Type.String(), Type.Integer(), { description: 'how many deals, leads, contacts came along' }),
})
export type Merge = Static<typeof Merge>
export const MergeList = Type.Object({ items: Type.Array(Merge) })

/** How fast inquiries were answered (C10). Minutes are working minutes; what is neither in time nor late still has time. */
const answerFigures = {
  inquiries: Type.Integer(),
  answered: Type.Integer(),
  inTime: Type.Integer({ description: 'answered within the term of the clause' }),
  late: Type.Integer({ description: 'answered after the term, or not yet answered when it had passed' }),
  medianMinutes: nullable(Type.Number()),
  averageMinutes: nullable(Type.Number()),
}
/** The first answer, all told and per manager; `responsible: null` is the exchange (C10). */
export const FirstAnswerReport = Type.Object({
  from: Timestamp,
  until: Timestamp,
  term: nullable(
    Type.Object({ clause: Type.String(), clauseNumber: Type.String(), text: Type.String({ description: 'the term as it is said' }) }),
  ),
  whole: Type.Object(answerFigures),
  items: Type.Array(Type.Object({ responsible: nullable(Named), ...answerFigures })),
})
export type FirstAnswerReport = Static<typeof FirstAnswerReport>
