import { Type, type Static } from 'typebox'

export const closed = { additionalProperties: false }
export const Column = Type.String({ minLength: 1, maxLength: 300 })
/** Text with columns in braces: `{product} — {account}`. */
export const Template = Type.String({ minLength: 1, maxLength: 2_000 })
export const Key = Type.String({ pattern: '^[a-zA-Z0-9][a-zA-Z0-9._-]*$', maxLength: 64 })
/** From what stands in a cell to what it means here. */
export const Values = Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 200 }))
export const FileName = Type.String({ minLength: 1, maxLength: 1_000 })
export const Name = Type.Object(
  { ru: Type.String({ minLength: 1, maxLength: 200 }), en: Type.String({ minLength: 1, maxLength: 200 }) },
  closed,
)
export const Role = Type.Enum(['manager', 'trainee', 'head', 'account-manager'])

/** Where a date comes from: a column, the earliest or latest date that the row has, or the moment of the import. */
const DateSource = Type.Union([
  Type.Object({ column: Column }, closed),
  Type.Literal('earliest-known'),
  Type.Literal('latest-known'),
  Type.Literal('import-date'),
])
export const DateChain = Type.Array(DateSource, { minItems: 1, maxItems: 10 })

export type DateChain = Static<typeof DateChain>

export const DateFormat = Type.Enum(['iso', 'dd.mm.yyyy', 'dd/mm/yyyy', 'mm/dd/yyyy'])
export type DateFormat = Static<typeof DateFormat>

/** Names the former system; with the number there it makes a thing known again. */
export const Source = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' })
export const FileReading = Type.Object(
  {
    encoding: Type.Optional(Type.String({ minLength: 1 })),
    delimiter: Type.Optional(Type.String({ minLength: 1 })),
    /** Words that mean that nothing stands there: `-`, `NULL`, `Select`. */
    emptyValues: Type.Optional(Type.Array(Type.String())),
  },
  closed,
)
export const Budget = Type.Object(
  {
    column: Column,
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    currencyColumn: Type.Optional(Column),
    decimal: Type.Optional(Type.Enum(['.', ','])),
  },
  closed,
)
export const Responsible = Type.Object(
  {
    column: Column,
    email: Type.Optional(Column),
    values: Type.Optional(Values),
    unknown: Type.Optional(Type.Enum(['make', 'exchange', 'reject'])),
    role: Type.Optional(Role),
  },
  closed,
)
