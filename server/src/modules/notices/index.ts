export { writeComment } from './queries.ts'
export { noticeRoutes } from './routes.ts'
