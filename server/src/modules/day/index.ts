export { day } from './routes.ts'
