export { fieldFaults, readFieldValue } from './values.ts'
