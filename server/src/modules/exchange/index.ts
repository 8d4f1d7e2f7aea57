export { exchangeHttp } from './routes.ts'
export { releaseWork } from './runRelease.ts'
