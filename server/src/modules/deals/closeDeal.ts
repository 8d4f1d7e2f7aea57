import type { Closure, ExemptionCreation, Prolongation, Reopening } from '@reglament/contract'
import { newId, parseInstant, type Instant } from '@reglament/kernel'
import type { StepOf } from '@reglament/regulation'
import type { Text } from '../../platform/text.ts'
import type { Db } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'
import { conflict, type Fault, forbidden, invalid } from '../../platform/http/problem.ts'
import { mayExempt } from '../members/index.ts'
import type { Asking, Outcome } from './asking.ts'
import { carryOut } from './carryOut.ts'
import { referenceFaults } from './references.ts'
import { lockCase } from './lockCase.ts'
import { given, receiverOf } from './situation.ts'
import { mustAct, mustAssign, sightOf } from './sight.ts'

const texts = {
  notHead: { ru: 'Это решает руководитель.', en: 'This is decided by the head.' },
  notOwn: { ru: 'Свою сделку освобождает от пункта другой руководитель.', en: 'Nobody lets his own deal past a clause.' },
  noClause: { ru: 'Такого пункта в регламенте нет.', en: 'The regulation has no such clause.' },
  past: { ru: 'Этот срок уже прошёл.', en: 'This time has passed.' },
  tooFar: { ru: 'Срок слишком далеко: не дальше пяти лет.', en: 'This time is too far: five years at most.' },
  notLost: { ru: 'Заново открывают только закрытую сделку.', en: 'Only a closed deal can be reopened.' },
} satisfies Record<string, Text>

/** Whether the named deal is another one of the same client (regulation §8, duplicate). */
async function isOfSameClient(db: Db, workspaceId: number, dealId: string, other: string): Promise<boolean> {
  const found = await db
    .selectFrom('deal as mine')
    .innerJoin('deal as other', 'other.workspace_id', 'mine.workspace_id')
    .select('other.id')
    .where('mine.workspace_id', '=', workspaceId)
    .where('mine.id', '=', dealId)
    .where('other.id', '=', other)
    .where('other.id', '<>', dealId)
    .where((eb) => eb.or([eb('mine.contact_id', '=', eb.ref('other.contact_id')), eb('mine.company_id', '=', eb.ref('other.company_id'))]))
    .executeTakeFirst()
  return found !== undefined
}

const aheadMaxMs = 5 * 366 * 86_400_000

/** Faults of a date that lies ahead; beyond all plans the calendar knows no days. */
export const aheadFaults = (instant: string | undefined, now: Instant, path: string): Fault[] =>
  instant !== undefined && parseInstant(instant) > now + aheadMaxMs ? [{ path, message: texts.tooFar }] : []

/** The closing as the book reads it; what it has to look up is looked up here. */
export async function closeStep(
  { tx, actor }: Asking,
  dealId: string,
  { reason, comment, criterion, duplicateOf, until, evidence = [] }: Closure,
): Promise<StepOf<'close'>> {
  return {
    kind: 'close',
    reason,
    comment,
    criterion,
    duplicateOf,
    evidence,
    until: until === undefined ? undefined : parseInstant(until),
    duplicateIsOfSameClient: duplicateOf === undefined ? undefined : await isOfSameClient(tx, actor.workspaceId, dealId, duplicateOf),
  }
}

/** Closes a deal as lost. Which reason needs what, the book says (H1, H2). */
export async function closeDeal(asking: Asking, dealId: string, closure: Closure): Promise<Outcome> {
  const found = await lockCase(asking, dealId)
  mustAct(asking.actor, found.owned)
  const faults = aheadFaults(closure.until, asking.now, '/until')
  if (faults.length > 0) throw invalid(faults)
  return carryOut(asking, found, { steps: [await closeStep(asking, dealId, closure)], confirmed: closure.confirmed })
}

/** Opens a closed deal again in the stage that it left, for the same or another responsible, or for the exchange. */
export async function reopenDeal(asking: Asking, dealId: string, { responsibleId, reason, confirmed }: Reopening): Promise<Outcome> {
  const { tx, actor } = asking
  const found = await lockCase(asking, dealId)
  mustAct(actor, found.owned)
  if (found.deal.status === 'open') throw conflict(texts.notLost)
  const to = responsibleId === undefined ? found.deal.responsibleId : responsibleId
  const faults = await referenceFaults(tx, actor.workspaceId, { memberIds: [['/responsibleId', to]] })
  if (faults.length > 0) throw invalid(faults)
  if (to !== found.deal.responsibleId) mustAssign(actor, await sightOf(asking), to)
  const receiving = await receiverOf(tx, actor.workspaceId, to)
  const judged = { ...found, situation: given(found.situation, receiving) }
  return carryOut(asking, judged, { steps: [{ kind: 'reopen', responsibleId: to, reason }], confirmed })
}

/** Prolongs the life of a deal; the head's decision (B8). */
export async function prolongDeal(asking: Asking, dealId: string, { until, reason, confirmed }: Prolongation): Promise<Outcome> {
  const { actor, now } = asking
  const found = await lockCase(asking, dealId)
  mustAct(actor, found.owned)
  if (!mayExempt(actor.role)) throw forbidden(texts.notHead)
  const faults = aheadFaults(until, now, '/until')
  if (faults.length > 0) throw invalid(faults)
  return carryOut(asking, found, { steps: [{ kind: 'prolong', until: parseInstant(until), reason }], confirmed })
}

/** Lets one deal past one clause until a date, with a reason; never one's own (A7). */
export async function exemptDeal(asking: Asking, dealId: string, { clause, reason, until }: ExemptionCreation): Promise<Outcome> {
  const { tx, actor, now } = asking
  const found = await lockCase(asking, dealId)
  mustAct(actor, found.owned)
  if (!mayExempt(actor.role)) throw forbidden(texts.notHead)
  if (found.owned.responsibleId === actor.memberId) throw forbidden(texts.notOwn)
  if (!found.book.regulation.clause(clause)) throw invalid([{ path: '/clause', message: texts.noClause }])
  const end = parseInstant(until)
  if (end <= now) throw invalid([{ path: '/until', message: texts.past }])
  const faults = aheadFaults(until, now, '/until')
  if (faults.length > 0) throw invalid(faults)
  return carryOut(asking, found, { steps: [{ kind: 'exempt', clause, until: end, reason }] }, () =>
    tx
      .insertInto('exemption')
      .values({
        workspace_id: actor.workspaceId,
        id: newId(),
        deal_id: dealId,
        clause,
        reason: reason.trim(),
        until_at: at(end),
        by_id: actor.memberId,
        created_at: at(now),
      })
      .execute(),
  )
}
