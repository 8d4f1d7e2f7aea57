import type { Dismissal, InteractionCreation, NoAnswer } from '@reglament/contract'
import { add, newId, parseInstant, workingDays, type Instant } from '@reglament/kernel'
import type { Text } from '../../platform/text.ts'
import { conflict, type Fault, invalid, notFound } from '../../platform/http/problem.ts'
import { dismissInteraction, interactionById, writeInteraction } from '../interactions/index.ts'
import { isSameWay, markDeadEnd, readWays } from '../contacts/index.ts'
import { dealOfTask } from '../tasks/index.ts'
import type { Book } from '../rulebook/index.ts'
import type { Asking, Outcome } from './asking.ts'
import { carryOut } from './carryOut.ts'
import { lockCase } from './lockCase.ts'
import { type Case } from './situation.ts'
import { aheadFaults } from './closeDeal.ts'
import { mustAct } from './sight.ts'
import { says } from './words.ts'

const texts = {
  future: { ru: 'Этого ещё не было: укажите прошедшее время.', en: 'This has not happened yet: give a time in the past.' },
  tooOld: { ru: 'Записать можно не позже чем через три рабочих дня.', en: 'It can be written down within three working days.' },
  noSense: { ru: 'Такого итога у такого общения не бывает.', en: 'Such a communication has no such outcome.' },
  notHis: { ru: 'У этого клиента такого нет: выберите из его телефонов и адресов.', en: 'The client has no such one: choose among his.' },
  notWaiting: { ru: 'На это уже ответили.', en: 'This has been answered already.' },
} satisfies Record<string, Text>

/** How late something may be written down by hand (regulation §2). */
const lateDaysMax = 3

const outcomes: Record<string, readonly string[]> = {
  'call out': ['talked', 'no-answer', 'busy', 'wrong-number', 'cancelled'],
  'call in': ['talked', 'missed'],
  'meeting out': ['held', 'cancelled'],
  'meeting in': ['held', 'cancelled'],
}
const ofMessages = { out: ['sent', 'bounced'], in: ['received', 'auto-reply'] }

const fitting = ({ channel, direction, outcome }: InteractionCreation) =>
  (outcomes[`${channel} ${direction}`] ?? ofMessages[direction]).includes(outcome)

/** A way to the client that this communication has shown to lead nowhere: a wrong number, a letter that came back (regulation §3). */
function deadEnd({ channel, outcome }: InteractionCreation): 'phone' | 'mail' | null {
  if (channel === 'call' && outcome === 'wrong-number') return 'phone'
  return channel === 'mail' && outcome === 'bounced' ? 'mail' : null
}

/** Which of his phones or e-mails it was, and whether others of the kind still lead to him. @throws Problem 400 where it is none of his */
async function deadWay({ tx, actor }: Asking, contactId: string | null, body: InteractionCreation) {
  const kind = deadEnd(body)
  if (kind === null) return null
  const his = contactId === null ? [] : (await readWays(tx, actor.workspaceId, contactId)).filter((way) => way.kind === kind)
  const way = body.way === undefined ? (his.find(({ wrongAt }) => wrongAt === null) ?? his[0]) : his.find(({ value }) => value === body.way)
  if (!way && body.way !== undefined) throw invalid([{ path: '/way', message: texts.notHis }])
  return { kind, way, othersLeft: his.some((one) => one.wrongAt === null && !(way && isSameWay(one, way))) }
}

/** What somebody writes down by hand has happened, and not longer ago than three working days (regulation §2). */
export function byHandFaults({ calendar }: Pick<Book, 'calendar'>, at: Instant, now: Instant, path: string): Fault[] {
  if (at > now) return [{ path, message: texts.future }]
  return at < add(calendar, now, workingDays(-lateDaysMax)) ? [{ path, message: texts.tooOld }] : []
}

