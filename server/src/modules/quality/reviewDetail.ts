import type { ClosingCheck, ClosingReviewDetail, Proof } from '@reglament/contract'
import { DAY_MS, formatInstant, type Instant } from '@reglament/kernel'
import { checksOf, type DealEvent, type Dossier, evolve, namesIn, type Role, signDaysOf, type Situation } from '@reglament/regulation'
import { sql } from 'kysely'
import { notFound } from '../../platform/http/index.ts'
import { at, iso } from '../../platform/instantColumn.ts'
import { type Asking, type Case, filesOf, lookAtCase, sightOf } from '../deals/index.ts'
import { readInteractions } from '../interactions/index.ts'
import { type Book, bookThen, sayFinding } from '../rulebook/index.ts'
import { seesLoss } from './judging.ts'
import { type Loss, lossById, named, signOutcomes } from './losses.ts'
import { lossesInSight, sayReview } from './reviews.ts'

/** Communications of a card that a reviewer sees at once; more lie in its timeline. */
const interactionsMax = 200

type Interaction = Awaited<ReturnType<typeof readInteractions>>[number]
const proofOf = ({ by_id, by_name, at, channel, direction, outcome, text, id }: Interaction): Proof => ({
  id,
  kind: 'interaction',
  at: formatInstant(at),
  by: named(by_id, by_name),
  channel,
  direction,
  outcome,
  text,
  file: null,
})

/** Everything that a reviewer looks at: the history, attempts by channel, evidence, the clauses of closing, what the client did since (H5). */
export async function readReview(asking: Asking, id: string): Promise<ClosingReviewDetail> {
  const { tx, actor, language } = asking
  const { workspaceId } = actor
  const loss = await lossById(tx, workspaceId, id)
  if (!loss || !seesLoss(actor, await sightOf(asking), loss)) throw notFound()
  const found = await lookAtCase(asking, loss.deal_id)
  const { book, deal } = found
  const then = await asItWasLost(asking, loss, book)
  const atLoss = then?.dossier ?? null
  const interactions = await readInteractions(tx, workspaceId, loss.deal_id, interactionsMax)
  const files = await filesOf(tx, workspaceId, loss.deal_id)
  const proofs = [
    ...interactions.map(proofOf),
    ...files.map(({ id: fileId, createdAt, by, name, type, bytes }): Proof => ({
      id: fileId,
      kind: 'file',
      at: createdAt,
      by,
      channel: null,
      direction: null,
      outcome: null,
      text: null,
      file: { name, type, bytes },
    })),
  ]
  const signsUntil = loss.closed_at + signDaysOf(book.regulation) * DAY_MS
  const isSign = ({ direction, outcome, at }: Interaction) =>
    direction === 'in' && signOutcomes.some((one) => one === outcome) && at > loss.closed_at && at <= signsUntil
  const signs = interactions.filter(isSign)
  const other = loss.duplicate_of === null ? null : await dealName(asking, loss.duplicate_of)
  return {
    ...sayReview(book, { ...loss, signs: signs.length }, asking),
    comment: loss.comment,
    criterion: loss.criterion === null ? null : namesIn(book.regulation, language).criterion(loss.criterion),
    until: iso(loss.until_at),
    duplicateOf: other,
    createdAt: formatInstant(deal.createdAt),
    heardAt: formatInstant((atLoss ?? deal).heardAt),
    talkedAt: iso((atLoss ?? deal).talkedAt),
    phone: loss.phone,
    email: loss.email,
    attempts: attemptsBy(found, atLoss, interactions, loss),
    checks: then ? checksAt(asking, found, then, loss, await roleOf(asking, loss)) : [],
    judgedBy: then && { version: then.book.regulation.version, inForce: then.book.regulation.version === book.regulation.version },
    evidence: proofs.filter(({ id: proofId }) => loss.evidence.includes(proofId)),
    signsAfter: signs.map(proofOf),
    visits: await visitsOf(asking, found, loss),
    interactions: interactions.filter(({ at }) => at <= loss.closed_at).map(proofOf),
    next: await nextAfter(asking, loss),
    verdict:
      loss.reviewed_at === null
        ? null
        : {
            verdict: loss.review,
            by: named(loss.reviewed_by, loss.reviewed_by_name),
            at: formatInstant(loss.reviewed_at),
            comment: loss.review_comment,
            returnedTo: named(loss.returned_to, loss.returned_to_name),
          },
  }
}

/** A deal as it stood when it was closed, the reason that was stated then, and the book that was in force. */
type Then = { dossier: Dossier; reason: string; book: Book }

