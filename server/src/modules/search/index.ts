export { searchRoutes } from './routes.ts'
export { wantedBy, type Wanted } from './wanted.ts'
