import { siteFormParts, type SiteFormPart } from '@reglament/kernel/siteForm'
import { Type, type Static } from 'typebox'
import { Id, Key, nullable, page, Timestamp } from './common.ts'
import { InquiryChannel } from './leads.ts'

/** From a name in the form, or a path into what a webhook sends (`data.phone`), to a part of the lead. */
export const IntakeMapping = Type.Record(Type.String({ minLength: 1, maxLength: 200 }), Type.String({ minLength: 1, maxLength: 64 }), {
  maxProperties: 100,
  description:
    'name | phone | email | telegram | whatsapp | company | inn | text | product | deadline | budget | source | page | ignore | field:<key>; names that are not here are recognised by what they are called, and kept',
})
export type IntakeMapping = Static<typeof IntakeMapping>

const Tags = Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20 })
const Title = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
const defaults = {
  mapping: Type.Optional(IntakeMapping),
  source: Type.Optional(nullable(Type.String({ maxLength: 200 }))),
  product: Type.Optional(nullable(Type.String({ maxLength: 300 }))),
  tags: Type.Optional(Tags),
  perMinute: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, description: 'how often one address may send' })),
  enabled: Type.Optional(Type.Boolean()),
}

/** What visitors fill in, in this order; of a form that stands on the site already it is only the offered code. */
export const SiteFormField = Type.Object(
  {
    part: Type.Unsafe<SiteFormPart>(Type.Union(siteFormParts.map((part) => Type.Literal(part)))),
    label: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    required: Type.Boolean(),
  },
  { additionalProperties: false },
)
const SiteFormFields = Type.Array(SiteFormField, { minItems: 1, maxItems: 10 })

/** A form of a site: what its fields mean, and how it is kept from robots. */
const formSettings = {
  ...defaults,
  fields: Type.Optional(SiteFormFields),
  button: Type.Optional(Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })),
  honeypot: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z_][A-Za-z0-9_-]*$' }))),
  secondsMin: Type.Optional(Type.Integer({ minimum: 0, maximum: 600 })),
  origins: Type.Optional(Type.Array(Type.String({ maxLength: 300, pattern: '^(\\*|https?://[^/\\s]+)$' }), { maxItems: 50 })),
  successUrl: Type.Optional(nullable(Type.String({ maxLength: 1000, pattern: '^https?://' }))),
}
export const FormCreation = Type.Object({ name: Title, ...formSettings }, { additionalProperties: false })
export type FormCreation = Static<typeof FormCreation>
export const FormEdit = Type.Object({ name: Type.Optional(Title), ...formSettings }, { additionalProperties: false, minProperties: 1 })
export type FormEdit = Static<typeof FormEdit>

const seen = { submissions: Type.Integer(), lastAt: nullable(Timestamp) }
export const Form = Type.Object({
  id: Id,
  key: Type.String({ description: 'public, stands in the address' }),
  version: Type.Integer(),
  name: Type.String(),
  fields: SiteFormFields,
  button: Type.String(),
  mapping: IntakeMapping,
  source: nullable(Type.String()),
  product: nullable(Type.String()),
  tags: Tags,
  perMinute: Type.Integer(),
  honeypot: nullable(Type.String()),
  secondsMin: Type.Integer(),
  origins: Type.Array(Type.String()),
  successUrl: nullable(Type.String()),
  enabled: Type.Boolean(),
  address: Type.String({ description: 'where the form is sent to' }),
  snippet: Type.String({ description: 'HTML to paste into the page' }),
  createdAt: Timestamp,
  ...seen,
})
export type Form = Static<typeof Form>
export const FormList = Type.Object({ items: Type.Array(Form) })

