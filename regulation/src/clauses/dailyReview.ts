import {
  closingOfDay,
  closingOfWorkingDayAtOrAfter,
  dateOf,
  type Instant,
  instantOn,
  nextWorkingInstant,
  previousWorkingInstant,
  type WorkCalendar,
} from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import type { Regulation } from '../compile.ts'
import { isActive, suitableOn } from '../dailyReview.ts'
import type { MemberSituation, OwnDeal } from '../memberSituation.ts'

/**
 * The closings that matter at an instant: that of the last working day until the next one opens, and the next one to come. What was not
 * looked at yesterday can be looked at no more once today has begun.
 */
export function closingsAround(calendar: WorkCalendar, now: Instant): { closing: Instant; until: Instant }[] {
  const ofDay = closingOfDay(calendar, now)
  const before = previousWorkingInstant(calendar, now)
  const isOver = ofDay !== null && now >= ofDay
  const hasBegun = nextWorkingInstant(calendar, now) === now || dateOf(calendar, before) === dateOf(calendar, now)
  const span = (closing: Instant) => ({ closing, until: nextWorkingInstant(calendar, closing) })
  if (hasBegun && !isOver) return [span(ofDay!)]
  return [span(isOver ? ofDay : before), span(closingOfWorkingDayAtOrAfter(calendar, nextWorkingInstant(calendar, now)))]
}

const cameBefore = ({ dossier: { createdAt, takenAt, reopenedAt } }: OwnDeal, closing: Instant) =>
  Math.max(createdAt, takenAt ?? createdAt, reopenedAt ?? createdAt) < closing

/** Whether a deal was left out on the day of a closing: not looked at, or suitable and not touched. */
function isLeftOut(regulation: Regulation, { calendar }: MemberSituation, { dossier, lookedOn }: OwnDeal, closing: Instant): boolean {
  const day = dateOf(calendar, closing)
  if (lookedOn === null || lookedOn < day) return true
  return dossier.touchedAt < instantOn(calendar, day) && suitableOn(regulation, dossier, calendar, closing) !== null
}

/** Each active deal is looked at every working day, and each suitable one touched (D8, regulation §10). */
export const dailyReview = clauseKind({
  kind: 'daily-review',
  ids: ['D8'],
  params: Type.Object({}, { additionalProperties: false }),
  memberWatch: {
    breaks: ({ member, regulation, now }) => {
      const active = member.deals?.filter(({ dossier }) => isActive(regulation, dossier))
      const mayComeTo = (closing: Instant) => (active ? active.some((deal) => cameBefore(deal, closing)) : member.load.open > 0)
      const hasComeTo = (closing: Instant) =>
        active?.some((deal) => cameBefore(deal, closing) && isLeftOut(regulation, member, deal, closing)) ?? false
      return closingsAround(member.calendar, now).flatMap(({ closing, until }) =>
        (closing > now ? mayComeTo(closing) : hasComeTo(closing))
          ? [{ about: dateOf(member.calendar, closing), from: closing, until }]
          : [],
      )
    },
  },
  words: {
    ru: {
      title: 'Обход сделок',
      sentence: () =>
        'Каждый рабочий день менеджер открывает каждую активную сделку, а с подходящими связывается: там, где дело на сегодня, пора коснуться клиента или он ждёт ответа.',
      fate: 'обход останется неполным',
      lesson: 'Минута на сделку: что изменилось, что дальше. Так ни один клиент не теряется между большими делами.',
    },
    en: {
      title: 'Daily review',
      sentence: () =>
        'Every working day each active deal is opened, and each suitable one contacted: where a task is due, a touch is near or the client waits.',
      fate: 'the review stays incomplete',
      lesson: 'A minute for each deal: what has changed, what is next. So no client is lost between the big ones.',
    },
  },
})
