import type { Named, NoteVersion, Page, Timeline, TimelineKind } from '@reglament/contract'
import { formatInstant } from '@reglament/kernel'
import { type DealEvent, type Language, namesIn, type Regulation, type Replacement, speech } from '@reglament/regulation'
import { sql, type RawBuilder } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import type { Db } from '../../platform/database.ts'
import type { Book } from '../rulebook/index.ts'
import { readBook } from './qualification/book.ts'
import { timelineWords, type Told } from './timelineWords.ts'

type Row = {
  position: number
  type: DealEvent['type']
  at: number
  actor_id: string | null
  actor_name: string | null
  clause: string | null
  data: never
  /** What the task was then: the ladder makes another kind of it later. */
  task_kind: string | null
  task_text: string | null
  result: string | null
  reason: string | null
  said: string | null
  outcome: string | null
  given_back: string | null
  to_name: string | null
  comment: string | null
  answer: string | null
  inquired: string | null
  mentions: Named[] | null
  deal_id: string
  deal_title: string
  deal_number: number
}

/** Entries that say nothing to a person are left out: facts for rules, and what a neighbouring entry tells already. */
const silent = new Set<DealEvent['type']>([
  'would-do',
  'would-refuse',
  'breach-closed',
  'silent-stepped',
  'release-due',
  'fell-due',
  'call-rang',
  'cascade-planned',
])

function told(regulation: Regulation, row: Row, language: Language, asked: ReadonlyMap<string, string>): Told {
  const say = speech(regulation, language)
  const task = row.task_kind === null ? '' : (row.task_text ?? say.taskKind(row.task_kind))
  return {
    type: row.type,
    data: row.data,
    task,
    to: row.to_name,
    say,
    currencyLocale: language,
    question: questionOf(row, asked),
    outcome: row.outcome,
    ...names(regulation, row, language),
    ...(row.type === 'value-replaced' && { replaced: replacedNames(regulation, row.data, language) }),
  }
}

/** What was replaced, by its names: those of a list that is no more are told by their keys. */
function replacedNames(regulation: Regulation, { what, field, from, to }: Replacement, language: Language): [string, string] {
  const names = namesIn(regulation, language)
  const nameOf = (key: string) =>
    what === 'field' ? names.option(field ?? '', key) : what === 'loss-reason' ? names.lossReason(key) : names.taskKind(key)
  return [nameOf(from), nameOf(to)]
}

const questionOf = ({ data }: Row, asked: ReadonlyMap<string, string>) => {
  const { question } = data as { question?: string }
  return question === undefined ? undefined : (asked.get(question) ?? question)
}

/** Questions by their keys, read only where an entry tells of one. */
async function questionsOf(db: Db, workspaceId: number, rows: readonly Row[], language: Language): Promise<ReadonlyMap<string, string>> {
  if (!rows.some(({ type }) => type === 'question-answered')) return new Map()
  const { questions } = await readBook(db, workspaceId, language)
  return new Map(questions.map(({ key, text }) => [key, text]))
}

const names = (regulation: Regulation, { data }: Row, language: Language) => {
  const { reason, clause } = data as { reason?: string; clause?: string }
  return {
    lossReason: reason === undefined ? undefined : regulation.lossReasons.get(reason)?.name[language],
    clauseTitle: clause === undefined ? undefined : regulation.clause(clause)?.kind.words[language].title,
  }
}

/** What people wrote beside the entry; of an answer what it says now. */
function textOf({ type, result, reason, said, comment, answer, given_back, inquired }: Row): string | null {
  switch (type) {
    case 'task-completed':
      return result
    case 'interaction-recorded':
      return said
    case 'responsible-changed':
      return given_back
    case 'stage-moved':
    case 'deal-lost':
      return reason
    case 'commented':
      return comment
    case 'deal-created':
    case 'deal-adopted':
    case 'inquiry-added':
      return inquired
    case 'question-answered':
      return answer || null
    default:
      return null
  }
}

/** What an entry tells of, by its type; what came by a clause is the regulation's doing (A4). */
const typesOf: Record<TimelineKind, readonly DealEvent['type'][]> = {
  talks: ['interaction-recorded', 'incoming-dismissed', 'letter-queued', 'evidence-added', 'date-named', 'inquiry-added'],
  tasks: ['task-set', 'task-changed', 'task-completed', 'task-cancelled'],
  moves: [
    'deal-created',
    'deal-adopted',
    'stage-moved',
    'deal-won',
    'deal-lost',
    'deal-reopened',
    'responsible-changed',
    'review-given',
    'lifetime-prolonged',
  ],
  edits: ['deal-edited', 'question-answered', 'value-replaced'],
  comments: ['commented'],
  rules: ['refused', 'confirmed', 'exempt', 'exempted', 'breach-opened', 'ladder-climbed'],
}
const kinds = new Map(Object.entries(typesOf).flatMap(([kind, types]) => types.map((type) => [type, kind as TimelineKind] as const)))
const kindOf = (type: DealEvent['type']): TimelineKind => kinds.get(type) ?? 'rules'

