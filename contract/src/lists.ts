import { Type, type Static } from 'typebox'
import { Closure } from './losing.ts'
import { Id, Key, Money, Named, nullable } from './common.ts'
import { StageMove } from './deals.ts'
import { TaskDraft } from './tasks.ts'
import { Finding } from './verdict.ts'

const keys = Type.String({ maxLength: 1000, pattern: '^[a-zA-Z0-9._-]+(,[a-zA-Z0-9._-]+)*$', description: 'keys by comma: any of them' })
/** A span of days, as lists and reports are asked for it. */
export const dates = (what: string) =>
  Type.Optional(
    Type.String({
      maxLength: 40,
      pattern:
        '^(\\d{4}-\\d\\d-\\d\\d)?\\.\\.(\\d{4}-\\d\\d-\\d\\d)?$|^(today|yesterday|tomorrow|this-week|next-week|last-week|this-month|last-month|last-7-days|last-30-days)$',
      description: `${what}: \`2026-03-01..2026-03-31\` with either end open, both days included, or a span by name`,
    }),
  )

/** What narrows a board, a table, an export or the numbers above them; the same words stand in the address bar. */
export const DealFilters = {
  responsible: Type.Optional(
    Type.String({
      maxLength: 4000,
      pattern: '^$|^(none|me|[0-9a-fA-F-]{36})(,(none|me|[0-9a-fA-F-]{36}))*$',
      description: 'member ids by comma; me: who asks; none: the exchange',
    }),
  ),
  team: Type.Optional(Id),
  field: Type.Optional(
    Type.Array(Type.String({ maxLength: 300, pattern: '^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}:' }), {
      maxItems: 40,
      description:
        '`key:value`, given again for another value of the same field (any of them) or for another field (all of them); `key:` means empty; `key:10..20` a range of numbers or dates',
    }),
  ),
  created: dates('created'),
  entered: dates('entered its stage'),
  nextTask: dates('the next task is due'),
  budget: Type.Optional(
    Type.String({ maxLength: 40, pattern: '^\\d{0,16}\\.\\.\\d{0,16}$', description: 'minor units: `100000..500000`' }),
  ),
  currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$', description: 'of the budget; that of the workspace when left out' })),
  state: Type.Optional(
    Type.String({
      pattern: '^(overdue|stuck|untouched|broken)(,(overdue|stuck|untouched|broken))*$',
      description: 'all of: its task is overdue · too long in its stage · not touched in time · any clause is broken',
    }),
  ),
  clause: Type.Optional(keys),
  campaign: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: 'utm_campaign of one of its inquiries' })),
  returning: Type.Optional(Type.Boolean({ description: 'of a client who has bought before' })),
  q: Type.Optional(
    Type.String({ maxLength: 200, description: 'beginnings of words of the title or the client, or the number of the deal' }),
  ),
}
const Filters = Type.Object(DealFilters)
export type DealFilters = Static<typeof Filters>

/** What only the table narrows by: a board shows one pipeline, every stage of it. */
export const TableFilters = {
  ...DealFilters,
  pipeline: Type.Optional(Type.String({ maxLength: 64 })),
  stage: Type.Optional(keys),
  status: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('won'), Type.Literal('lost')])),
}

/** How many deals and for how much; `more`: there are more than were counted. */
export const DealNumbers = Type.Object({ count: Type.Integer(), more: Type.Boolean(), sums: Type.Array(Money) })
export type DealNumbers = Static<typeof DealNumbers>

/** A group of the table: a stage, a person, a campaign, or with an empty key nobody and none in particular. */
export const DealGroup = Type.Object({ key: Type.String(), name: Type.String(), ...DealNumbers.properties })
export type DealGroup = Static<typeof DealGroup>
export const DealGroups = Type.Object({ items: Type.Array(DealGroup), ...DealNumbers.properties })
export type DealGroups = Static<typeof DealGroups>

/** How deals lately went through a stage: the median stay, and which share went on. Null while too few have left it. */
export const StagePace = Type.Object({
  stage: Key,
  visits: Type.Integer({ description: 'the latest that ended; the figures come from these' }),
  medianSeconds: nullable(Type.Integer()),
  onward: nullable(Type.Number({ description: 'share that went forward, 0 to 1' })),
})
export type StagePace = Static<typeof StagePace>
export const Pace = Type.Object({ items: Type.Array(StagePace) })
export type Pace = Static<typeof Pace>

const bulkMax = 500
const { confirmed: _, ...moveOfBulk } = StageMove.properties
const { reason, comment, criterion, until } = Closure.properties

/** One act on many deals. What belongs to one deal alone (evidence, the surviving double) is not given here: its row says so. */
export const BulkAct = Type.Union([
  Type.Object({ kind: Type.Literal('move'), ...moveOfBulk }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('assign'), responsibleId: nullable(Id) }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('add-task'), task: TaskDraft }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('close'), reason, comment, criterion, until }, { additionalProperties: false }),
])
export type BulkAct = Static<typeof BulkAct>

export const Bulk = Type.Object(
  {
    dealIds: Type.Array(Id, { minItems: 1, maxItems: bulkMax, uniqueItems: true }),
    act: BulkAct,
    confirmed: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type Bulk = Static<typeof Bulk>

/** What became of one deal: done, refused by the regulation with its reasons, or not to be had at all, with the words why. */
export const BulkRow = Type.Object({
  dealId: Id,
  title: nullable(Type.String()),
  outcome: Type.Union([Type.Literal('done'), Type.Literal('unchanged'), Type.Literal('refused'), Type.Literal('failed')]),
  findings: Type.Array(Finding),
  refusals: Type.Array(Finding),
  why: nullable(Type.String()),
})
export type BulkRow = Static<typeof BulkRow>
export const BulkAnswer = Type.Object({ items: Type.Array(BulkRow), done: Type.Integer(), refused: Type.Integer() })
export type BulkAnswer = Static<typeof BulkAnswer>

const viewName = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })
const viewQuery = Type.Record(
  Type.String({ maxLength: 40 }),
  Type.Union([Type.String({ maxLength: 4000 }), Type.Array(Type.String({ maxLength: 300 }), { maxItems: 40 })]),
  {
    maxProperties: 40,
    description: 'what stands in the address bar',
  },
)
const screen = Type.Union([Type.Literal('board'), Type.Literal('table')])

/** A view that somebody saved for himself or for everybody. */
export const SavedView = Type.Object({
  id: Id,
  name: Type.String(),
  screen,
  shared: Type.Boolean(),
  query: viewQuery,
  owner: Named,
  mine: Type.Boolean(),
  version: Type.Integer({ description: 'also the ETag' }),
})
export type SavedView = Static<typeof SavedView>
export const SavedViews = Type.Object({ items: Type.Array(SavedView) })

export const ViewCreation = Type.Object(
  { name: viewName, screen, query: viewQuery, shared: Type.Boolean({ default: false }) },
  { additionalProperties: false },
)
export type ViewCreation = Static<typeof ViewCreation>
export const ViewEdit = Type.Object(
  { name: Type.Optional(viewName), query: Type.Optional(viewQuery), screen: Type.Optional(screen), shared: Type.Optional(Type.Boolean()) },
  { additionalProperties: false, minProperties: 1 },
)
export type ViewEdit = Static<typeof ViewEdit>
