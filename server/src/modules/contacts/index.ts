export {
  addCompany,
  addContact,
  companyById,
  contactById,
  hasFurtherWay,
  markDeadEnd,
  NotAPhone,
  type NewCompany,
  type NewContact,
} from './queries.ts'
export { contactRoutes } from './routes.ts'
export { furtherWaysOf, readEmail, readMessenger, waysOf, type WaysRow } from './wayList.ts'
export { lockKeys } from './ways.ts'
