/**
 * Ids, money, terms and the working calendar: pure, knows nothing of sales, runs in the browser too.
 * Phone numbers have a face of their own, `@reglament/kernel/phone`, because their tables are large.
 */
export { isId, newId } from './id.ts'
export { formatMoney, minorDigits, money, parseMoney } from './money.ts'
export type { Money } from './money.ts'
export { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, formatInstant, parseInstant } from './instant.ts'
export type { Instant } from './instant.ts'
export { days, formatTerm, minutes, months, parseTerm, seconds, weeks, workingDays, workingMinutes } from './term.ts'
export type { Term, TermUnit } from './term.ts'
export { CalendarDataError } from './calendarData.ts'
export type { CalendarData, CalendarProblem, DayHours, Hours, Week, Weekday } from './calendarData.ts'
export type { Span } from './workTable.ts'
export {
  add,
  addWorkingDays,
  closingAfter,
  closingOfDay,
  closingOfLaterDay,
  closingOfWorkingDayAtOrAfter,
  compileCalendar,
  dateOf,
  dutyAt,
  gateAt,
  instantOn,
  isWorking,
  isWorkingDay,
  nextWorkingInstant,
  previousWorkingInstant,
  workingDaysBetween,
  workingMinutesBetween,
} from './calendar.ts'
export type { WorkCalendar } from './calendar.ts'
export { shippedCalendarRu, shippedWeek } from './productionCalendarRu.ts'
export { keyFor } from './key.ts'
export { companyOfName, formsAgree, plainCompanyName } from './companyName.ts'
export { foldText } from './searchText.ts'
export { zoneOfPhone } from './phoneZone.ts'
export { isZone } from './zone.ts'
export { inOtherLayout, lettersApart } from './mistyped.ts'