/** What the journal knows of a loss, folded up to it; null of one that came closed from elsewhere. */
async function asItWasLost({ tx, actor }: Asking, { deal_id, closed_at }: Loss, book: Book): Promise<Then | null> {
  const { rows } = await sql<{ type: string; at: Instant; clause: string | null; version: number; data: object }>`
    select type, at, clause, regulation_version as version, data from journal
    where workspace_id = ${actor.workspaceId} and stream_id = ${deal_id}::uuid order by position`.execute(tx)
  let dossier: Dossier | null = null
  for (const { clause, version, ...row } of rows) {
    const event = (clause === null ? row : { ...row, clause }) as DealEvent
    if (event.type === 'deal-lost' && event.at === closed_at)
      return dossier && { dossier, reason: event.data.reason, book: await bookThen(tx, actor.workspaceId, book, version, closed_at) }
    dossier = evolve(dossier, event)
  }
  return null
}

async function roleOf({ tx, actor }: Asking, { closed_by }: Loss): Promise<Role | 'system'> {
  if (closed_by === null) return 'system'
  const member = await tx
    .selectFrom('member')
    .select('role')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', closed_by)
    .executeTakeFirst()
  return (member?.role as Role | undefined) ?? 'manager'
}

/** What each guard of closing says of it, by the regulation of that day and as the client is known now. */
function checksAt(
  { language }: Asking,
  { situation }: Case,
  { dossier: deal, reason, book }: Then,
  { criterion, comment, duplicate_of, evidence, until_at, closed_at, closed_by }: Loss,
  role: Role | 'system',
): ClosingCheck[] {
  const step = {
    kind: 'close' as const,
    reason,
    evidence,
    criterion: criterion ?? undefined,
    comment: comment ?? undefined,
    until: until_at ?? undefined,
    duplicateOf: duplicate_of ?? undefined,
    duplicateIsOfSameClient: duplicate_of !== null,
  }
  const stood: Situation = { ...situation, deal, actor: { memberId: closed_by, role } }
  return checksOf(book.regulation, { steps: [step] }, stood, closed_at).map(({ clause, number, state, finding }) => {
    const known = book.regulation.clause(clause)!
    return {
      clause,
      number,
      title: known.kind.words[language].title,
      mode: known.mode,
      state,
      finding: finding && sayFinding(book, finding, language),
    }
  })
}

const kindOf: Record<string, 'phone' | 'mail' | 'messenger' | 'meeting'> = {
  call: 'phone',
  sms: 'phone',
  mail: 'mail',
  chat: 'messenger',
  messenger: 'messenger',
  meeting: 'meeting',
}

/** How often each way to the client was tried: since he was last heard, and on this deal at all (H5). */
function attemptsBy({ situation }: Case, atLoss: Dossier | null, interactions: readonly Interaction[], { closed_at }: Loss) {
  const tried = interactions.filter(
    ({ direction, outcome, at }) => direction === 'out' && at <= closed_at && outcome !== 'bounced' && outcome !== 'cancelled',
  )
  return (['phone', 'mail', 'messenger'] as const).map((kind) => {
    const all = tried.filter(({ channel }) => kindOf[channel] === kind)
    return {
      kind,
      sinceHeard: atLoss?.attempts.filter((attempt) => attempt.kind === kind).length ?? 0,
      all: all.length,
      known: situation.client.channels[kind],
      lastAt: iso(all[0]?.at ?? null),
    }
  })
}

async function visitsOf({ tx, actor, language }: Asking, { book, deal }: Case, { deal_id }: Loss) {
  const rows = await tx
    .selectFrom('stage_visit')
    .select(['stage', 'entered_at', 'left_at', 'reason'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('deal_id', '=', deal_id)
    .orderBy('seq')
    .limit(200)
    .execute()
  const names = namesIn(book.regulation, language)
  return rows.map(({ stage, entered_at, left_at, reason }) => ({
    stage: names.stage(stage, deal.pipeline),
    enteredAt: formatInstant(entered_at),
    leftAt: iso(left_at),
    reason,
  }))
}

/** The review that waits longest after this one. */
async function nextAfter(asking: Asking, { id, closed_at }: Loss): Promise<string | null> {
  const { tx, actor } = asking
  const { rows } = await sql<{ id: string }>`
    select closure.id from closure where closure.workspace_id = ${actor.workspaceId} and closure.review = 'pending'
      and (closure.closed_at, closure.id) > (${at(closed_at)}, ${id}::uuid) and ${await lossesInSight(asking)}
    order by closure.closed_at, closure.id limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

async function dealName({ tx, actor }: Asking, id: string) {
  const deal = await tx
    .selectFrom('deal')
    .select(['id', 'number', 'title'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return deal ? { ...deal, client: null } : null
}
