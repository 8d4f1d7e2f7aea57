export { reportsHttp } from './routes.ts'
