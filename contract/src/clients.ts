import { Type, type Static } from 'typebox'
import { Id, Key, Money, Named, nullable, page, Timestamp } from './common.ts'
import { Email } from './members.ts'
import { StageKind } from './pipelines.ts'

export const ContactCreation = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
    phone: Type.Optional(Type.String({ maxLength: 60 })),
    email: Type.Optional(Type.String({ maxLength: 254, description: 'an e-mail; empty is none' })),
    companyId: Type.Optional(Id),
  },
  { additionalProperties: false },
)
export type ContactCreation = Static<typeof ContactCreation>

export const WayKind = Type.Union([Type.Literal('phone'), Type.Literal('mail'), Type.Literal('messenger')])
export type WayKind = Static<typeof WayKind>
/** A way to a person; of his phones and of his e-mails one each is the main one. In addresses it is named `phone:+79033891228`. */
export const Way = Type.Object({
  kind: WayKind,
  value: Type.String({ description: 'E.164, small letters, `telegram:ivanov`' }),
  extension: nullable(Type.String()),
  main: Type.Boolean(),
  wrongAt: nullable(Timestamp),
})
export type Way = Static<typeof Way>

const WayValue = Type.String({ minLength: 1, maxLength: 254, pattern: '\\S' })
const Shared = Type.Optional(Type.Boolean({ description: 'it is known of another person, and belongs to both' }))
export const WayCreation = Type.Object(
  { kind: WayKind, value: WayValue, main: Type.Optional(Type.Boolean()), shared: Shared },
  { additionalProperties: false },
)
export type WayCreation = Static<typeof WayCreation>
/** What is changed of a way: its value, that it leads nowhere (or does again), that it is the main one from now on. */
export const WayEdit = Type.Object(
  { value: Type.Optional(WayValue), wrong: Type.Optional(Type.Boolean()), main: Type.Optional(Type.Literal(true)), shared: Shared },
  { additionalProperties: false, minProperties: 1 },
)
export type WayEdit = Static<typeof WayEdit>

export const Contact = Type.Object({
  id: Id,
  name: Type.String(),
  phone: nullable(Type.String({ description: 'E.164' })),
  email: nullable(Type.String()),
  ways: Type.Array(Way, { description: 'all of them: phones, e-mails, messengers; the main one of its kind first' }),
  position: nullable(Type.String({ description: 'in the company' })),
  timeZone: nullable(Type.String({ description: 'his own, else what his phone tells' })),
  doNotCall: Type.Boolean({ description: 'wants no calls: nobody is offered to call' }),
  doNotMail: Type.Boolean(),
  timeZoneOwn: Type.Boolean({ description: 'the zone was set by hand' }),
  companyId: nullable(Id),
  companyName: nullable(Type.String()),
  returning: Type.Boolean({ description: 'постоянный: has a won deal' }),
  mergedInto: nullable(Id),
  createdAt: Timestamp,
  version: Type.Integer({ description: 'also the ETag' }),
})
export type Contact = Static<typeof Contact>
export const ContactPage = page(Contact)

export const CompanyCreation = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
    inn: Type.Optional(Type.String({ pattern: '^\\d{10}(\\d{2})?$' })),
  },
  { additionalProperties: false },
)
export type CompanyCreation = Static<typeof CompanyCreation>
export const Company = Type.Object({
  id: Id,
  name: Type.String(),
  inn: nullable(Type.String()),
  site: nullable(Type.String()),
  returning: Type.Boolean(),
  mergedInto: nullable(Id),
  createdAt: Timestamp,
  version: Type.Integer({ description: 'also the ETag' }),
})
export type Company = Static<typeof Company>
export const CompanyPage = page(Company)

const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })

/** What is changed of a person; null empties. */
export const ContactEdit = Type.Object(
  {
    name: Type.Optional(Name),
    phone: Type.Optional(nullable(Type.String({ maxLength: 60 }))),
    email: Type.Optional(nullable(Email)),
    shared: Shared,
    position: Type.Optional(nullable(Type.String({ maxLength: 200 }))),
    timeZone: Type.Optional(nullable(Type.String({ maxLength: 60, description: 'null: what the phone tells' }))),
    companyId: Type.Optional(nullable(Id)),
    doNotCall: Type.Optional(Type.Boolean({ description: 'he has asked for no calls: nobody and nothing calls him any more' })),
    doNotMail: Type.Optional(Type.Boolean({ description: 'he has asked for no mail' })),
  },
  { additionalProperties: false, minProperties: 1 },
)
export type ContactEdit = Static<typeof ContactEdit>

/** What is changed of a company; null empties. */
export const CompanyEdit = Type.Object(
  {
    name: Type.Optional(Name),
    inn: Type.Optional(nullable(Type.String({ pattern: '^\\d{10}(\\d{2})?$' }))),
    site: Type.Optional(nullable(Type.String({ maxLength: 300 }))),
  },
  { additionalProperties: false, minProperties: 1 },
)
export type CompanyEdit = Static<typeof CompanyEdit>

/** One change of a client by hand: each thing with what it was and what it became. */
export const ClientChange = Type.Object({
  id: Id,
  at: Timestamp,
  by: Named,
  changes: Type.Array(Type.Object({ what: Type.String(), before: nullable(Type.String()), after: nullable(Type.String()) })),
})
export type ClientChange = Static<typeof ClientChange>
export const ClientChangePage = page(ClientChange)

/** One of a client's deals. */
export const ClientDeal = Type.Object({
  id: Id,
  number: Type.Integer(),
  title: Type.String(),
  pipeline: Key,
  stage: Key,
  stageName: Type.String(),
  status: StageKind,
  budget: nullable(Money),
  responsible: nullable(Named),
  createdAt: Timestamp,
  closedAt: nullable(Timestamp),
  lossReason: nullable(Type.String({ description: 'its name' })),
})
export type ClientDeal = Static<typeof ClientDeal>

const Sums = Type.Object({ count: Type.Integer(), sums: Type.Array(Money, { description: 'one for each currency' }) })
/** A client's deals in sight, the newest first, with what they come to; `hidden` are those of colleagues. */
export const ClientDeals = Type.Object({
  ...page(ClientDeal).properties,
  open: Sums,
  won: Sums,
  lost: Sums,
  hidden: Type.Integer(),
})
export type ClientDeals = Static<typeof ClientDeals>
