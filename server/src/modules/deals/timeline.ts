import type { NoteVersion, Page, TimelineEntry } from '@reglament/contract'
import { formatInstant } from '@reglament/kernel'
import { type DealEvent, type Language, type Regulation, speech } from '@reglament/regulation'
import { sql } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import type { Db } from '../../platform/database.ts'
import type { Book } from '../rulebook/index.ts'
import { timelineWords, type Told } from './timelineWords.ts'

type Row = {
  position: number
  type: DealEvent['type']
  at: number
  actor_id: string | null
  actor_name: string | null
  clause: string | null
  data: never
  task_kind: string | null
  task_text: string | null
  result: string | null
  reason: string | null
  said: string | null
  to_name: string | null
}

/** Entries that say nothing to a person are left out: facts for rules, and what a neighbouring entry tells already. */
const silent = new Set<DealEvent['type']>(['would-do', 'would-refuse', 'breach-closed', 'silent-stepped'])

function told(regulation: Regulation, row: Row, language: Language): Told {
  const say = speech(regulation, language)
  const task = row.task_kind === null ? '' : (row.task_text ?? say.taskKind(row.task_kind))
  return { type: row.type, data: row.data, task, to: row.to_name, say, currencyLocale: language, ...names(regulation, row, language) }
}

const names = (regulation: Regulation, { data }: Row, language: Language) => {
  const { reason, clause } = data as { reason?: string; clause?: string }
  return {
    lossReason: reason === undefined ? undefined : regulation.lossReasons.get(reason)?.name[language],
    clauseTitle: clause === undefined ? undefined : regulation.clause(clause)?.kind.words[language].title,
  }
}

const textOf = ({ type, result, reason, said }: Row) =>
  type === 'task-completed'
    ? result
    : type === 'interaction-recorded'
      ? said
      : type === 'stage-moved' || type === 'deal-lost'
        ? reason
        : null

/** What happened to a deal, the latest first: the journal with the texts that stand beside it (E5). */
export async function readTimeline(
  db: Db,
  workspaceId: number,
  dealId: string,
  book: Book,
  language: Language,
  after: string | undefined,
): Promise<Page<TimelineEntry>> {
  const limit = 50
  const cursor = readCursor(after, 'number')
  const { rows } = await sql<Row>`
    select journal.position, journal.type, journal.at, journal.actor_id, actor.name as actor_name, journal.clause, journal.data,
      task.kind as task_kind, task.text as task_text, task.result, visit.reason, interaction.text as said, receiver.name as to_name
    from journal
    left join member as actor on actor.workspace_id = journal.workspace_id and actor.id = journal.actor_id
    left join task on task.workspace_id = journal.workspace_id and journal.type like 'task-%' and task.deal_id = journal.stream_id and task.id::text = journal.data ->> 'id'
    left join stage_visit as visit on visit.workspace_id = journal.workspace_id and visit.deal_id = journal.stream_id
      and journal.type in ('stage-moved', 'deal-lost') and visit.entered_at = journal.at and visit.stage = journal.data ->> 'to'
    left join interaction on interaction.workspace_id = journal.workspace_id and journal.type = 'interaction-recorded'
      and interaction.deal_id = journal.stream_id and interaction.id::text = journal.data ->> 'id'
    left join member as receiver on receiver.workspace_id = journal.workspace_id and journal.type = 'responsible-changed'
      and receiver.id::text = journal.data ->> 'to'
    where journal.workspace_id = ${workspaceId} and journal.stream_id = ${dealId} ${cursor ? sql`and journal.position < ${cursor[0]}` : sql``}
      and journal.type <> all(${[...silent]}::text[])
    order by journal.position desc limit ${limit}`.execute(db)
  const last = rows.length === limit ? rows.at(-1) : undefined
  return {
    items: rows.map((row) => ({
      id: String(row.position),
      at: formatInstant(row.at),
      type: row.type,
      summary: timelineWords[language](told(book.regulation, row, language)),
      text: textOf(row),
      by: row.actor_id === null || row.clause !== null ? null : { id: row.actor_id, name: row.actor_name ?? '' },
      clause: row.clause ?? refusedBy(row),
      clauseNumber: book.regulation.clause(row.clause ?? refusedBy(row) ?? '')?.number ?? null,
      refused: row.type === 'refused',
    })),
    ...(last && { next: cursorOf(last.position) }),
  }
}

const refusedBy = ({ type, data }: Row): string | null => (type === 'refused' ? ((data as { clauses: string[] }).clauses[0] ?? null) : null)

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
