import { add, type Instant, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind, type GuardView } from '../clauseKind.ts'

/** Until when who gave the deal back, or lost it, may not take it again; null: he may. A release has no such pause (regulation §9). */
function pausedUntil({ before, situation: { actor, calendar } }: GuardView<'take'>, pause: string): Instant | null {
  const own = before!.left.findLast(({ memberId, toExchange, why }) => toExchange && memberId === actor.memberId && why !== 'release')
  return own ? add(calendar, own.at, parseTerm(pause)) : null
}

/** Who gave a deal back or lost it leaves it to others for a while (I4, regulation §9). */
export const ownReturnPause = clauseKind({
  kind: 'own-return-pause',
  ids: ['I4'],
  params: Type.Object({ pause: Type.String({ pattern: '^\\d{1,4} (wh|wd)$', default: '3 wd' }) }, { additionalProperties: false }),
  guard: {
    on: ['take'],
    when: ({ before }) => before?.responsibleId === null,
    holds: (view, { pause }) => view.now >= (pausedUntil(view, pause) ?? view.now),
    explain: (view, { pause }) => ({ lacks: { what: 'pause' }, mends: [], passesAt: pausedUntil(view, pause) }),
  },
  words: {
    ru: {
      title: 'Пауза прежнего менеджера',
      names: { pause: 'Сколько длится пауза' },
      sentence: ({ pause }, say) =>
        `Кто вернул сделку на биржу или потерял её за просрочку, снова может взять её через ${say.term(pause)}; после разгрузки паузы нет.`,
      lesson: 'Пауза нужна, чтобы к клиенту успел подойти кто-то со свежими силами. После неё попробуйте ещё раз.',
      refusal: () => 'Вы недавно вели эту сделку: сначала её могут взять другие',
    },
    en: {
      title: 'Pause of the former manager',
      names: { pause: 'How long the pause lasts' },
      sentence: ({ pause }, say) =>
        `Who gave a deal back or lost it for an overdue task may take it again after ${say.term(pause)}; after a release there is no pause.`,
      lesson: 'The pause lets somebody with fresh strength go to the client. After it, try again.',
      refusal: () => 'You had this deal not long ago: others may take it first',
    },
  },
})
