import {
  closingAfter,
  closingOfLaterDay,
  closingOfWorkingDayAtOrAfter,
  dateOf,
  type Instant,
  instantOn,
  type WorkCalendar,
} from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import type { DayItem, MemberSituation } from '../memberSituation.ts'

/** By which closing something is to be done; carried over with a reason it has until that of the next working day. */
function closingOf(calendar: WorkCalendar, { carriedOn }: DayItem, closing: Instant): Instant {
  return carriedOn === null ? closing : Math.max(closing, closingOfLaterDay(calendar, instantOn(calendar, carriedOn), 1))
}

/** What is due exactly at a closing belongs to that day; what comes in at a closing belongs to the next one. */
const closingsOf = ({ calendar, tasks, unanswered }: MemberSituation): Instant[] => [
  ...tasks.map((task) => closingOf(calendar, task, closingOfWorkingDayAtOrAfter(calendar, task.at))),
  ...unanswered.map((item) => closingOf(calendar, item, closingAfter(calendar, item.at))),
]

/** At closing nothing is unanswered and no task due that day is open, else it was carried over with a reason (D7, D10). */
export const dayClosing = clauseKind({
  kind: 'day-closing',
  ids: ['D7', 'D10'],
  params: Type.Object({}, { additionalProperties: false }),
  memberWatch: {
    breaks: ({ member }) => [...new Set(closingsOf(member))].map((closing) => ({ about: dateOf(member.calendar, closing), from: closing })),
  },
  words: {
    ru: {
      title: 'Закрытие дня',
      sentence: () =>
        'К концу рабочего дня отвечено на всё входящее и сделаны все дела этого дня; что осталось, переносят, назвав причину, и её видит руководитель.',
      fate: 'день не закроется: что-то осталось',
      lesson: 'Пять минут вечером дешевле, чем клиент, который ждал ночь. Не успели — перенесите и напишите почему: это честный ответ.',
    },
    en: {
      title: 'Closing the day',
      sentence: () =>
        'By the end of the working day everything that came in is answered and the tasks of that day are done; what is left is carried over with a reason, which the head sees.',
      fate: 'the day can’t be closed: something is left',
      lesson: 'Five minutes in the evening are cheaper than a client who waited all night. If you can’t, carry it over and say why.',
    },
  },
})
