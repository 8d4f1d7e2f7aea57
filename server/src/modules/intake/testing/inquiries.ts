import type { LeadActAnswer, LeadCard } from '@reglament/contract'
import type { Person } from '../../../testing/company.ts'
import { done, sandbox } from '../../../testing/sandbox.ts'

/** A company in which an inquiry is looked at before it becomes a deal. */
export async function looking(world: Parameters<typeof sandbox>[0], begins = 'Tue 10.03 10:00') {
  const it = await sandbox(world, begins)
  await it.enact([{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }])
  return it
}

let numbers = 0
/** A phone that nobody had before. */
export const aPhone = () => `+7921446${String(++numbers).padStart(4, '0')}`
/** Somebody sends a form, each time another person unless the body says who. */
export const arrives = async (by: Person, body: Record<string, unknown> = {}) =>
  done(await by.post<LeadActAnswer>('/leads', { name: 'Ольга Климова', phone: aPhone(), channel: 'form', ...body }))
export const leadCardOf = async (by: Person, id: string) => done(await by.get<LeadCard>(`/leads/${id}`))
