export { addCompany, addContact, companyById, contactById, NotAPhone, type NewCompany, type NewContact } from './queries.ts'
export { contactRoutes } from './routes.ts'
