import { Type, type Static } from 'typebox'
import { Id, Key, nullable, Timestamp } from './common.ts'
import { FieldType } from './pipelines.ts'

/** How often something of a list is used: on deals now (counted up to 1,001), and in what was before. */
export const ListUse = Type.Object({
  key: Type.String(),
  deals: Type.Integer({ description: 'deals that have it now; 1001 means more than 1,000' }),
  earlier: Type.Integer({ description: 'what is over: closings that were reopened or renamed, tasks that are done' }),
})
export type ListUse = Static<typeof ListUse>
export const ListUses = Type.Object({ items: Type.Array(ListUse) })

/** What is carried over because a list has changed, and how far it is. */
export const ReplacementRun = Type.Object({
  id: Id,
  what: Type.Union([Type.Literal('loss-reason'), Type.Literal('task-kind'), Type.Literal('field'), Type.Literal('lead-reason')]),
  field: nullable(Key),
  from: Type.String(),
  to: Type.String(),
  fromName: Type.String(),
  toName: Type.String(),
  by: nullable(Type.String()),
  at: Timestamp,
  done: Type.Integer(),
  finished: Type.Boolean(),
})
export type ReplacementRun = Static<typeof ReplacementRun>
export const ReplacementRunList = Type.Object({ items: Type.Array(ReplacementRun) })

const FieldName = Type.Object(
  { ru: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }), en: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }) },
  { additionalProperties: false },
)
/** A choice of a field that is a list, as those see it who keep the list. */
export const FieldOption = Type.Object(
  {
    key: Type.String({ minLength: 1, maxLength: 200 }),
    name: Type.Object({ ru: Type.String({ minLength: 1, maxLength: 200 }), en: Type.String({ minLength: 1, maxLength: 200 }) }),
    adopted: Type.Optional(Type.Boolean({ description: 'came with an import as it was written there' })),
    retired: Type.Optional(Type.Boolean({ description: 'offered no more; what has it keeps it' })),
    replacedBy: Type.Optional(
      Type.String({ maxLength: 200, description: 'the option that takes its place, also in what comes in from outside' }),
    ),
  },
  { additionalProperties: false },
)
export type FieldOption = Static<typeof FieldOption>

/** A field of the deal card with all that can be changed in it; `version` goes out as ETag and comes back as If-Match. */
export const FieldSettings = Type.Object({
  key: Key,
  name: Type.Object({ ru: Type.String(), en: Type.String() }),
  type: FieldType,
  system: Type.Boolean(),
  retired: Type.Boolean(),
  options: Type.Array(FieldOption),
  requiredAt: Type.Array(Type.Object({ pipeline: Type.String(), stage: Type.String() }), {
    description: 'names of stages that ask for it',
  }),
  version: Type.Integer(),
})
export type FieldSettings = Static<typeof FieldSettings>
export const FieldSettingsList = Type.Object({ items: Type.Array(FieldSettings) })

export const FieldCreation = Type.Object(
  { key: Key, name: FieldName, type: FieldType, options: Type.Optional(Type.Array(FieldOption, { maxItems: 2000 })) },
  { additionalProperties: false },
)
export type FieldCreation = Static<typeof FieldCreation>
/** What changes in a field; its list is given whole, in its order. Key and type never change. */
export const FieldEdit = Type.Object(
  {
    name: Type.Optional(FieldName),
    retired: Type.Optional(Type.Boolean()),
    options: Type.Optional(Type.Array(FieldOption, { maxItems: 2000 })),
  },
  { additionalProperties: false, minProperties: 1 },
)
export type FieldEdit = Static<typeof FieldEdit>
export const FieldOrder = Type.Object({ keys: Type.Array(Key, { maxItems: 500, uniqueItems: true }) }, { additionalProperties: false })

/** What refers to a field besides the cards: stages that ask for it, clauses, saved views, forms, webhooks, mappings of imports. */
export const FieldReference = Type.Object({
  what: Type.Union([
    Type.Literal('stage'),
    Type.Literal('clause'),
    Type.Literal('view'),
    Type.Literal('form'),
    Type.Literal('webhook'),
    Type.Literal('mapping'),
  ]),
  name: Type.String(),
  option: nullable(Type.String({ description: 'the option that it names; null: the field itself' })),
})
export type FieldReference = Static<typeof FieldReference>
export const FieldUses = Type.Object({
  deals: Type.Integer({ description: 'deals in which it is filled; 1001 means more than 1,000' }),
  options: Type.Array(ListUse),
  references: Type.Array(FieldReference),
})
export type FieldUses = Static<typeof FieldUses>

/** A stretch of a day in minutes since midnight; closing itself is not working time. */
export const WorkSpan = Type.Object(
  { open: Type.Integer({ minimum: 0, maximum: 1440 }), close: Type.Integer({ minimum: 0, maximum: 1440 }) },
  { additionalProperties: false },
)
const Spans = Type.Array(WorkSpan, { maxItems: 6, description: 'in order; none: a day off' })
const weekdays = { mon: Spans, tue: Spans, wed: Spans, thu: Spans, fri: Spans, sat: Spans, sun: Spans }
export const CalendarEdit = Type.Object(
  {
    timeZone: Type.String({ minLength: 1, maxLength: 64, description: 'IANA name, e.g. Europe/Moscow' }),
    week: Type.Object(weekdays, { additionalProperties: false }),
    days: Type.Array(
      Type.Object(
        { date: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }), spans: Spans },
        { additionalProperties: false, description: 'a single date with other hours than its weekday' },
      ),
      { maxItems: 4000 },
    ),
  },
  { additionalProperties: false },
)
export type CalendarEdit = Static<typeof CalendarEdit>
/** The working calendar of the company: every term in working time runs on it (A8). */
export const WorkingCalendar = Type.Object({
  ...CalendarEdit.properties,
  own: Type.Boolean({ description: 'changed by the company; else as shipped' }),
  version: Type.Integer(),
  shipped: Type.Array(Type.Object({ date: Type.String(), spans: Spans }), {
    description: 'days of the Russian production calendar by these hours',
  }),
  today: Type.String({ description: 'the local date' }),
  recheck: nullable(
    Type.Object(
      { deals: Type.Integer(), done: Type.Integer(), finished: Type.Boolean() },
      { description: 'open deals being reckoned anew' },
    ),
  ),
})
export type WorkingCalendar = Static<typeof WorkingCalendar>
/** What a calendar would change: of the open deals, how many were looked at (the nearest first) and of how many a term moves. */
export const CalendarPreview = Type.Object({
  deals: Type.Integer({ description: 'open deals; all of them are reckoned anew' }),
  looked: Type.Integer(),
  moves: Type.Integer({ description: 'of those looked at: a term or the due of a task moves' }),
})
export type CalendarPreview = Static<typeof CalendarPreview>
