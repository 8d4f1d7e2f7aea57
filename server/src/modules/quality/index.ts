export { campaignWork } from './campaignParts.ts'
export { pendingReviews } from './reviews.ts'
export { qualityRoutes } from './routes.ts'