/** Faults of a communication written down by hand: not of the future, not too late, with an outcome that it can have (regulation §2). */
function interactionFaults(body: InteractionCreation, at: Instant, { book }: Case, now: Instant): Fault[] {
  const { namedAt } = body
  return [
    ...byHandFaults(book, at, now, '/at'),
    ...(fitting(body) ? [] : [{ path: '/outcome', message: texts.noSense }]),
    ...(namedAt !== undefined && parseInstant(namedAt) <= now ? [{ path: '/namedAt', message: says.dueInPast }] : []),
    ...aheadFaults(namedAt, now, '/namedAt'),
  ]
}

/** Writes down by hand what really happened; the book reads in it who was heard, whether there was a talk, an attempt, a touch. */
export async function recordInteraction(asking: Asking, dealId: string, body: InteractionCreation): Promise<Outcome> {
  const { tx, actor, now } = asking
  const { channel, direction, outcome, text, seconds, namedAt, confirmed } = body
  const found = await lockCase(asking, dealId)
  mustAct(actor, found.owned)
  const at = body.at === undefined ? now : parseInstant(body.at)
  const faults = interactionFaults(body, at, found, now)
  if (faults.length > 0) throw invalid(faults)
  const id = newId()
  const interaction = { id, channel, direction, outcome, at, seconds, namedAt: namedAt === undefined ? undefined : parseInstant(namedAt) }
  const dead = await deadWay(asking, found.deal.contactId, body)
  const known = found.situation.client.channels
  const channels = { ...known, ...(dead && { [dead.kind]: known[dead.kind] && dead.othersLeft }) }
  const judged = { ...found, situation: { ...found.situation, client: { ...found.situation.client, channels } } }
  return carryOut(asking, judged, { steps: [{ kind: 'record-interaction', interaction }], confirmed }, async () => {
    if (dead?.way && found.deal.contactId) await markDeadEnd(tx, actor.workspaceId, found.deal.contactId, dead.way, now)
    const row = { id, dealId, channel, direction, outcome, at, recordedAt: now, byId: actor.memberId, seconds, text }
    await writeInteraction(tx, actor.workspaceId, row)
  })
}

/** The button "no answer" on a call task: an attempt is recorded, and the book says when to try again (C8, regulation §6). */
export async function noAnswer(asking: Asking, taskId: string, { note, confirmed }: NoAnswer): Promise<Outcome> {
  const { tx, actor, now } = asking
  const task = await dealOfTask(tx, actor.workspaceId, taskId)
  if (!task) throw notFound()
  const found = await lockCase(asking, task.deal_id)
  mustAct(actor, found.owned)
  if (!found.deal.openTasks.some(({ id }) => id === taskId)) throw conflict(says.taskEnded)
  const id = newId()
  return carryOut(asking, found, { steps: [{ kind: 'no-answer', taskId, interactionId: id }], confirmed }, () =>
    writeInteraction(tx, actor.workspaceId, {
      id,
      dealId: task.deal_id,
      channel: 'call',
      direction: 'out',
      outcome: 'no-answer',
      at: now,
      recordedAt: now,
      byId: actor.memberId,
      text: note,
    }),
  )
}

/** Says why something of the client's needs no answer (D7). */
export async function dismissIncoming(asking: Asking, interactionId: string, { reason }: Dismissal): Promise<Outcome> {
  const { tx, actor, now } = asking
  const item = await interactionById(tx, actor.workspaceId, interactionId)
  if (!item) throw notFound()
  const found = await lockCase(asking, item.deal_id)
  mustAct(actor, found.owned)
  if (!found.deal.unanswered.some(({ id }) => id === interactionId)) throw conflict(texts.notWaiting)
  return carryOut(asking, found, { steps: [{ kind: 'dismiss-incoming', incomingId: interactionId, reason }] }, () =>
    dismissInteraction(tx, actor.workspaceId, interactionId, actor.memberId, reason.trim(), now),
  )
}
