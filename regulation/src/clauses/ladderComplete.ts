import { Type } from 'typebox'
import { clauseKind, type GuardView } from '../clauseKind.ts'
import type { Regulation } from '../compile.ts'
import { silentRow } from '../losing.ts'

/** How many tries the ladder of the company has (regulation §6). */
function ladderEnd({ clauses }: Regulation): number {
  const ladder = clauses.find(({ kind }) => kind.kind === 'no-answer-ladder')
  return ladder ? (ladder.params as { waits: string[] }).waits.length + 1 : 4
}

/** What the row of a client never reached still lacks; null when nothing. */
function lacking({ step, before, situation, regulation }: GuardView<'close'>) {
  const end = ladderEnd(regulation)
  const row = silentRow(step.reason, before!, situation.client)
  if (row === 'T6') return { what: 'other-reason', reason: 'could-not-reach', made: before!.ladder.rung, needed: end }
  if (row !== 'T1' && row !== 'T2') return null
  const { rung, letterSent, nextAt } = before!.ladder
  if (rung < end) return { what: 'ladder', made: rung, needed: end, nextAt }
  return row === 'T2' && situation.client.channels.mail && !letterSent ? { what: 'letter', template: 'could-not-reach-you' } : null
}

/** A client never reached is given up when the no-answer ladder is finished, and the letter sent where an e-mail is known (C8). */
export const ladderComplete = clauseKind({
  kind: 'ladder-complete',
  ids: ['C8', 'H2'],
  params: Type.Object({}, { additionalProperties: false }),
  guard: {
    on: ['close'],
    when: ({ step }) => step.reason === 'could-not-reach' || step.reason === 'does-not-answer',
    holds: (view) => lacking(view) === null,
    explain: (view) => {
      const lacks = lacking(view)!
      return {
        lacks,
        mends:
          lacks.what === 'other-reason'
            ? [
                ...(lacks.made! < lacks.needed! ? [{ act: 'no-answer' as const }] : []),
                { act: 'closure' as const, reason: 'could-not-reach' },
              ]
            : [{ act: 'no-answer' as const }],
      }
    },
  },
  words: {
    ru: {
      title: 'Недозвон — до конца',
      sentence: () =>
        'Клиента, с которым ни разу не говорили, закрывают как «не дозвонился» после всех попыток дозвона; если известна почта — и после письма.',
      lesson:
        'Сначала через час, потом через день и ещё раз через час. Кнопка «Не ответил» сама переносит дело — звоните, когда она просит.',
      refusal: ({ what, made, needed }) =>
        what === 'letter'
          ? 'Клиенту ещё не отправлено письмо «не смогли дозвониться»'
          : what === 'other-reason'
            ? 'С клиентом ещё не говорили: причина — «не дозвонился», когда попытки дозвона пройдены'
            : `Дозвон не закончен: сделано ${made as number} из ${needed as number}`,
    },
    en: {
      title: 'The ladder to its end',
      sentence: () =>
        'A client with whom nobody ever talked is closed as “could not reach” after all tries to call; where an e-mail is known, after the letter too.',
      lesson:
        'First after an hour, then after a day, and once more an hour later. The button “No answer” moves the task: call when it asks.',
      refusal: ({ what, made, needed }) =>
        what === 'letter'
          ? 'The letter “could not reach you” has not been sent yet'
          : what === 'other-reason'
            ? 'Nobody has talked to the client yet: the reason is “could not reach”, after all tries'
            : `The tries to call are not finished: ${made as number} of ${needed as number}`,
    },
  },
})