const hookSettings = {
  ...defaults,
  channel: Type.Optional(InquiryChannel),
  idPath: Type.Optional(nullable(Type.String({ maxLength: 200, description: 'where the sender puts the id of its event' }))),
  signature: Type.Optional(
    nullable(
      Type.Object(
        {
          kind: Type.Union([Type.Literal('token'), Type.Literal('hmac-sha256')]),
          header: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]{0,63}$' }),
          secret: Type.String({ minLength: 8, maxLength: 200, description: 'never answered back' }),
        },
        { additionalProperties: false },
      ),
    ),
  ),
}
export const WebhookInCreation = Type.Object({ name: Title, ...hookSettings }, { additionalProperties: false })
export type WebhookInCreation = Static<typeof WebhookInCreation>
export const WebhookInEdit = Type.Object({ name: Type.Optional(Title), ...hookSettings }, { additionalProperties: false, minProperties: 1 })
export type WebhookInEdit = Static<typeof WebhookInEdit>
export const WebhookIn = Type.Object({
  id: Id,
  version: Type.Integer(),
  name: Type.String(),
  channel: InquiryChannel,
  mapping: IntakeMapping,
  source: nullable(Type.String()),
  product: nullable(Type.String()),
  tags: Tags,
  perMinute: Type.Integer(),
  idPath: nullable(Type.String()),
  signature: nullable(Type.Object({ kind: Type.String(), header: Type.String() })),
  enabled: Type.Boolean(),
  createdAt: Timestamp,
  ...seen,
})
export type WebhookIn = Static<typeof WebhookIn>
export const WebhookInList = Type.Object({ items: Type.Array(WebhookIn) })
/** What came last through a form or a webhook, read into names and texts: paths of which a mapping is made. */
export const DoorSample = Type.Object({
  receivedAt: nullable(Timestamp),
  parts: Type.Array(Type.Object({ path: Type.String(), value: Type.String() })),
  /** What became of it; null where nothing came yet. */
  became: nullable(
    Type.Object({
      id: Id,
      state: Type.Union([
        Type.Literal('received', { description: 'stored, and taken in in a moment' }),
        Type.Literal('processed'),
        Type.Literal('waiting', { description: 'in the quarantine' }),
        Type.Literal('spam'),
        Type.Literal('dismissed'),
      ]),
      fault: nullable(Type.String()),
      leadId: nullable(Id),
      dealId: nullable(Id),
    }),
  ),
})
export type DoorSample = Static<typeof DoorSample>

/** The address has the key in it and is shown once. */
export const WebhookInCreated = Type.Object({ ...WebhookIn.properties, address: Type.String() })
export type WebhookInCreated = Static<typeof WebhookInCreated>

/** An event as the other program would send it: JSON, as text. */
export const WebhookTrial = Type.Object({ body: Type.String({ minLength: 1, maxLength: 100_000 }) }, { additionalProperties: false })
export type WebhookTrial = Static<typeof WebhookTrial>
/** Under which number the trial was stored, and how it was signed: what the other program has to send with the same bytes. */
export const WebhookTried = Type.Object({
  id: Id,
  arrived: Type.Literal(true),
  signed: nullable(Type.Object({ header: Type.String(), value: nullable(Type.String({ description: 'not told of a token' })) })),
})
export type WebhookTried = Static<typeof WebhookTried>

/** The answer to a site or a sender: that it has arrived, and under which number. */
export const Arrived = Type.Object({ id: Id, arrived: Type.Literal(true) })
export type Arrived = Static<typeof Arrived>

/** Something that arrived and was not understood, or looks like a robot's (C1). */
export const QuarantineItem = Type.Object({
  id: Id,
  state: Type.Union([Type.Literal('waiting'), Type.Literal('spam')]),
  via: Type.Union([Type.Literal('form'), Type.Literal('webhook'), Type.Literal('api'), Type.Literal('import')]),
  viaId: nullable(Id),
  viaName: nullable(Type.String()),
  receivedAt: Timestamp,
  contentType: nullable(Type.String()),
  bytes: Type.Integer(),
  fault: Type.Object({ code: Key, text: Type.String() }),
  body: Type.String({ description: 'as text; what is no text is shown as signs of replacement' }),
  whole: Type.Boolean({
    description: 'the list shows the first 2,000 signs of what is longer; the rest, and what is read in it, is told of one',
  }),
  parts: Type.Record(Type.String(), Type.String(), { description: 'as far as it could be read' }),
})
export type QuarantineItem = Static<typeof QuarantineItem>
export const QuarantinePage = page(QuarantineItem)

/** Played again as it is, or with what a person has read in it. */
export const Replay = Type.Object(
  {
    parts: Type.Optional(
      Type.Object(
        {
          name: Type.Optional(Type.String({ maxLength: 200 })),
          phone: Type.Optional(Type.String({ maxLength: 100 })),
          email: Type.Optional(Type.String({ maxLength: 254 })),
          company: Type.Optional(Type.String({ maxLength: 200 })),
          text: Type.Optional(Type.String({ maxLength: 20_000 })),
          product: Type.Optional(Type.String({ maxLength: 300 })),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
export type Replay = Static<typeof Replay>
export const ReplayAnswer = Type.Object({ id: Id, leadId: nullable(Id), dealId: nullable(Id), becomes: nullable(Type.String()) })
export type ReplayAnswer = Static<typeof ReplayAnswer>
