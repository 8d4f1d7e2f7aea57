export { addCompany, addContact, companyById, contactById, markDeadEnd, NotAPhone, type NewCompany, type NewContact } from './queries.ts'
export { contactRoutes } from './routes.ts'
