import { Type, type Static } from 'typebox'
import { Id, Key, Named, nullable, Timestamp } from './common.ts'

/** A column of an uploaded file: what stands in it, the most frequent first; `more` where there are too many to tell. */
export const ImportColumn = Type.Object({
  name: Type.String(),
  filled: Type.Integer(),
  values: Type.Array(Type.Object({ value: Type.String(), rows: Type.Integer() })),
  more: Type.Boolean(),
})
export type ImportColumn = Static<typeof ImportColumn>

export const ImportFile = Type.Object({
  name: Type.String(),
  encoding: Type.String(),
  delimiter: Type.String(),
  rows: Type.Integer(),
  broken: Type.Integer({ description: 'rows that cannot be read; each is told in the report' }),
  columns: Type.Array(ImportColumn),
  preview: Type.Array(Type.Array(Type.String())),
})
export type ImportFile = Static<typeof ImportFile>

/** How a file is to be read, where it was found out wrongly. */
export const ImportReading = Type.Object(
  {
    encoding: Type.String({ minLength: 1, maxLength: 40, description: 'utf-8, utf-16le, utf-16be, windows-1251, koi8-r, ibm866 …' }),
    delimiter: Type.Union([Type.Literal(','), Type.Literal(';'), Type.Literal('tab'), Type.Literal('|')]),
  },
  { additionalProperties: false },
)
export type ImportReading = Static<typeof ImportReading>

export const ImportState = Type.Union([
  Type.Literal('made'),
  Type.Literal('waiting'),
  Type.Literal('running'),
  Type.Literal('done'),
  Type.Literal('failed'),
])
export type ImportState = Static<typeof ImportState>

/** What the rows of a file become. */
export const ImportBecomes = Type.Union([Type.Literal('deals'), Type.Literal('leads')])
export type ImportBecomes = Static<typeof ImportBecomes>

/** What an import has done. `lines` say it in words; `clauses` are what the regulation found in the adopted deals (J9). */
export const ImportResult = Type.Object({
  becomes: ImportBecomes,
  dryRun: Type.Boolean(),
  rows: Type.Integer(),
  adopted: Type.Object({ open: Type.Integer(), won: Type.Integer(), lost: Type.Integer() }),
  leads: Type.Object({
    new: Type.Integer(),
    inWork: Type.Integer(),
    rejected: Type.Integer(),
    converted: Type.Integer(),
    traces: Type.Integer({ description: 'rows that are one more trace of an inquiry that is here' }),
  }),
  already: Type.Integer(),
  rejected: Type.Integer(),
  remarked: Type.Integer(),
  clauses: Type.Array(Type.Object({ clause: Key, number: nullable(Type.String()), title: Type.String(), rows: Type.Integer() })),
  lines: Type.Array(Type.String()),
  durationMs: Type.Integer(),
})
export type ImportResult = Static<typeof ImportResult>

const Unsure = Type.Array(Type.String(), {
  description: 'values of the column of stages that say nothing: the guess has them in the first stage',
})

export const Import = Type.Object({
  id: Id,
  state: ImportState,
  by: Named,
  createdAt: Timestamp,
  finishedAt: nullable(Timestamp),
  main: nullable(Type.String()),
  files: Type.Array(ImportFile),
  mapping: Type.Unknown(),
  guess: Type.Unknown({ description: 'a mapping as the columns suggest it; null without a file' }),
  unsure: Unsure,
  dryRun: Type.Boolean(),
  rowsDone: Type.Integer(),
  result: nullable(ImportResult),
  faults: Type.Array(Type.Object({ path: Type.String(), message: Type.String() })),
  hasRejected: Type.Boolean(),
})
export type Import = Static<typeof Import>
export const ImportList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Id,
      state: ImportState,
      by: Named,
      createdAt: Timestamp,
      main: nullable(Type.String()),
      dryRun: Type.Boolean(),
      rowsDone: Type.Integer(),
    }),
  ),
})
export type ImportList = Static<typeof ImportList>

/** Runs an import by a mapping (docs/import.md); a dry run writes nothing and gives the same report. */
export const ImportRun = Type.Object(
  { main: Type.String({ minLength: 1, maxLength: 200 }), mapping: Type.Unknown(), dryRun: Type.Boolean() },
  { additionalProperties: false },
)
export type ImportRun = Static<typeof ImportRun>

/** Asks how the columns might be read; the pipeline is that of deals, and of deals that leads have become. */
export const ImportGuess = Type.Object(
  { main: Type.String({ minLength: 1, maxLength: 200 }), becomes: ImportBecomes, pipeline: Type.Optional(Key) },
  { additionalProperties: false },
)
export type ImportGuess = Static<typeof ImportGuess>
export const GuessedMapping = Type.Object({ mapping: Type.Unknown(), unsure: Unsure })
export type GuessedMapping = Static<typeof GuessedMapping>

/** Asks for the first rows as they will become; nothing is written. */
export const ImportPreviewAsked = Type.Object(
  { main: Type.String({ minLength: 1, maxLength: 200 }), mapping: Type.Unknown() },
  { additionalProperties: false },
)
export type ImportPreviewAsked = Static<typeof ImportPreviewAsked>
/** A row has a cell for each column, or the faults for which it will not come in. */
export const ImportPreview = Type.Object({
  columns: Type.Array(Type.Object({ key: Type.String(), name: Type.String() })),
  rows: Type.Array(
    Type.Object({
      line: Type.Integer(),
      cells: Type.Array(Type.String()),
      faults: Type.Array(Type.String()),
      remarks: Type.Array(Type.String()),
    }),
  ),
})
export type ImportPreview = Static<typeof ImportPreview>

export const SavedMapping = Type.Object({ id: Id, name: Type.String(), mapping: Type.Unknown(), createdAt: Timestamp })
export type SavedMapping = Static<typeof SavedMapping>
export const SavedMappingList = Type.Object({ items: Type.Array(SavedMapping) })
export type SavedMappingList = Static<typeof SavedMappingList>
export const SavedMappingCreation = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }), mapping: Type.Unknown() },
  { additionalProperties: false },
)
export type SavedMappingCreation = Static<typeof SavedMappingCreation>
