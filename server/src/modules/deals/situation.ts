import type { Dossier, Situation } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http/actor.ts'
import { notFound } from '../../platform/http/problem.ts'
import { type Book, bookOf } from '../rulebook/index.ts'
import type { Owned } from './sight.ts'

/** A deal with all that a judgement may look at. */
export type Case = { book: Book; deal: Dossier; situation: Situation; owned: Owned; version: number }

type Row = {
  dossier: Dossier
  version: number
  stamp: number
  responsible_id: string | null
  team_id: string | null
  head_id: string | null
  phone: string | null
  email: string | null
  contact_won: number | null
  company_won: number | null
}

/** Reads a deal with its client's facts and the stamp of the book: one statement. `lock` holds the deal until the commit. */
async function readCase(db: Db, workspaceId: number, dealId: string, lock: boolean): Promise<Row> {
  const { rows } = await sql<Row>`
    select deal.dossier, deal.version, rulebook.stamp, deal.responsible_id, member.team_id, team.head_id, contact.phone, contact.email,
      contact.won_deals as contact_won, company.won_deals as company_won
    from deal
    join rulebook on rulebook.workspace_id = deal.workspace_id
    left join contact on contact.workspace_id = deal.workspace_id and contact.id = deal.contact_id
    left join company on company.workspace_id = deal.workspace_id and company.id = deal.company_id
    left join member on member.workspace_id = deal.workspace_id and member.id = deal.responsible_id
    left join team on team.workspace_id = deal.workspace_id and team.id = member.team_id
    where deal.workspace_id = ${workspaceId} and deal.id = ${dealId}
    ${lock ? sql`for update of deal` : sql``}`.execute(db)
  if (!rows[0]) throw notFound()
  return rows[0]
}

async function caseFor(tx: Tx, actor: Actor, dealId: string, lock: boolean): Promise<Case> {
  const row = await readCase(tx, actor.workspaceId, dealId, lock)
  const book = await bookOf(tx, actor.workspaceId, row.stamp)
  const { memberId, role } = actor
  const situation: Situation = {
    deal: row.dossier,
    client: clientFacts(row),
    actor: { memberId, role },
    calendar: book.calendar,
  }
  return {
    book,
    deal: row.dossier,
    situation,
    owned: { responsibleId: row.responsible_id, teamId: row.team_id, headId: row.head_id },
    version: row.version,
  }
}

/** The deal, locked until the end of the transaction. @throws Problem 404 */
export const lockCase = (tx: Tx, actor: Actor, dealId: string) => caseFor(tx, actor, dealId, true)

/** The deal to look at. @throws Problem 404 */
export const lookAtCase = (tx: Tx, actor: Actor, dealId: string) => caseFor(tx, actor, dealId, false)

/** What rules know of a client; a company's purchases make its people returning too (regulation §3). */
export const clientFacts = ({ phone, email, contact_won, company_won }: Pick<Row, 'phone' | 'email' | 'contact_won' | 'company_won'>) => ({
  channels: { phone: phone !== null, mail: email !== null, messenger: false },
  wonDeals: company_won ?? contact_won ?? 0,
})
