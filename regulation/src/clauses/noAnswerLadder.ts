import { add, type Instant, MINUTE_MS, parseTerm, workingMinutes } from '@reglament/kernel'
import { Type, type Static } from 'typebox'
import { clauseKind, type ConsequenceView, type Following } from '../clauseKind.ts'
import type { Dossier } from '../dossier.ts'
import { plan } from '../plan.ts'
import type { Situation } from '../situation.ts'

const TermText = Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$' })
const params = Type.Object(
  {
    waits: Type.Array(TermText, { minItems: 1, maxItems: 10, default: ['1 wh', '1 wd', '1 wh'] }),
    thenClose: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '2 wh' }),
    earlyMinutes: Type.Integer({ minimum: 0, maximum: 240, default: 10 }),
  },
  { additionalProperties: false },
)
type Params = Static<typeof params>

const countsFrom = ({ ladder: { rung, nextAt } }: Dossier, { earlyMinutes }: Params) =>
  rung === 0 || nextAt === null ? null : nextAt - earlyMinutes * MINUTE_MS

const isClimbing = ({ status, talkedAt }: Dossier, { client }: Situation) => status === 'open' && talkedAt === null && client.channels.phone

/** One rung up: the call task moves to its next time, and after the last becomes the decision. */
function climb(taskId: string, rung: number, { waits, thenClose }: Params, { calendar }: Situation, now: Instant): Following[] {
  const wait = waits[rung]
  const nextAt = wait === undefined ? null : add(calendar, now, parseTerm(wait))
  const task =
    nextAt === null
      ? { id: taskId, kind: 'close-or-find-channel', dueAt: add(calendar, now, parseTerm(thenClose)) }
      : { id: taskId, dueAt: nextAt }
  return [
    { event: { type: 'ladder-climbed', at: now, data: { rung: rung + 1, nextAt } } },
    { event: { type: 'task-changed', at: now, data: task } },
  ]
}

const calls: ReadonlySet<string> = new Set(['call', 'call-back', 'close-or-find-channel'])
const callBackWithin = workingMinutes(30)

/** He showed up without a talk: the ladder starts over, and he is called back. */
function startOver(
  at: Instant,
  { dossier, situation, now, newId }: Pick<ConsequenceView, 'dossier' | 'situation' | 'now' | 'newId'>,
): Following[] {
  const dueAt = add(situation.calendar, at, callBackWithin)
  const call = dossier.openTasks.find(({ kind }) => calls.has(kind))
  return [
    { event: { type: 'ladder-climbed', at: now, data: { rung: 0, nextAt: null } } },
    call
      ? { event: { type: 'task-changed', at: now, data: { id: call.id, kind: 'call-back', dueAt } } }
      : plan({ kind: 'call-back', dueAt, assigneeId: dossier.responsibleId }, { dossier, now, newId }),
  ]
}

/** Missed once: in an hour. Twice: tomorrow, and an hour later. Then closing is due (C8, regulation §6). A state of the deal, not of the task. */
export const noAnswerLadder = clauseKind({
  kind: 'no-answer-ladder',
  ids: ['C8'],
  params,
  guard: {
    on: ['no-answer'],
    when: ({ before, situation }) => isClimbing(before!, situation),
    holds: ({ before, now }, p) => now >= (countsFrom(before!, p) ?? now),
    explain: ({ before }, p) => ({
      lacks: { what: 'time', nextAt: before!.ladder.nextAt },
      mends: [{ act: 'wait', until: before!.ladder.nextAt }],
      countsFrom: countsFrom(before!, p)!,
    }),
  },
  consequence: {
    after: ['interaction-recorded'],
    follows: ({ step, event, dossier, situation, now, newId }, p): Following[] => {
      if (event.type !== 'interaction-recorded' || !isClimbing(dossier, situation)) return []
      const { rung, letterSent } = dossier.ladder
      if (event.data.heard) return rung > 0 ? startOver(event.at, { dossier, situation, now, newId }) : []
      const counted = countsFrom(dossier, p)
      if (step.kind !== 'no-answer' || (counted !== null && now < counted)) return []
      const letter: Following[] =
        situation.client.channels.mail && !letterSent
          ? [{ event: { type: 'letter-queued', at: now, data: { template: 'could-not-reach-you', kind: 'mail' } } }]
          : []
      return rung > p.waits.length ? letter : [...climb(step.taskId, rung, p, situation, now), ...letter]
    },
  },
  words: {
    ru: {
      title: 'Недозвон',
      names: { waits: 'Когда перезванивать', thenClose: 'Потом на решение', earlyMinutes: 'Насколько раньше можно, минут' },
      sentence: ({ waits, thenClose, earlyMinutes }, say) =>
        `Если клиент, с которым ещё не говорили, не ответил, звонок повторяют: ${waits.map((wait: string) => `через ${say.span(wait)}`).join(', затем ')}; потом за ${say.span(thenClose)} закрывают сделку или находят другой канал. Звонок раньше срока больше чем на ${say.count(earlyMinutes, ['минуту', 'минуты', 'минут'])} не считается.`,
      lesson:
        'Нажмите «Не ответил» — дело само перейдёт на нужное время. Нажатие раньше срока запишется, но ступени не прибавит. Если клиент перезвонил, а вы пропустили, счёт начинается заново.',
      refusal: () => 'Записано; эта попытка не прибавит ступени: звонок был раньше срока',
    },
    en: {
      title: 'No answer',
      names: { waits: 'When to call again', thenClose: 'Then time to decide', earlyMinutes: 'How many minutes earlier counts' },
      sentence: ({ waits, thenClose, earlyMinutes }, say) =>
        `If a client with whom nobody has talked yet does not answer, the call is repeated ${waits.map((wait: string) => `in ${say.term(wait)}`).join(', then ')}; then within ${say.term(thenClose)} the deal is closed or another channel found. A call more than ${say.count(earlyMinutes, ['minute', 'minutes'])} before its time does not count.`,
      lesson:
        'Press “No answer” and the task moves to its next time by itself. A press before the time is recorded but does not climb. If the client rings back and you miss it, the count starts over.',
      refusal: () => 'Recorded; this try does not climb: it came before its time',
    },
  },
})
