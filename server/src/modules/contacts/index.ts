export {
  addCompany,
  addContact,
  companyById,
  contactById,
  markDeadEnd,
  NotAPhone,
  type NewCompany,
  type NewContact,
  readWays,
} from './queries.ts'
export { contactRoutes } from './routes.ts'
export { furtherWaysOf, isSameWay, readEmail, readMessenger, waysOf, type WaysRow } from './wayList.ts'
export { lockKeys } from './ways.ts'
