export { campaignWork } from './campaignParts.ts'
export { pendingReviews } from './reviews.ts'
export { callsBy } from './samples.ts'
export { qualityRoutes } from './routes.ts'
