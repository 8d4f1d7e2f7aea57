import type { Deal, DealEdit } from '@reglament/contract'

const held = (deal: Deal): Required<Omit<DealEdit, 'confirmed' | 'fields' | 'reason'>> => ({
  title: deal.title,
  note: deal.note,
  budget: deal.budget,
  contactId: deal.contact?.id ?? null,
  companyId: deal.company?.id ?? null,
  responsibleId: deal.responsible?.id ?? null,
})

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** Does the deal now hold something else than what the edit began from? Only what the edit touches counts. */
export function changedElsewhere({ fields = {}, ...from }: DealEdit, current: Deal): boolean {
  const holds = held(current)
  const others = Object.keys(holds) as (keyof typeof holds)[]
  return (
    others.some((key) => key in from && !same(from[key], holds[key])) ||
    Object.entries(fields).some(([key, value]) => !same(value, current.fields[key]))
  )
}
