export { sayLoadChanges } from './notices.ts'
export { writeComment } from './queries.ts'
export { noticeRoutes } from './routes.ts'
export { type Alarm, alarmParts, loadChangesOf } from './tell.ts'
