export { apply, type Ink, type Write } from './apply.ts'
export { dealsHttp } from './http.ts'
