import type { Deal, DealEdit } from '@reglament/contract'
import type { Step } from '@reglament/regulation'
import { invalid, stale } from '../../platform/http/problem.ts'
import { fieldFaults } from '../fields/index.ts'
import type { Asking, Outcome } from './asking.ts'
import { carryOut } from './carryOut.ts'
import { readCard, sayCard } from './card.ts'
import { referenceFaults } from './references.ts'
import { lockCase } from './lockCase.ts'
import { type Case, given, receiverOf } from './situation.ts'
import { mustAct, mustAssign, sightOf } from './sight.ts'
import { says } from './words.ts'

/** What the card says now of the things that the edit wanted to change. */
function current(deal: Deal, edit: DealEdit) {
  const values: Record<string, unknown> = {
    title: deal.title,
    note: deal.note,
    budget: deal.budget,
    fields: deal.fields,
    contactId: deal.contact?.id ?? null,
    companyId: deal.company?.id ?? null,
    responsibleId: deal.responsible?.id ?? null,
  }
  return { version: deal.version, ...Object.fromEntries(Object.keys(edit).flatMap((key) => (key in values ? [[key, values[key]]] : []))) }
}

async function refuseStale({ tx, actor, now, language }: Asking, found: Case, edit: DealEdit) {
  const card = sayCard(found, await readCard(tx, actor.workspaceId, found.deal.dealId), { actor, now, language })
  const { confirmed: _, reason: _reason, ...yours } = edit
  return stale(yours, current(card, edit))
}

/** The responsible himself gives his deal back to the exchange: that takes a reason (I2). */
const givesBack = ({ actor }: Asking, { deal }: Case, to: string | null | undefined) => to === null && deal.responsibleId === actor.memberId

const handOver = (asking: Asking, found: Case, responsibleId: string | null, reason: string): Step =>
  givesBack(asking, found, responsibleId) ? { kind: 'give-back', reason } : { kind: 'assign', responsibleId }

/** Changes the card. `ifVersion` is what the editor saw; an older one is a clear conflict with both values, and nothing is lost. */
export async function editDeal(asking: Asking, dealId: string, edit: DealEdit, ifVersion?: number): Promise<Outcome> {
  const { tx, actor } = asking
  const found = await lockCase(asking, dealId)
  mustAct(actor, found.owned)
  if (ifVersion !== undefined && ifVersion !== found.version) throw await refuseStale(asking, found, edit)

  const { responsibleId, confirmed, reason = '', ...edits } = edit
  const { contactId, companyId } = edits
  const faults = [
    ...fieldFaults(found.book.regulation, edits.fields),
    ...(givesBack(asking, found, responsibleId) && reason.trim() === '' ? [{ path: '/reason', message: says.whyBack }] : []),
    ...(await referenceFaults(tx, actor.workspaceId, { contactId, companyId, memberIds: [['/responsibleId', responsibleId]] })),
  ]
  if (faults.length > 0) throw invalid(faults)

  const handsOver = responsibleId !== undefined && responsibleId !== found.owned.responsibleId
  if (handsOver) mustAssign(actor, await sightOf(asking), responsibleId)
  const situation = handsOver ? given(found.situation, await receiverOf(tx, actor.workspaceId, responsibleId)) : found.situation

  const steps: Step[] = [
    ...(Object.keys(edits).length > 0 ? [{ kind: 'edit' as const, edits }] : []),
    ...(responsibleId === undefined ? [] : [handOver(asking, found, responsibleId, reason)]),
  ]
  return carryOut(asking, { ...found, situation }, { steps: steps.length > 0 ? steps : [{ kind: 'edit', edits: {} }], confirmed })
}
