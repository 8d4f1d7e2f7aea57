import type { Instant } from '@reglament/kernel'
import { type Act, type ClientFacts, corridorOf, decide, type FieldValue, type Role, type Situation, standing } from '@reglament/regulation'
import { newId } from '@reglament/kernel'
import { sql } from 'kysely'
import { inWorkspace, type Db, type Tx } from '../../platform/database.ts'
import { apply, type Write } from '../deals/index.ts'
import { type Book, bookInForce } from '../rulebook/index.ts'
import { type Client, type Clients, type Imagined, resolveClients, writeClients } from './clients.ts'
import type { Draft, PersonNamed, Rejected } from './draft.ts'
import type { People, Person } from './people.ts'
import type { Plan } from './plan.ts'
import type { Reason, Remark } from './reasons.ts'
import type { ReviewDays } from './spread.ts'

/** Everything that the batches of one import share. */
export type Run = {
  db: Db
  workspaceId: number
  actor: { memberId: string; role: Role }
  now: Instant
  plan: Plan
  people: People
  days: ReviewDays
  /** Of a dry run: the book with the fields that would be declared, and the clients that would be made. Nothing is written. */
  dry?: { book: Book; imagined: Imagined }
}

export type Adopted = { draft: Draft; write: Write; kept: { field: string; value: string }[]; remarks: Remark[] }
/** What became of a batch, once it was committed. */
export type Settled = { adopted: Adopted[]; already: number; rejected: Rejected[]; companies: number; contacts: number }

/**
 * Adopts a batch in one transaction. When the database does not accept it, its halves are tried, down to the row that is at fault:
 * that one is rejected with its reason, and the rest comes in (L3).
 */
export async function adoptBatch(run: Run, drafts: readonly Draft[]): Promise<Settled[]> {
  try {
    const settled = await inWorkspace(run, run.workspaceId, (tx) => adoptIn(tx, run, drafts))
    run.people.keep()
    run.plan.lists.keep()
    return [settled]
  } catch (error) {
    forget(run)
    if (!isOfTheRows(error)) throw error
    if (drafts.length === 1) return [notWritten(drafts[0]!, error)]
    const half = Math.ceil(drafts.length / 2)
    return [...(await adoptBatch(run, drafts.slice(0, half))), ...(await adoptBatch(run, drafts.slice(half)))]
  }
}

const forget = ({ people, plan }: Run) => {
  people.forget()
  plan.lists.forget()
}

/** Data, a constraint or a number out of range; not a database that is gone. */
export function isOfTheRows(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return error instanceof RangeError || (typeof code === 'string' && /^(22|23|RG|57014)/.test(code))
}

function notWritten({ row }: Draft, error: unknown): Settled {
  const { constraint, code } = error as { constraint?: string; code?: string }
  const reasons: Reason[] = [{ code: 'not-written', value: constraint ?? code ?? (error as Error).message }]
  return { adopted: [], already: 0, rejected: [{ row, reasons }], companies: 0, contacts: 0 }
}

type Ready = { draft: Draft; person: Person | null; fields: Record<string, FieldValue>; kept: Adopted['kept']; remarks: Remark[] }

async function adoptIn(tx: Tx, run: Run, drafts: readonly Draft[]): Promise<Settled> {
  const { workspaceId, now, people, plan, dry } = run
  forget(run) // An earlier try of this transaction may have lost to another one.
  if (!dry) await lockImports(tx, workspaceId)
  const there = await adoptedBefore(tx, run, drafts)
  const fresh = drafts.filter((draft) => !there.has(externalId(run, draft)))
  const ready: Ready[] = []
  const rejected: Rejected[] = []
  for (const draft of fresh) {
    const row = makeReady(run, draft)
    if (Array.isArray(row)) rejected.push({ row: draft.row, reasons: row })
    else ready.push(row)
  }
  const clients = await resolveClients(
    tx,
    workspaceId,
    ready.map(({ draft }) => draft),
    dry?.imagined,
  )
  // Looking them all up is what finds those that have to be made.
  const clientOf = new Map(ready.map(({ draft }) => [draft, clients.of(draft)]))
  if (!dry) {
    await people.write(tx, workspaceId, now)
    await plan.lists.write(tx, workspaceId)
    await writeClients(tx, workspaceId, clients, now)
  }
  const book = dry?.book ?? (await bookInForce(tx, workspaceId))
  const receivers = await receiversOf(tx, run, book, ready)
  const adopted = ready.map((row): Adopted => {
    const write = decideAdoption(run, book, row, clientOf.get(row.draft)!, row.person && receivers.get(row.person.id)!)
    return { draft: row.draft, write, kept: row.kept, remarks: row.remarks }
  })
  if (!dry && adopted.length > 0) {
    const ink = { workspaceId, actorId: run.actor.memberId, now, book }
    await apply(
      tx,
      adopted.map(({ write }) => write),
      ink,
    )
  }
  return { adopted, already: drafts.length - fresh.length, rejected, ...made(clients) }
}

const made = ({ companies, contacts }: Clients) => ({ companies: companies.length, contacts: contacts.length })
const externalId = ({ plan }: Run, draft: Draft) => `${plan.source}:${draft.externalId}`

