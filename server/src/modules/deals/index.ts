export { apply } from './apply.ts'
export { NOBODY } from './counts.ts'
export { actingOf, asker, type Asking, type Outcome } from './asking.ts'
export type { Whose } from './filters.ts'
export { foldValue } from './findable.ts'
export { readCard, sayCard, sayTask, type TaskFacts } from './card.ts'
export { carryOut } from './carryOut.ts'
export type { Ink, Write } from './write.ts'
export { checkParts } from './dayParts.ts'
export { alsoSweep, type DueWork } from './dueWork.ts'
export { comeBack, type ComingBack } from './comeBack.ts'
export { filesOf } from './evidence.ts'
export { referenceFaults } from './references.ts'
export { sweepThese } from './fallDue.ts'
export { byHandFaults } from './interact.ts'
export { loadOf } from './load.ts'
export { lockCase } from './lockCase.ts'
export { dealsHttp } from './http.ts'
export { putOff } from './putOff.ts'
export { inView, isInSight, mayAct, mustAct, mustAssign, mustCreate, mustTake, sightOf, type Owned, type Sight } from './sight.ts'
export {
  type Case,
  casesOf,
  clientFacts,
  furtherWays,
  given,
  lookAtCase,
  nextCheckAfter,
  receiverOf,
  situationOfNew,
  system,
} from './situation.ts'
export { readSpan } from './spans.ts'
export { nextDue, startSweeper, sweepEverything, sweepWorkspace } from './sweep.ts'
export { whereabouts, type Whereabouts } from './whereabouts.ts'
export { readDeals } from './list.ts'
export { type Asked, readListing } from './listing.ts'
