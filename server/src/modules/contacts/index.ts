export {
  addCompany,
  addContact,
  companyById,
  companyWithName,
  contactById,
  contactWith,
  NotAPhone,
  type NewCompany,
  type NewContact,
} from './queries.ts'
export { contactRoutes } from './routes.ts'
