/** Lists that people keep and take along: saved views, exports. */
export { listRoutes } from './routes.ts'
