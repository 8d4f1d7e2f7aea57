/** Lists that people choose from, and the working calendar: the face of this module. */
export { replacementWork } from './carryOver.ts'
export { choiceRoutes } from './routes.ts'