/** Entries of some kinds; under `rules` stands all that a clause did, whatever its type. */
function ofKinds(wanted: readonly TimelineKind[] | undefined): RawBuilder<unknown> {
  if (!wanted) return sql``
  const types = wanted.flatMap((kind) => typesOf[kind])
  return sql`and (journal.type = any(${types}::text[]) ${wanted.includes('rules') ? sql`or journal.clause is not null` : sql``})`
}

/** Whose timeline: that of one deal, or of several told together, as a client's is. */
export type TimelineAsked = {
  dealIds: readonly string[]
  book: Book
  language: Language
  after?: string | undefined
  kinds?: readonly TimelineKind[] | undefined
  /** The whole path of a client: each entry names its deal, and nothing is counted. */
  ofClient?: boolean
}

/** How many entries a page has. */
export const timelinePage = 50

/**
 * What happened, the latest first: the journal with the texts that stand beside it (E5). Of several deals each gives its next page by the
 * index, and the latest of all of them are taken.
 */
export async function readTimeline(
  db: Db,
  workspaceId: number,
  { dealIds, book, language, after, kinds: wanted, ofClient = false }: TimelineAsked,
): Promise<Timeline> {
  const limit = timelinePage
  const cursor = readCursor(after, 'number')
  const { rows } = await sql<Row>`
    select journal.position, journal.type, journal.at, journal.actor_id, actor.name as actor_name, journal.clause, journal.data,
      task.text as task_text, task.result, visit.reason, interaction.text as said, interaction.outcome, receiver.name as to_name,
      case when journal.type = 'responsible-changed' then (
        select back.text from deal_text as back
        where back.workspace_id = ${workspaceId} and back.deal_id = journal.stream_id and back.what = 'giving-back' and back.at = journal.at
        order by back.at desc, back.id desc limit 1
      ) end as given_back,
      case when task.id is not null then coalesce((
        select past.data ->> 'kind' from journal as past
        where past.workspace_id = ${workspaceId} and past.stream_id = journal.stream_id and past.position <= journal.position
          and past.type in ('task-set', 'task-changed') and past.data ->> 'id' = journal.data ->> 'id' and past.data ->> 'kind' is not null
        order by past.position desc limit 1
      ), task.kind) end as task_kind,
      ${ofClient ? sql`null` : whatWasAsked(workspaceId)} as inquired,
      comment.text as comment, answer.text as answer, deal.id as deal_id, deal.title as deal_title, deal.number as deal_number,
      case when journal.type = 'commented' then (
        select jsonb_agg(jsonb_build_object('id', called.id, 'name', called.name))
        from member as called where called.workspace_id = journal.workspace_id
          and called.id::text in (select jsonb_array_elements_text(journal.data -> 'mentions'))
      ) end as mentions
    from unnest(${dealIds}::uuid[]) as asked (id)
    join deal on deal.workspace_id = ${workspaceId} and deal.id = asked.id
    cross join lateral (
      select * from journal
      where journal.workspace_id = ${workspaceId} and journal.stream_id = asked.id
        ${cursor ? sql`and journal.position < ${cursor[0]}` : sql``}
        and journal.type <> all(${[...silent]}::text[]) ${ofKinds(wanted)}
      order by journal.position desc limit ${limit}
    ) as journal
    left join member as actor on actor.workspace_id = journal.workspace_id and actor.id = journal.actor_id
    left join task on task.workspace_id = journal.workspace_id and journal.type like 'task-%' and task.deal_id = journal.stream_id and task.id::text = journal.data ->> 'id'
    left join stage_visit as visit on visit.workspace_id = journal.workspace_id and visit.deal_id = journal.stream_id
      and journal.type in ('stage-moved', 'deal-lost') and visit.entered_at = journal.at and visit.stage = journal.data ->> 'to'
    left join interaction on interaction.workspace_id = journal.workspace_id and journal.type = 'interaction-recorded'
      and interaction.deal_id = journal.stream_id and interaction.id::text = journal.data ->> 'id'
    left join comment on comment.workspace_id = journal.workspace_id and journal.type = 'commented'
      and comment.deal_id = journal.stream_id and comment.id::text = journal.data ->> 'id'
    left join qualification_answer as answer on answer.workspace_id = journal.workspace_id and journal.type = 'question-answered'
      and answer.deal_id = journal.stream_id and answer.question = journal.data ->> 'question'
    left join member as receiver on receiver.workspace_id = journal.workspace_id and journal.type = 'responsible-changed'
      and receiver.id::text = journal.data ->> 'to'
    order by journal.position desc limit ${limit}`.execute(db)
  const asked = await questionsOf(db, workspaceId, rows, language)
  const last = rows.length === limit ? rows.at(-1) : undefined
  const counts = after === undefined && !ofClient && dealIds.length === 1 ? await countKinds(db, workspaceId, dealIds[0]!) : undefined
  return {
    items: rows.map((row) => ({
      id: String(row.position),
      at: formatInstant(row.at),
      type: row.type,
      kind: kindOf(row.type),
      summary: timelineWords[language](told(book.regulation, row, language, asked)),
      text: textOf(row),
      by: row.actor_id === null || row.clause !== null ? null : { id: row.actor_id, name: row.actor_name ?? '' },
      clause: row.clause ?? clauseOf(row),
      clauseNumber: book.regulation.clause(row.clause ?? clauseOf(row) ?? '')?.number ?? null,
      refused: row.type === 'refused',
      ...talkOf(row),
      ...(row.type === 'exempted' && { until: formatInstant((row.data as { until: number }).until) }),
      ...(row.mentions && { mentions: row.mentions }),
      ...((ofClient || dealIds.length > 1) && { deal: { id: row.deal_id, title: row.deal_title, number: row.deal_number } }),
    })),
    ...(last && { next: cursorOf(last.position) }),
    ...(counts && { counts }),
  }
}

