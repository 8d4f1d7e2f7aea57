import type { TimelineEntry } from '@reglament/contract'
import { formatInstant, type Instant } from '@reglament/kernel'
import { type Language, namesIn } from '@reglament/regulation'
import { sql } from 'kysely'
import { readCursor } from '../../../platform/cursor.ts'
import type { Db } from '../../../platform/database.ts'
import type { Text } from '../../../platform/text.ts'
import type { Book } from '../../rulebook/index.ts'
import type { Sight } from '../sight.ts'
import { timelinePage } from '../timeline.ts'
import type { ClientRef } from './deals.ts'

type Row = {
  id: string
  position: number
  at: Instant
  channel: string
  source: string | null
  text: string | null
  status: 'new' | 'in-work' | 'converted' | 'rejected'
  reason: Text | null
  by_id: string | null
  by_name: string | null
  deal_id: string | null
  deal_title: string | null
  deal_number: number | null
}

const channels: Record<string, Text> = {
  form: { ru: 'через форму', en: 'by a form' },
  chat: { ru: 'в чате', en: 'in the chat' },
  messenger: { ru: 'в мессенджере', en: 'in a messenger' },
  sms: { ru: 'по СМС', en: 'by SMS' },
  mail: { ru: 'по почте', en: 'by e-mail' },
  call: { ru: 'по телефону', en: 'by phone' },
  'missed-call': { ru: 'пропущенным звонком', en: 'by a missed call' },
  api: { ru: 'из другой программы', en: 'from another program' },
  hand: { ru: 'записано вручную', en: 'written down by hand' },
  import: { ru: 'из файла', en: 'from a file' },
}
const outcomes: Record<Row['status'], Text> = {
  new: { ru: 'ещё не разобрано', en: 'not taken up yet' },
  'in-work': { ru: 'в работе', en: 'in work' },
  converted: { ru: 'стало сделкой', en: 'became a deal' },
  rejected: { ru: 'отклонено', en: 'rejected' },
}

/** «Обращение через форму, источник: Сайт — отклонено: спам». */
function summaryOf({ channel, source, status, reason }: Row, { regulation }: Book, language: Language): string {
  const { ru, en } = channels[channel] ?? { ru: channel, en: channel }
  const named = source && namesIn(regulation, language).option('source', source)
  const outcome = `${outcomes[status][language]}${status === 'rejected' && reason ? `: ${reason[language]}` : ''}`
  return language === 'ru'
    ? `Обращение ${ru}${named ? `, источник: ${named}` : ''} — ${outcome}`
    : `Inquiry ${en}${named ? `, source: ${named}` : ''} — ${outcome}`
}

/**
 * A page of the leads of a client that somebody sees, as entries of his timeline: each stands where it came in, and says what became of it
 * by now. One statement.
 */
export async function readClientLeads(
  db: Db,
  workspaceId: number,
  client: ClientRef,
  { sight, book, language, after }: { sight: Sight; book: Book; language: Language; after?: string | undefined },
): Promise<TimelineEntry[]> {
  const cursor = readCursor(after, 'number')
  const seen = (of: 'lead' | 'deal') =>
    sight === 'all'
      ? sql`true`
      : sql`(${sql.ref(`${of}.responsible_id`)} is null or ${sql.ref(`${of}.responsible_id`)} = any(${sight}::uuid[]))`
  const { rows } = await sql<Row>`
    select lead.id, arrived.position, lead.inquired_at as at, lead.channel, lead.source, lead.text, lead.status, lead_reason.name as reason,
      lead.created_by as by_id, member.name as by_name, deal.id as deal_id, deal.title as deal_title, deal.number as deal_number
    from lead
    cross join lateral (
      select position from journal where journal.workspace_id = ${workspaceId} and journal.stream_id = lead.id order by position limit 1
    ) as arrived
    left join member on member.workspace_id = lead.workspace_id and member.id = lead.created_by
    left join deal on deal.workspace_id = lead.workspace_id and deal.id = lead.deal_id and ${seen('deal')}
    left join lead_reason on lead_reason.workspace_id = lead.workspace_id and lead_reason.key = lead.reject_reason
    where lead.workspace_id = ${workspaceId} and ${client.kind === 'contact' ? sql`lead.contact_id` : sql`lead.company_id`} = ${client.id}
      and lead.merged_into is null and ${seen('lead')} ${cursor ? sql`and arrived.position < ${cursor[0]}` : sql``}
    order by arrived.position desc limit ${timelinePage}`.execute(db)
  return rows.map((row) => ({
    id: String(row.position),
    at: formatInstant(row.at),
    type: 'lead-received',
    kind: 'talks',
    summary: summaryOf(row, book, language),
    text: row.text,
    by: row.by_id === null ? null : { id: row.by_id, name: row.by_name ?? '' },
    clause: null,
    clauseNumber: null,
    refused: false,
    lead: { id: row.id, channel: row.channel, source: row.source, status: row.status },
    ...(row.deal_id !== null && { deal: { id: row.deal_id, title: row.deal_title!, number: row.deal_number! } }),
  }))
}
