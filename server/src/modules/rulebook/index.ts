export { foundRulebook, turnThePage } from './found.ts'
export { bookInForce, bookOf, pipelineNamed, stageId, stageNamed, type Book } from './inForce.ts'
export { sayFinding, sayFollowing, sayVerdict } from './say.ts'
export { rulebookRoutes } from './routes.ts'
