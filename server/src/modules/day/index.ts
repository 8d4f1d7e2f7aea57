export { day } from './routes.ts'
export { memberWork } from './members/sweep.ts'
