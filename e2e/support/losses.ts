import type { Deal, Page as ListPage } from '@reglament/contract'
import { foundCompany, type Company, type Person } from './company.ts'

/** An instant of March 2031 in Moscow: a clock of a sandbox goes forward only. */
export const at = (day: string, clock: string) => new Date(`2031-03-${day}T${clock}:00+03:00`).toISOString()
/** Puts the clock of the company forward; what falls due on the way has fallen due when this answers. */
export const putClock = ({ owner }: Company, day: string, clock: string) => owner.ask('PUT', '/sandbox/clock', { now: at(day, clock) })

/** A company on a Tuesday at noon, with two who sell and one who heads them. */
export async function aTuesday() {
  const company = await foundCompany('Студия «Север»', 'Ирина Соколова', 'sandbox')
  await putClock(company, '11', '12:00')
  const anna = await company.hires('manager', 'Анна Лебедева')
  const pavel = await company.hires('manager', 'Павел Титов')
  const head = await company.hires('head', 'Марина Орлова')
  return { company, anna, pavel, head }
}

let clients = 0
/** A deal whose client wrote that it is too dear, and was answered. */
export async function refused(by: Person, title: string): Promise<{ deal: Deal; proof: string }> {
  const phone = `+7 912 555-02-${String(++clients).padStart(2, '0')}`
  const contact = { name: `Клиент «${title}»`, phone, email: `client${clients}@client.example` }
  const deal = await by.makesDeal({ title, contact, budget: { amount: 48_000_000, currency: 'RUB' } })
  const tells = (body: object) => by.ask('POST', `/deals/${deal.id}/interactions`, body)
  await tells({ channel: 'call', direction: 'out', outcome: 'no-answer' })
  await tells({ channel: 'mail', direction: 'in', outcome: 'received', text: 'Спасибо, для нас это дорого.' })
  await tells({ channel: 'mail', direction: 'out', outcome: 'sent', text: 'Жаль. Если передумаете — пишите.' })
  const { items } = await by.ask<ListPage<{ id: string; outcome: string }>>('GET', `/deals/${deal.id}/interactions`)
  return { deal, proof: items.find(({ outcome }) => outcome === 'received')!.id }
}
/** A deal lost with its proof. */
export const loses = async (by: Person, title: string): Promise<Deal> => {
  const { deal, proof } = await refused(by, title)
  await by.ask('POST', `/deals/${deal.id}/closure`, { reason: 'too-dear', evidence: [proof], comment: 'Просили вдвое дешевле' })
  return deal
}
