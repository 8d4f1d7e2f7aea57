export { dealOfTask, taskParts, type TaskWrite } from './queries.ts'