/**
 * What the client wrote in the inquiry that an entry tells of. A message or a call has an entry with its words, a note may repeat them, and
 * the path of a client tells each inquiry itself: nothing is told twice.
 */
const whatWasAsked = (workspaceId: number) => sql`case
  when journal.type = 'inquiry-added' or journal.type in ('deal-created', 'deal-adopted')
    and journal.data -> 'inquiry' ->> 'channel' in ('form', 'api', 'hand', 'import') then (
      select nullif(lead.text, deal.note) from lead
      where lead.workspace_id = ${workspaceId} and lead.deal_id = journal.stream_id
        and lead.id::text = coalesce(journal.data -> 'inquiry' ->> 'leadId', journal.data ->> 'leadId')
    ) end`

/** How many entries of each kind a deal has; what came by a clause counts under `rules` too, for it is found there. */
async function countKinds(db: Db, workspaceId: number, dealId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ type: DealEvent['type']; ruled: boolean; count: number }>`
    select type, clause is not null as ruled, count(*)::integer as count from journal
    where workspace_id = ${workspaceId} and stream_id = ${dealId} and type <> all(${[...silent]}::text[])
    group by type, clause is not null`.execute(db)
  const counts: Record<string, number> = { all: 0 }
  const add = (kind: string, count: number) => (counts[kind] = (counts[kind] ?? 0) + count)
  for (const { type, ruled, count } of rows) {
    add('all', count)
    add(kindOf(type), count)
    if (ruled && kindOf(type) !== 'rules') add('rules', count)
  }
  return counts
}

/** The clause that an entry tells of: the first that refused, or the one that the deal was let past. */
function clauseOf({ type, data }: Row): string | null {
  if (type === 'exempted') return (data as { clause: string }).clause
  return type === 'refused' ? ((data as { clauses: string[] }).clauses[0] ?? null) : null
}

/** By what a communication went and how it ended; a line that was not called carries short messages. */
function talkOf({ type, data, outcome }: Row): { channel?: string; outcome?: string } {
  if (type !== 'interaction-recorded') return {}
  const { kind = 'mail', call = false, direction, unanswered = false } = data as Told['data']
  const ended = outcome ?? (call && direction === 'in' && unanswered ? 'missed' : undefined)
  return { channel: call ? 'call' : kind === 'phone' ? 'sms' : kind, ...(ended !== undefined && { outcome: ended }) }
}

/** Versions of the Note, the latest first (B4). */
export async function readNoteHistory(db: Db, workspaceId: number, dealId: string, after: string | undefined): Promise<Page<NoteVersion>> {
  const limit = 50
  const cursor = readCursor(after, 'number', 'string')
  const { rows } = await sql<{ id: string; text: string; at: number; by_id: string | null; by_name: string | null }>`
    select deal_text.id, text, at, by_id, member.name as by_name from deal_text
    left join member on member.workspace_id = deal_text.workspace_id and member.id = deal_text.by_id
    where deal_text.workspace_id = ${workspaceId} and deal_id = ${dealId} and what = 'note'
      ${cursor ? sql`and (at, deal_text.id) < (${formatInstant(cursor[0])}::timestamptz, ${cursor[1]}::uuid)` : sql``}
    order by at desc, deal_text.id desc limit ${limit}`.execute(db)
  const last = rows.length === limit ? rows.at(-1) : undefined
  return {
    items: rows.map(({ text, at, by_id, by_name }) => ({
      text,
      at: formatInstant(at),
      by: by_id === null ? null : { id: by_id, name: by_name ?? '' },
    })),
    ...(last && { next: cursorOf(last.at, last.id) }),
  }
}
