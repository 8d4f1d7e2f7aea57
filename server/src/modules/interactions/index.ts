export { dismissInteraction, interactionById, readInteractions, writeInteraction, letterParts, type InteractionWrite } from './queries.ts'
