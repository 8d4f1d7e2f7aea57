import type { DayLead } from '@reglament/contract'
import type { Asking } from '../deals/index.ts'
import type { Book } from '../rulebook/index.ts'
import { readLeads } from './readLeads.ts'

const aboutMax = 160

/** Leads of these people that nobody has answered yet, who has waited longest first: his day begins with them (C10, D8). One statement. */
export async function unansweredLeads(
  { tx, actor, now, language }: Asking,
  book: Book,
  whose: readonly string[],
  limit: number,
): Promise<DayLead[]> {
  const filter = { status: 'new', responsible: [...whose], exchange: false, oldest: true, limit }
  const { items } = await readLeads(tx, actor.workspaceId, filter, { book, actor, now, language })
  return items
    .filter(({ firstAnswer }) => firstAnswer.answeredAt === null)
    .toSorted((a, b) => Date.parse(a.inquiredAt) - Date.parse(b.inquiredAt))
    .map(({ id, name, company, phone, phoneIsGood, email, messenger, product, text, source, inquiredAt, firstAnswer }) => ({
      id,
      title: name ?? company ?? (phone !== null && phoneIsGood ? null : (phone ?? email ?? messenger?.id ?? '')),
      phone: phoneIsGood ? phone : null,
      company: name === null ? null : company,
      about: product ?? text?.slice(0, aboutMax) ?? null,
      source,
      inquiredAt,
      answerBy: firstAnswer.dueAt,
    }))
}
