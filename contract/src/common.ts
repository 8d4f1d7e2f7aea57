import { Type, type Static, type TSchema } from 'typebox'

/** The languages of the interface; every word on screen exists in both (L5). */
export const Locale = Type.Union([Type.Literal('ru'), Type.Literal('en')])
export type Locale = Static<typeof Locale>

/** A uuid v7 made by the application. */
export const Id = Type.String({ format: 'uuid', description: 'UUID' })
/** A stable name such as `new-request`; never shown to people. */
export const Key = Type.String({ minLength: 1, maxLength: 64, pattern: '^[a-zA-Z0-9][a-zA-Z0-9._-]*$' })
/** RFC 3339 in UTC on the way out; any offset on the way in. */
export const Timestamp = Type.String({ format: 'date-time' })

/** An amount in minor units (kopecks, cents) of one currency. */
export const Money = Type.Object(
  {
    amount: Type.Integer({ minimum: -9_000_000_000_000_000, maximum: 9_000_000_000_000_000 }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  },
  { additionalProperties: false },
)
export type Money = Static<typeof Money>

/** What a client means to spend; only a sum may be below nought. */
export const Budget = Type.Object(
  { ...Money.properties, amount: Type.Integer({ minimum: 0, maximum: 9_000_000_000_000_000 }) },
  { additionalProperties: false },
)

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** A page of a list; `next` is passed back as `?after=` for the following page. */
export const page = <T extends TSchema>(item: T) => Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) })
export type Page<T> = { items: T[]; next?: string }

/** Someone or something named on a screen. */
export const Named = Type.Object({ id: Id, name: Type.String() })
export type Named = Static<typeof Named>

/** The value of a field on a card: text, number, list option key, date, yes/no; null empties it. */
export const FieldValue = Type.Union([Type.String({ maxLength: 4000 }), Type.Number(), Type.Boolean(), Type.Null()])
export type FieldValue = Static<typeof FieldValue>
export const FieldValues = Type.Record(Key, FieldValue, { maxProperties: 200 })
export type FieldValues = Static<typeof FieldValues>
