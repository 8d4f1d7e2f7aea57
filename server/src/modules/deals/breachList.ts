import type { Breach, Page } from '@reglament/contract'
import { formatInstant, isId, type Instant } from '@reglament/kernel'
import type { Language } from '@reglament/regulation'
import { sql } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import type { Db } from '../../platform/database.ts'
import { invalid } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Book } from '../rulebook/index.ts'
import { NOBODY } from './counts.ts'
import type { Whose } from './filters.ts'
import { says } from './words.ts'

export type BreachFilter = { clause?: string; member?: string; dealId?: string; open?: boolean; after?: string; limit: number }

/** Who reads; `onlySeen`: what the regulation only observes is not for him (§1). */
type Reading = { book: Book; whose: Whose; language: Language; onlySeen: boolean; me: string; now: Instant }

/**
 * Of an open breach the mode counts in which its clause stands now, of a past one that in which it was opened (A12). Of a member himself it
 * is always the latter, for a newcomer is only observed.
 */
const modeOf = (
  { regulation }: Book,
  { clause, deal_id, until_at, mode }: { clause: string; deal_id: string | null; until_at: Instant | null; mode: string },
) => (until_at === null && deal_id !== null ? (regulation.clause(clause)?.mode ?? mode) : mode)

const observed = ({ regulation }: Book) => regulation.clauses.filter(({ mode }) => mode === 'observe').map(({ key }) => key)

/** Breaches of the deals in sight, the latest first: of observed clauses for heads and controllers only, of others' from when they may be seen (§1, D4). */
export async function readBreaches(
  db: Db,
  workspaceId: number,
  filter: BreachFilter,
  { book, whose, language, onlySeen, me, now }: Reading,
): Promise<Page<Breach>> {
  const { clause, member, dealId, open, limit } = filter
  const after = readCursor(filter.after, 'number', 'string')
  if (after && !isId(after[1])) throw invalid([{ path: '?after', message: says.badCursor }])
  const rows = await db
    .selectFrom('breach')
    .leftJoin('deal', (join) => join.onRef('deal.workspace_id', '=', 'breach.workspace_id').onRef('deal.id', '=', 'breach.deal_id'))
    .leftJoin('lead', (join) => join.onRef('lead.workspace_id', '=', 'breach.workspace_id').onRef('lead.id', '=', 'breach.lead_id'))
    .leftJoin('member', (join) => join.onRef('member.workspace_id', '=', 'breach.workspace_id').onRef('member.id', '=', 'breach.member_id'))
    .select([
      'breach.id',
      'clause',
      'about',
      'breach.deal_id',
      'deal.title',
      'breach.lead_id',
      'lead.name as lead_name',
      'member_id',
      'member.name as member_name',
      'from_at',
      'until_at',
      'mode',
    ])
    .where('breach.workspace_id', '=', workspaceId)
    .$if(clause !== undefined, (q) => q.where('clause', '=', clause!))
    .$if(member !== undefined, (q) => q.where('member_id', '=', member!))
    .$if(dealId !== undefined, (q) => q.where('breach.deal_id', '=', dealId!))
    .$if(open === true, (q) => q.where('until_at', 'is', null))
    .$if(open === false, (q) => q.where('until_at', 'is not', null))
    // Who is above hears of it after the time that the clause gives to mend it (D4).
    .where((eb) => eb.or([eb('member_id', '=', me), eb('seen_by_head_from', 'is', null), eb('seen_by_head_from', '<=', at(now))]))
    .$if(onlySeen, (q) =>
      q.where(
        sql<boolean>`case when until_at is null and breach.deal_id is not null then not clause = any(${observed(book)}::text[]) else breach.mode <> 'observe' end`,
      ),
    )
    .$if(whose !== null, (q) =>
      q.where((eb) => eb.or([eb('deal.responsible_id', 'in', [NOBODY, ...whose!]), eb('member_id', 'in', [NOBODY, ...whose!])])),
    )
    .$if(after !== null, (q) =>
      q.where(({ eb, refTuple, tuple }) => eb(refTuple('from_at', 'breach.id'), '<', tuple(at(after![0]), after![1]) as never)),
    )
    .orderBy('from_at', 'desc')
    .orderBy('breach.id', 'desc')
    .limit(limit)
    .execute()
  const last = rows.length === limit ? rows.at(-1) : undefined
  return {
    items: rows.map((row) => {
      const known = book.regulation.clause(row.clause)
      return {
        id: row.id,
        clause: row.clause,
        number: known?.number ?? null,
        title: known?.kind.words[language].title ?? row.clause,
        about: row.about,
        deal: row.deal_id === null ? null : { id: row.deal_id, name: row.title ?? '' },
        lead: row.lead_id === null ? null : { id: row.lead_id, name: row.lead_name ?? '' },
        member: row.member_id === null ? null : { id: row.member_id, name: row.member_name ?? '' },
        from: formatInstant(row.from_at),
        until: row.until_at === null ? null : formatInstant(row.until_at),
        mode: modeOf(book, row),
      }
    }),
    ...(last && { next: cursorOf(last.from_at, last.id) }),
  }
}
