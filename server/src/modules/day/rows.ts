import type { RowDeal } from '@reglament/contract'
import { sql } from 'kysely'
import { type Language, namesIn } from '@reglament/regulation'
import type { Book } from '../rulebook/index.ts'

/** What a row of the day says of its deal and of the client. */
export type DealFacts = {
  deal_id: string
  number: number
  title: string
  pipeline: string
  stage: string
  status: RowDeal['status']
  budget: number | null
  currency: string | null
  contact_name: string | null
  phone: string | null
  email: string | null
  company_name: string | null
  won: number
}

export const dealColumns = sql`deal.id as deal_id, deal.number, deal.title, deal.pipeline, deal.stage, deal.status, deal.budget, deal.currency,
  contact.name as contact_name, case when contact.phone_wrong_at is null and not contact.do_not_call then contact.phone end as phone,
  case when contact.email_wrong_at is null and not contact.do_not_mail then contact.email end as email, company.name as company_name,
  coalesce(company.won_deals, contact.won_deals, 0) as won`

export const withClient = sql`
  left join contact on contact.workspace_id = deal.workspace_id and contact.id = deal.contact_id
  left join company on company.workspace_id = deal.workspace_id and company.id = deal.company_id`

/** The deal of a row in the reader's language. */
export const sayDeal = ({ regulation }: Book, row: DealFacts, language: Language): RowDeal => ({
  id: row.deal_id,
  number: row.number,
  title: row.title,
  pipeline: row.pipeline,
  stage: row.stage,
  stageName: namesIn(regulation, language).stage(row.stage, row.pipeline),
  status: row.status,
  budget: row.budget === null ? null : { amount: row.budget, currency: row.currency! },
  client: { name: row.contact_name, company: row.company_name, phone: row.phone, email: row.email, returning: row.won > 0 },
})
