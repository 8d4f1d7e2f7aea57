import { add, closingAfter, dutyAt, parseTerm } from '@reglament/kernel'
import { Type, type Static } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import type { Dossier } from '../dossier.ts'
import { before } from '../clocks.ts'
import { isSales } from '../pipelineKind.ts'
import { plan } from '../plan.ts'
import type { Situation } from '../situation.ts'

const params = Type.Object(
  {
    longest: Type.String({ pattern: '^(\\d{1,4} d|\\d{1,3} (w|mo))$', default: '3 mo' }),
    prolongBy: Type.String({ pattern: '^(\\d{1,4} d|\\d{1,3} (w|mo))$', default: '1 mo' }),
    prolongationsMax: Type.Integer({ minimum: 0, maximum: 12, default: 2 }),
    headWithin: Type.String({ pattern: '^\\d{1,4} (wh|wd)$', default: '1 wd' }),
    shownAhead: Type.String({ pattern: '^\\d{1,3} (d|w)$', default: '14 d' }),
  },
  { additionalProperties: false },
)

/** When the life of a deal ends: three months from its creation, as prolonged, or a month after reopening if that is later. */
function endOf({ calendar }: Situation, { livesFrom, livesUntil, reopenedAt }: Dossier, { longest, prolongBy }: Static<typeof params>) {
  const end = Math.max(add(calendar, livesFrom, parseTerm(longest)), livesUntil ?? 0)
  return reopenedAt === null ? end : Math.max(end, add(calendar, reopenedAt, parseTerm(prolongBy)))
}

/** An open deal lives at most three months; then the head prolongs, closes or hands over (B8, regulation §7). */
export const lifetime = clauseKind({
  kind: 'lifetime',
  ids: ['B8'],
  params,
  guard: {
    on: ['prolong'],
    holds: ({ step, before, situation, now }, p) =>
      step.reason.trim() !== '' &&
      before!.prolongations < p.prolongationsMax &&
      step.until > now &&
      step.until <= add(situation.calendar, Math.max(now, endOf(situation, before!, p)), parseTerm(p.prolongBy)),
    explain: ({ step, before, situation, now }, p) => ({
      lacks:
        before!.prolongations >= p.prolongationsMax
          ? { what: 'prolongations', made: before!.prolongations, needed: p.prolongationsMax }
          : step.reason.trim() === ''
            ? { what: 'reason' }
            : { what: 'date', until: add(situation.calendar, Math.max(now, endOf(situation, before!, p)), parseTerm(p.prolongBy)) },
      mends: before!.prolongations >= p.prolongationsMax ? [{ act: 'closure' }, { act: 'assign' }] : [{ act: 'prolong' }],
    }),
  },
  watch: {
    order: 3,
    ahead: true,
    breaks: ({ dossier, situation, regulation }, p) => {
      if (!isSales(regulation, dossier)) return []
      const end = endOf(situation, dossier, p)
      return [
        {
          about: '',
          since: dossier.reopenedAt ?? dossier.livesFrom,
          from: closingAfter(situation.calendar, end),
          shownFrom: before(situation.calendar, end, p.shownAhead),
          memberId: dossier.responsibleId,
        },
      ]
    },
    follows: ({ dossier, situation, now, newId }, { headWithin }) => [
      plan(
        { kind: 'decide-lifetime', dueAt: dutyAt(situation.calendar, now, parseTerm(headWithin)), assigneeId: situation.headId },
        { dossier, now, newId },
      ),
    ],
  },
  words: {
    ru: {
      title: 'Срок жизни сделки',
      clock: 'Срок жизни',
      names: {
        longest: 'Сколько живёт сделка',
        prolongBy: 'На сколько продлевать',
        prolongationsMax: 'Сколько раз продлевать',
        headWithin: 'Срок решения руководителя',
        shownAhead: 'За сколько предупреждать',
      },
      sentence: ({ longest, prolongBy, prolongationsMax, headWithin, shownAhead }, say) =>
        `Открытая сделка живёт не дольше, чем ${say.term(longest)}; срок виден заранее, за ${say.span(shownAhead)}. Потом руководитель решает за ${say.span(headWithin)}: закрыть, передать или продлить на ${say.span(prolongBy)}, но не больше, чем ${say.count(prolongationsMax, ['раз', 'раза', 'раз'])}.`,
      fate: 'срок жизни сделки выйдет, решать будет руководитель',
      lesson: 'Старая сделка держит место, которого хватило бы новой. За две недели до срока решите: дожать, отложить с датой или закрыть.',
      refusal: ({ what }) =>
        what === 'prolongations'
          ? 'Сделку уже продлевали столько раз, сколько можно'
          : what === 'reason'
            ? 'Напишите, почему сделку нужно продлить'
            : 'Продлить можно только на разрешённый срок',
    },
    en: {
      title: 'Lifetime of a deal',
      clock: 'Lifetime',
      names: {
        longest: 'How long a deal lives',
        prolongBy: 'Prolonged by',
        prolongationsMax: 'Prolonged how many times',
        headWithin: 'Time for the head to decide',
        shownAhead: 'Shown ahead',
      },
      sentence: ({ longest, prolongBy, prolongationsMax, headWithin, shownAhead }, say) =>
        `An open deal lives at most ${say.term(longest)}; its end is shown ${say.term(shownAhead)} ahead. Then the head decides within ${say.term(headWithin)}: close, hand over, or prolong by ${say.term(prolongBy)}, at most ${say.count(prolongationsMax, ['time', 'times'])}.`,
      fate: 'the deal has lived its time, the head decides',
      lesson: 'An old deal takes the place of a new one. Two weeks before the end decide: push it through, postpone with a date, or close.',
      refusal: ({ what }) =>
        what === 'prolongations'
          ? 'The deal has been prolonged as often as it may be'
          : what === 'reason'
            ? 'Say why the deal has to be prolonged'
            : 'It may be prolonged by the allowed term only',
    },
  },
})
