/** Cases for tests of the book and of what stands around it. */
export { aDeal, DealCase, type Swept } from './aDeal.ts'
export { aRegulation, RegulationCase } from './aRegulation.ts'
export { type Answer, breachesIn, foundBy, happenedIn, lacksOf, recordedIn, refusedBy, tasksAfter } from './answer.ts'
export { inMoscow, moscow, moscowCalendar } from './moscow.ts'
export { aTask, colleague, controller, head } from './toldDeal.ts'
