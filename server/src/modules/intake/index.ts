/** From an inquiry to a deal: the face of this module. */
export { arrivalWork, leadWork } from './dueWork.ts'
export { intakeHttp } from './http.ts'
export { foundIntake } from './reasons.ts'
export { replaceOnLeads } from './replaceReasons.ts'
export { type Arrival, noParts, type Parts } from './arrival.ts'
export { type Intake, takeIn, type Taken } from './takeIn.ts'