/** One import of a workspace at a time: names and companies have no constraint that would keep two from making the same twice. */
export const lockImports = (tx: Tx, workspaceId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('reglament: import', ${workspaceId}::bigint))`.execute(tx)

async function adoptedBefore(tx: Tx, run: Run, drafts: readonly Draft[]): Promise<Set<string>> {
  const ids = drafts.map((draft) => externalId(run, draft))
  const { rows } = await sql<{ external_id: string }>`
    select external_id from deal where workspace_id = ${run.workspaceId} and external_id = any(${ids})`.execute(tx)
  return new Set(rows.map((row) => row.external_id))
}

/** Who and what a row names, looked up and if need be staged; or why it can't come in. */
function makeReady(run: Run, draft: Draft): Ready | Reason[] {
  const reasons: Reason[] = []
  const remarks = [...draft.remarks]
  const named = { responsible: draft.responsible, isOpen: draft.stage.kind === 'open' }
  const person = responsibleOf(run.people, run.plan.responsible, named, reasons, remarks)
  const fields = { ...draft.fields }
  const kept: Adopted['kept'] = []
  const { lists } = run.plan
  for (const { field, value, column } of draft.listed) {
    const option = lists.option(field, value) ?? (lists.hasRoom(field) ? lists.stage(field, value) : undefined)
    if (!option) {
      reasons.push({ code: 'too-many-options', column, value })
      continue
    }
    fields[field] = option.key
    if (option.adopted) kept.push({ field, value: option.name.ru })
  }
  return reasons.length > 0 ? reasons : { draft, person, fields, kept, remarks }
}

type Named = { responsible: PersonNamed | null; isOpen: boolean }

/** The person that a row names: known, made, or none with a word about it. */
export function responsibleOf(
  people: People,
  planned: Plan['responsible'],
  { responsible, isOpen }: Named,
  reasons: Reason[],
  remarks: Remark[],
): Person | null {
  if (!responsible) return null
  const { unknown, role, name: column } = planned!
  const found = people.find(responsible)
  const place = { column, value: responsible.cell }
  if (found === 'several') {
    reasons.push({ code: 'ambiguous-person', ...place })
    return null
  }
  if (found?.gone && isOpen) {
    remarks.push({ code: 'person-gone', ...place })
    return null
  }
  if (found) return found
  if (unknown === 'make') return people.add({ ...responsible, role })
  if (unknown === 'reject') reasons.push({ code: 'unknown-person', ...place })
  else remarks.push({ code: 'exchange', ...place })
  return null
}

type Receiver = { memberId: string; openDeals: number; max: number | null }

/**
 * Who gets deals of this batch, with the load that he has before it: adoption may exceed the limit, and is recorded then (D9). One
 * statement, whatever the number of rows; who is only imagined by a dry run has no deals yet.
 */
async function receiversOf(tx: Tx, { workspaceId }: Run, { regulation }: Book, rows: readonly Ready[]): Promise<Map<string, Receiver>> {
  const people = new Map(rows.flatMap(({ person }) => (person ? [[person.id, person] as const] : [])))
  if (people.size === 0) return new Map()
  const { rows: known } = await sql<{
    id: string
    load_min: number | null
    load_max: number | null
    load_max_off: boolean
    open: number
  }>`
    select member.id::text, load_min, load_max, load_max_off,
      coalesce(load.open, 0) as open
    from member left join member_load as load on load.workspace_id = member.workspace_id and load.member_id = member.id
    where member.workspace_id = ${workspaceId} and member.id = any(${[...people.keys()]}::uuid[])`.execute(tx)
  const own = new Map(known.map((row) => [row.id, row]))
  return new Map(
    [...people.values()].map(({ id, role }) => {
      const { load_min: min = null, load_max: max = null, load_max_off: maxOff = false, open = 0 } = own.get(id) ?? {}
      return [id, { memberId: id, openDeals: open, max: corridorOf(regulation, role, { min, max, maxOff }).max }]
    }),
  )
}

/** The judgement of the book on one row: its guards only record (§3 adoption). */
function decideAdoption(run: Run, book: Book, { draft, person, fields }: Ready, client: Client, receiver: Receiver | null): Write {
  const { actor, now, plan, days } = run
  const { stage, title, note, budget, createdAt, enteredAt, closedAt, lossReason } = draft
  const responsibleId = person?.id ?? null
  const act: Act = {
    steps: [
      {
        kind: 'adopt',
        dealId: newId(),
        pipeline: plan.pipeline,
        stage: stage.key,
        status: stage.kind,
        title,
        note: note === '' ? undefined : note,
        budget,
        fields,
        contactId: client.contact?.id ?? null,
        companyId: client.company?.id ?? null,
        responsibleId,
        inquiryAt: createdAt,
        createdAt,
        enteredAt,
        closedAt,
        lossReason,
        task: stage.kind === 'open' ? { kind: 'review-imported', text: '', dueAt: days.next(responsibleId) } : undefined,
      },
    ],
  }
  const situation: Situation = {
    deal: null,
    client: factsOf(client),
    actor,
    calendar: book.calendar,
    headId: null,
    reviewerId: null,
    receiver: receiver && { ...receiver },
    absences: [],
  }
  const { changes } = decide(book.regulation, act, situation, now)
  if (stage.kind === 'won') countWin(client)
  if (receiver && changes.after?.status === 'open' && book.regulation.pipelines.get(plan.pipeline)!.kind === 'sales') receiver.openDeals++
  const { nextCheckAt } = standing(book.regulation, { ...situation, deal: changes.after }, now)
  return { ...changes, nextCheckAt, adopted: { externalId: externalId(run, draft) } }
}

const factsOf = ({ company, contact }: Client): ClientFacts => ({
  channels: { phone: contact?.phone ?? false, mail: contact?.mail ?? false, messenger: false },
  wonDeals: company?.wonDeals ?? contact?.wonDeals ?? 0,
})

/** The next row of the same client meets a returning one. */
function countWin({ company, contact }: Client): void {
  if (company) company.wonDeals++
  if (contact) contact.wonDeals++
}
