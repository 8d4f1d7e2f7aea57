export { campaignWork } from './campaignParts.ts'
export { qualityRoutes } from './routes.ts'
