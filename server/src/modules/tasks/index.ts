export { dealOfTask, writeTasks, type TaskWrite } from './queries.ts'
