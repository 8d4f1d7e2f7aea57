export { fieldFaults, inItsPlace, readFieldValue } from './values.ts'
