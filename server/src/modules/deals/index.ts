export { apply, type Ink, type Write } from './apply.ts'
export { loadOf } from './load.ts'
export { dealsHttp } from './http.ts'
export { nextDue, startSweeper, sweepEverything, sweepWorkspace } from './sweep.ts'
