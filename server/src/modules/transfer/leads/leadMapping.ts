import { Type, type Static } from 'typebox'
import { Budget, closed, Column, DateChain, DateFormat, FileReading, Key, Responsible, Source, Template, Values } from '../mappingParts.ts'

/** Words of a column that mean yes: `{ "column": "Do Not Call", "values": ["Yes"] }`. */
const Yes = Type.Object({ column: Column, values: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1 }) }, closed)

/** What became of a lead in the former system. A rejected one names its reason, a converted one the stage that its deal has reached. */
export const LeadOutcome = Type.Union([
  Type.Object({ is: Type.Enum(['new', 'in-work']) }, closed),
  Type.Object({ is: Type.Literal('rejected'), reason: Key }, closed),
  Type.Object({ is: Type.Literal('converted'), stage: Key }, closed),
])
export type LeadOutcome = Static<typeof LeadOutcome>

/** How the columns of somebody else's file become leads here (L3, C1). The user guide is docs/import.md. */
export const LeadMapping = Type.Object(
  {
    $comment: Type.Optional(Type.String()),
    becomes: Type.Literal('leads'),
    source: Source,
    reading: Type.Optional(FileReading),
    /** The number in the former system; without one the row itself is its number. */
    externalId: Type.Optional(Template),
    name: Type.Optional(Template),
    phone: Type.Optional(Template),
    email: Type.Optional(Template),
    telegram: Type.Optional(Template),
    whatsapp: Type.Optional(Template),
    country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
    company: Type.Optional(Template),
    inn: Type.Optional(Template),
    text: Type.Optional(Template),
    product: Type.Optional(Template),
    deadline: Type.Optional(Template),
    page: Type.Optional(Template),
    budget: Type.Optional(Budget),
    /** Where the client heard of the company: the source of the lead. */
    cameFrom: Type.Optional(
      Type.Object(
        { column: Type.Optional(Column), values: Type.Optional(Values), default: Type.Optional(Type.String({ maxLength: 200 })) },
        closed,
      ),
    ),
    campaign: Type.Optional(Type.Record(Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }), Column)),
    tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20 })),
    /** Fields under a name of their own; those called like a field of the deal go along when it is made. */
    fields: Type.Optional(Type.Record(Key, Column)),
    /** Columns that stand nowhere above: kept under their own names unless it says `drop`. */
    others: Type.Optional(Type.Enum(['keep', 'drop'])),
    doNotCall: Type.Optional(Yes),
    doNotMail: Type.Optional(Yes),
    outcome: Type.Optional(
      Type.Object({ column: Column, values: Type.Record(Type.String(), LeadOutcome), default: Type.Optional(LeadOutcome) }, closed),
    ),
    /** Of deals that converted leads have become. */
    pipeline: Type.Optional(Type.String({ minLength: 1 })),
    title: Type.Optional(Template),
    responsible: Type.Optional(Responsible),
    dates: Type.Optional(Type.Object({ format: DateFormat, inquired: Type.Optional(DateChain), closed: Type.Optional(DateChain) }, closed)),
  },
  closed,
)
export type LeadMapping = Static<typeof LeadMapping>
