import { Type, type Static } from 'typebox'
import { Id, nullable, page, Timestamp } from './common.ts'
import { Email } from './members.ts'

export const ContactCreation = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
    phone: Type.Optional(Type.String({ maxLength: 60 })),
    email: Type.Optional(Email),
    companyId: Type.Optional(Id),
  },
  { additionalProperties: false },
)
export type ContactCreation = Static<typeof ContactCreation>

export const Contact = Type.Object({
  id: Id,
  name: Type.String(),
  phone: nullable(Type.String({ description: 'E.164' })),
  email: nullable(Type.String()),
  companyId: nullable(Id),
  companyName: nullable(Type.String()),
  returning: Type.Boolean({ description: 'постоянный: has a won deal' }),
  createdAt: Timestamp,
})
export type Contact = Static<typeof Contact>
export const ContactPage = page(Contact)

export const CompanyCreation = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
    inn: Type.Optional(Type.String({ pattern: '^\\d{10}(\\d{2})?$' })),
  },
  { additionalProperties: false },
)
export type CompanyCreation = Static<typeof CompanyCreation>
export const Company = Type.Object({
  id: Id,
  name: Type.String(),
  inn: nullable(Type.String()),
  returning: Type.Boolean(),
  createdAt: Timestamp,
})
export type Company = Static<typeof Company>
export const CompanyPage = page(Company)
